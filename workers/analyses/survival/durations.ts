import type { Table } from 'apache-arrow';
import type { GroupedDurations } from '../../stats/kaplan-meier';

/** Durations by group; customers without a value of the attribute are under null. */
export type DurationsByGroup = Map<string | null, GroupedDurations>;

/**
 * Rows of a durations query, which come by group and duration, as durations in units of `unitLength`. Lives that end
 * before they begin are left out: `countNegative` says how many.
 */
export function readDurations(table: Table, unitLength: number): DurationsByGroup {
  const numbers = (name: string) => Float64Array.from(table.getChild(name)?.toArray() ?? [], Number);
  const [time, events, censored] = [numbers('duration'), numbers('events'), numbers('censored')];
  const names = table.getChild('group_name');
  const groups: DurationsByGroup = new Map();
  for (let from = 0; from < table.numRows;) {
    const group = names?.get(from) ?? null;
    let to = from + 1;
    while (to < table.numRows && (names?.get(to) ?? null) === group) to++;
    while (from < to && time[from] < 0) from++;
    groups.set(group === null ? null : String(group), {
      time: time.slice(from, to).map((duration) => duration / unitLength),
      events: events.slice(from, to),
      censored: censored.slice(from, to),
    });
    from = to;
  }
  return groups;
}

/** How many customers have a life that ends before it begins. */
export function countNegative(table: Table): number {
  const [duration, events, censored] = ['duration', 'events', 'censored'].map((name) => table.getChild(name));
  let count = 0;
  for (let row = 0; row < table.numRows; row++)
    if (Number(duration?.get(row)) < 0) count += Number(events?.get(row)) + Number(censored?.get(row));
  return count;
}

/** All groups as one. */
export function mergeDurations(groups: readonly GroupedDurations[]): GroupedDurations {
  const nobody = { time: new Float64Array(0), events: new Float64Array(0), censored: new Float64Array(0) };
  return groups.reduce((merged, group) => (merged === nobody ? group : mergeTwo(merged, group)), nobody);
}

function mergeTwo(left: GroupedDurations, right: GroupedDurations): GroupedDurations {
  const longest = left.time.length + right.time.length;
  const [time, events, censored] = Array.from({ length: 3 }, () => new Float64Array(longest));
  let [size, atLeft, atRight] = [0, 0, 0];
  while (atLeft < left.time.length || atRight < right.time.length) {
    const next = Math.min(left.time[atLeft] ?? Infinity, right.time[atRight] ?? Infinity);
    time[size] = next;
    if (left.time[atLeft] === next) {
      events[size] += left.events[atLeft];
      censored[size] += left.censored[atLeft++];
    }
    if (right.time[atRight] === next) {
      events[size] += right.events[atRight];
      censored[size] += right.censored[atRight++];
    }
    size++;
  }
  return { time: time.slice(0, size), events: events.slice(0, size), censored: censored.slice(0, size) };
}

/** Days of a century: whoever stays longer is seen no longer at this age. */
const mostAges = 36_525;

/** Durations in whole units, every age listed, as the hazard by age wants them. */
export function byWholeAge({ time, events, censored }: GroupedDurations): GroupedDurations {
  const ages = Math.min(Math.floor(Math.max(0, time.at(-1) ?? 0)) + 1, mostAges);
  const whole = {
    time: Float64Array.from({ length: ages }, (_, age) => age),
    events: new Float64Array(ages),
    censored: new Float64Array(ages),
  };
  time.forEach((value, index) => {
    const age = Math.floor(value);
    if (age >= ages) {
      whole.censored[ages - 1] += events[index] + censored[index];
      return;
    }
    whole.events[age] += events[index];
    whole.censored[age] += censored[index];
  });
  return whole;
}
