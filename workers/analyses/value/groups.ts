import { buildCalendar, dayToIso } from '../../model/calendar';
import { segments as segmentNames, type Segment } from '../../model/rfm-segments';
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
  const nameOf = (index: number) => {
    const period = calendar.periodOfDay[firstDay[index] - calendar.firstDay];
    return dayToIso(calendar.periods[period].firstDay);
  };
  return sumGroups(firstDay.length, nameOf, intervals).sort(byName);
}

/** By RFM segment, in the order of the glossary; segments without customers are left out. */
export function bySegment(segments: readonly Segment[], intervals: ValueIntervals): ValueGroup[] {
  const groups = sumGroups(segments.length, (index) => segments[index], intervals);
  const place = ({ name }: ValueGroup) => segmentNames.indexOf(name as Segment);
  return groups.sort((one, other) => place(one) - place(other));
}

/** By the attribute that groups, the most valuable in all first; null holds those without it. */
export function byAttribute({ group }: Customers, intervals: ValueIntervals): ValueGroup[] {
  const names = Array.from(group, (name: unknown) => (name === null ? null : String(name)));
  const groups = sumGroups(names.length, (index) => names[index], intervals);
  return groups.sort((one, other) => other.totalClv - one.totalClv || byName(one, other));
}

function byName(one: ValueGroup, other: ValueGroup): number {
  return (one.name ?? '') < (other.name ?? '') ? -1 : 1;
}

function sumGroups(
  customers: number,
  nameOf: (index: number) => string | null,
  intervals: ValueIntervals,
): ValueGroup[] {
  const members = new Map<string | null, number[]>();
  for (let index = 0; index < customers; index += 1) {
    const name = nameOf(index);
    const known = members.get(name);
    if (known) known.push(index);
    else members.set(name, [index]);
  }
  const sums = [...members].map(([name, indexes]) => ({
    name,
    customers: indexes.length,
    sum: intervals.ofSum(indexes),
  }));
  const total = sums.reduce((all, { sum }) => all + sum.clv, 0);
  return sums.map(({ name, customers: count, sum: { clv, lower, upper } }) => ({
    name,
    customers: count,
    totalClv: clv,
    meanClv: clv / count,
    meanLower: lower === null ? null : lower / count,
    meanUpper: upper === null ? null : upper / count,
    share: total > 0 ? clv / total : 0,
  }));
}
