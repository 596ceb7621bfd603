import type { Table } from 'apache-arrow';
import { hazardByAge } from '../../stats/hazard';
import { kaplanMeier, survivalAt, type GroupedDurations, type SurvivalCurve } from '../../stats/kaplan-meier';
import { medianSurvival } from '../../stats/median-survival';
import { restrictedMean } from '../../stats/restricted-mean';

/** The name of the one group when nothing groups. */
export const everybody = 'all';

export interface SurvivalGroup {
  group: string;
  durations: GroupedDurations;
  curve: SurvivalCurve;
  n: number;
  events: number;
}

/** Rows of a durations query as one table of durations per group, in units of `unitLength`. */
export function readDurations(
  table: Table,
  unitLength: number,
  isGrouped: boolean,
): Map<string, GroupedDurations> {
  const groups = new Map<string, Map<number, { events: number; censored: number }>>();
  for (const row of table) {
    const group = isGrouped ? String(row.group_name ?? '') : everybody;
    const time = Number(row.duration) / unitLength;
    const rows = groups.get(group) ?? new Map<number, { events: number; censored: number }>();
    const known = rows.get(time) ?? { events: 0, censored: 0 };
    rows.set(time, {
      events: known.events + Number(row.events),
      censored: known.censored + Number(row.censored),
    });
    groups.set(group, rows);
  }
  return new Map([...groups].map(([group, rows]) => [group, toColumns(rows)]));
}

function toColumns(rows: Map<number, { events: number; censored: number }>): GroupedDurations {
  const ascending = [...rows].sort(([one], [other]) => one - other);
  return {
    time: Float64Array.from(ascending, ([time]) => time),
    events: Float64Array.from(ascending, ([, { events }]) => events),
    censored: Float64Array.from(ascending, ([, { censored }]) => censored),
  };
}

export function fitGroup(group: string, durations: GroupedDurations): SurvivalGroup[] {
  const fitted = kaplanMeier(durations);
  if (fitted.kind === 'failed') return [];
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const events = sum(durations.events);
  return [{ group, durations, curve: fitted.curve, n: events + sum(durations.censored), events }];
}

/** More curves than this can't be told apart in one figure. */
export const shownGroups = 6;

/** By name while all can be shown, otherwise the largest first, since only the first ones are drawn. */
export function inOrder(groups: SurvivalGroup[]): SurvivalGroup[] {
  if (groups.length <= shownGroups) return groups;
  return groups.toSorted((one, other) => other.n - one.n || (one.group < other.group ? -1 : 1));
}

/** Durations in whole units, every age listed, as the hazard by age wants them. */
export function byWholeAge({ time, events, censored }: GroupedDurations): GroupedDurations {
  const ages = Math.floor(Math.max(0, time.at(-1) ?? 0)) + 1;
  const whole = {
    time: Float64Array.from({ length: ages }, (_, age) => age),
    events: new Float64Array(ages),
    censored: new Float64Array(ages),
  };
  time.forEach((value, index) => {
    whole.events[Math.floor(value)] += events[index];
    whole.censored[Math.floor(value)] += censored[index];
  });
  return whole;
}

export type HazardRow = {
  group: string;
  time: number;
  atRisk: number;
  events: number;
  hazard: number;
  peak: boolean;
};

export function hazardRows({ group, durations }: SurvivalGroup): HazardRow[] {
  const fitted = kaplanMeier(byWholeAge(durations));
  if (fitted.kind === 'failed') return [];
  const { curve } = fitted;
  const { time, hazard, peak } = hazardByAge(curve);
  return Array.from(time, (age, index) => ({
    group,
    time: age,
    atRisk: curve.atRisk[index],
    events: curve.events[index],
    hazard: hazard[index],
    peak: peak[index],
  }));
}

/** One row of the table `groups`. @param monthLength one month in the unit of the curve */
export function groupRow(
  { group, curve, n, events }: SurvivalGroup,
  monthLength: number,
  restrictedTo: number,
) {
  const { median, lower, upper } = medianSurvival(curve);
  const kept = (months: number) => survivalAt(curve, months * monthLength);
  return {
    group,
    n,
    events,
    median,
    medianLower: lower,
    medianUpper: upper,
    kept12: kept(12),
    kept18: kept(18),
    kept24: kept(24),
    restrictedMean: restrictedMean(curve, restrictedTo)?.mean ?? null,
    restrictedTo,
  };
}

export type GroupRow = ReturnType<typeof groupRow>;
