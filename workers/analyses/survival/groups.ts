import { hazardByAge } from '../../stats/hazard';
import { kaplanMeier, survivalAt, type GroupedDurations, type SurvivalCurve } from '../../stats/kaplan-meier';
import type { SurvivalInterval } from '../../stats/kaplan-meier-interval';
import { medianSurvival, survivalQuantile } from '../../stats/median-survival';
import { restrictedMean } from '../../stats/restricted-mean';
import { byWholeAge } from './durations';

/** The name of the one group when nothing groups. */
export const everybody = 'all';

export interface SurvivalGroup {
  group: string;
  durations: GroupedDurations;
  curve: SurvivalCurve;
  n: number;
  events: number;
}

export function fitGroup(
  group: string,
  durations: GroupedDurations,
  interval: SurvivalInterval,
): SurvivalGroup[] {
  const fitted = kaplanMeier(durations, { interval });
  if (fitted.kind === 'failed') return [];
  const events = durations.events.reduce((total, value) => total + value, 0);
  return [{ group, durations, curve: fitted.curve, n: fitted.curve.atRisk[0], events }];
}

/** Groups of fewer customers are marked as small. */
export const smallGroup = 20;

/** More curves than this can't be told apart in one figure. */
export const shownGroups = 6;

/** By name while all can be shown, otherwise the largest first, since only the first ones are drawn. */
export function inOrder(groups: SurvivalGroup[]): SurvivalGroup[] {
  if (groups.length <= shownGroups) return groups;
  return groups.toSorted((one, other) => other.n - one.n || (one.group < other.group ? -1 : 1));
}

/** The time that all groups but small ones have been observed for, so that their means can be compared. */
export function commonTime(groups: readonly SurvivalGroup[]): number {
  const large = groups.filter(({ n }) => n >= smallGroup);
  return Math.min(...(large.length > 0 ? large : groups).map(({ curve }) => curve.time.at(-1)!));
}

export type HazardRow = {
  group: string;
  time: number;
  atRisk: number;
  events: number;
  hazard: number;
  lower: number | null;
  upper: number | null;
  peak: boolean;
};

export function hazardRows({ group, durations }: SurvivalGroup): HazardRow[] {
  const fitted = kaplanMeier(byWholeAge(durations));
  if (fitted.kind === 'failed') return [];
  const { curve } = fitted;
  const { time, hazard, lower, upper, peak } = hazardByAge(curve);
  return Array.from(time, (age, index) => ({
    group,
    time: age,
    atRisk: curve.atRisk[index],
    events: curve.events[index],
    hazard: hazard[index],
    lower: lower[index],
    upper: upper[index],
    peak: peak[index],
  }));
}

/** One row of the table `groups`. @param monthLength one month in the unit of the curve */
export function groupRow(
  { group, curve, n, events }: SurvivalGroup,
  monthLength: number,
  restrictedTo: number,
) {
  const median = medianSurvival(curve);
  const kept = (months: number) => survivalAt(curve, months * monthLength);
  const [kept12, kept18, kept24] = [kept(12), kept(18), kept(24)];
  const mean = restrictedMean(curve, restrictedTo);
  return {
    group,
    n,
    events,
    small: n < smallGroup,
    median: median.time,
    medianLower: median.lower,
    medianUpper: median.upper,
    quarterGone: survivalQuantile(curve, 0.25).time,
    kept12: kept12?.survival ?? null,
    kept12Lower: kept12?.lower ?? null,
    kept12Upper: kept12?.upper ?? null,
    kept18: kept18?.survival ?? null,
    kept18Lower: kept18?.lower ?? null,
    kept18Upper: kept18?.upper ?? null,
    kept24: kept24?.survival ?? null,
    kept24Lower: kept24?.lower ?? null,
    kept24Upper: kept24?.upper ?? null,
    restrictedMean: mean?.mean ?? null,
    restrictedMeanStandardError: mean?.standardError ?? null,
    restrictedTo: mean === null ? null : restrictedTo,
  };
}

export type GroupRow = ReturnType<typeof groupRow>;
