import type { GroupedDurations } from './kaplan-meier';

/**
 * Single durations, one per subject, as durations grouped by time for each group. Arrays of one length; an event is
 * any value but 0; a group is a number from 0 to groups − 1. Takes the time of sorting the durations.
 */
export function groupByTime(
  time: Float64Array,
  event: ArrayLike<number | boolean>,
  group: ArrayLike<number> | null = null,
  groups = 1,
): GroupedDurations[] {
  // Events of group g are counted at 2g, its censored subjects at 2g + 1.
  const sizes = new Uint32Array(2 * groups);
  const kindOf = (index: number) => 2 * (group?.[index] ?? 0) + (event[index] ? 0 : 1);
  for (let index = 0; index < time.length; index++) sizes[kindOf(index)]++;
  const times = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Uint32Array(2 * groups);
  for (let index = 0; index < time.length; index++) {
    const kind = kindOf(index);
    times[kind][filled[kind]++] = time[index];
  }
  times.forEach((values) => values.sort());
  return Array.from({ length: groups }, (_, at) => merge(times[2 * at], times[2 * at + 1]));
}

/** Two ascending lists of times as one list of distinct times with the number of each. */
function merge(left: Float64Array, right: Float64Array): GroupedDurations {
  const time = new Float64Array(left.length + right.length);
  const [events, censored] = [new Float64Array(time.length), new Float64Array(time.length)];
  let [size, atLeft, atRight] = [0, 0, 0];
  while (atLeft < left.length || atRight < right.length) {
    const next = Math.min(left[atLeft] ?? Infinity, right[atRight] ?? Infinity);
    time[size] = next;
    if (Number.isNaN(next)) {
      // No time at all: kept, so that an estimate refuses these durations.
      events[size++] = left.length - atLeft + right.length - atRight;
      break;
    }
    for (; left[atLeft] === next; atLeft++) events[size]++;
    for (; right[atRight] === next; atRight++) censored[size]++;
    size++;
  }
  return { time: time.slice(0, size), events: events.slice(0, size), censored: censored.slice(0, size) };
}
