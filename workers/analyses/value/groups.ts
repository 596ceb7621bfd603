import { buildCalendar, dayToIso } from '../../model/calendar';
import { segments as segmentNames } from '../../model/rfm-segments';
import type { DataOptions, PeriodUnit } from '../../api';
import type { Customers } from './customers';
import type { ValueIntervals } from './intervals';

/** Predicted value of the customers who share something, with the 95 % interval of the mean. */
export interface ValueGroup {
  name: string | null;
  customers: number;
  totalClv: number;
  meanClv: number;
  meanLower: number | null;
  meanUpper: number | null;
  /** Of the predicted value of all. */
  share: number;
}

/** By the period of the first purchase, oldest first. */
export function byCohort(
  { firstDay }: Customers,
  intervals: ValueIntervals,
  unit: PeriodUnit,
  weekStart: DataOptions['weekStart'],
): ValueGroup[] {
  if (firstDay.length === 0) return [];
  const from = firstDay.reduce((least, day) => Math.min(least, day), Infinity);
  const to = firstDay.reduce((most, day) => Math.max(most, day), -Infinity);
  const calendar = buildCalendar(unit, weekStart, from, to);
  const codes = new Int32Array(firstDay.length);
  for (let index = 0; index < codes.length; index += 1)
    codes[index] = calendar.periodOfDay[firstDay[index] - calendar.firstDay];
  return sumGroups(
    codes,
    calendar.periods.map((period) => dayToIso(period.firstDay)),
    intervals,
  );
}

/** By RFM segment, in the order of the glossary; segments without customers are left out. */
export function bySegment(segments: Int32Array, intervals: ValueIntervals): ValueGroup[] {
  return sumGroups(segments, segmentNames, intervals);
}

/** By the attribute that groups, the most valuable in all first; null holds those without it. */
export function byAttribute({ group }: Customers, intervals: ValueIntervals): ValueGroup[] {
  const names: (string | null)[] = [];
  const codeOf = new Map<string | null, number>();
  const codes = new Int32Array(group.length);
  for (let index = 0; index < codes.length; index += 1) {
    const value: unknown = group.get(index);
    const name = value === null ? null : String(value);
    let code = codeOf.get(name);
    if (code === undefined) {
      code = names.length;
      codeOf.set(name, code);
      names.push(name);
    }
    codes[index] = code;
  }
  const byName = (one: ValueGroup, other: ValueGroup) => ((one.name ?? '') < (other.name ?? '') ? -1 : 1);
  return sumGroups(codes, names, intervals).sort(
    (one, other) => other.totalClv - one.totalClv || byName(one, other),
  );
}

function sumGroups(
  codes: Int32Array,
  names: readonly (string | null)[],
  intervals: ValueIntervals,
): ValueGroup[] {
  const customers = new Float64Array(names.length);
  for (let index = 0; index < codes.length; index += 1) customers[codes[index]] += 1;
  const sums = intervals.ofGroups(codes, names.length);
  const total = sums.reduce((all, { clv }) => all + clv, 0);
  return sums
    .map(({ clv, lower, upper }, code) => ({
      name: names[code],
      customers: customers[code],
      totalClv: clv,
      meanClv: clv / customers[code],
      meanLower: lower === null ? null : lower / customers[code],
      meanUpper: upper === null ? null : upper / customers[code],
      share: total > 0 ? clv / total : 0,
    }))
    .filter((group) => group.customers > 0);
}
