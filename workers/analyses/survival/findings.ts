import type { Finding, Scalar } from '../../api';
import { survivalAt } from '../../stats/kaplan-meier';
import { significance } from './compare';
import { smallGroup, type GroupRow, type HazardRow } from './groups';
import type { SurvivalTold } from './told';

/** Two-sided 95 % of the standard normal distribution. */
const deviate = 1.959963984540054;

export function describe(told: SurvivalTold): Finding[] {
  if (told.all.events === 0) return [];
  return [
    typical(told),
    ...compareGroups(told),
    ...comparePairs(told),
    ...kept(told.overall),
    ...meanLife(told),
    ...dropOff(told),
  ];
}

function typical({ all, overall, unit }: SurvivalTold): Finding {
  const { median, medianLower, medianUpper, quarterGone } = overall;
  const counts = { unit, n: all.n, events: all.events };
  if (median === null) {
    const [time, survival] = [all.curve.time.at(-1)!, all.curve.survival.at(-1)!];
    // Nobody can be reached before the age of 0.
    const quarter = { quarterGone: quarterGone ?? 0, hasQuarter: quarterGone ? 'yes' : 'no' };
    return { code: 'medianNotReached', values: { time, survival, ...quarter, ...counts } };
  }
  if (median === 0) {
    const goneAtOnce = 1 - (survivalAt(all.curve, 0)?.survival ?? 1);
    return { code: 'medianAtStart', values: { goneAtOnce, ...counts } };
  }
  const limits = { medianLower: medianLower ?? 0, medianUpper: medianUpper ?? 0 };
  const known = medianLower === null ? 'none' : medianUpper === null ? 'lower' : 'both';
  return { code: 'medianReached', values: { median, ...limits, limits: known, ...counts } };
}

/** Shares kept at 12, 18 and 24 months, as far as the data go. */
function kept(overall: GroupRow): Finding[] {
  if (overall.kept12 === null) return [];
  const values: Record<string, Scalar> = {
    outOfHundred: Math.round(100 * overall.kept12),
    reached: overall.kept24 !== null ? 'twoYears' : overall.kept18 !== null ? 'yearAndHalf' : 'year',
  };
  for (const months of [12, 18, 24] as const) {
    const [lower, upper] = [overall[`kept${months}Lower`], overall[`kept${months}Upper`]];
    values[`kept${months}`] = overall[`kept${months}`] ?? 0;
    values[`lower${months}`] = lower ?? 0;
    values[`upper${months}`] = upper ?? 0;
    values[`limits${months}`] = lower === null || upper === null ? 'no' : 'yes';
  }
  return [{ code: 'kept', values }];
}

function meanLife({ overall, unit }: SurvivalTold): Finding[] {
  const { restrictedMean: mean, restrictedMeanStandardError: error, restrictedTo } = overall;
  if (mean === null || error === null || restrictedTo === null) return [];
  const [lower, upper] = [
    Math.max(0, mean - deviate * error),
    Math.min(restrictedTo, mean + deviate * error),
  ];
  return [{ code: 'meanLife', values: { mean, lower, upper, restrictedTo, unit } }];
}

/** The clearest peak, by the lower limit of its hazard: of everybody, or of the groups that are not small. */
function dropOff({ hazard, rows, groupBy, groups, unit }: SurvivalTold): Finding[] {
  const small = new Set(rows.flatMap((row) => (row.small ? [row.group] : [])));
  const peaks = hazard
    .filter(({ peak, group }) => peak && !small.has(group))
    .sort((one, other) => (other.lower ?? 0) - (one.lower ?? 0));
  if (peaks.length === 0) return [];
  const [peak] = peaks;
  const values = { ...peakValues(peak), unit, count: peaks.length };
  if (groupBy === null || groups.length < 2) return [{ code: 'dropOff', values }];
  return [{ code: 'dropOffInGroup', values: { ...values, group: peak.group } }];
}

function peakValues({ time, hazard, lower, upper, atRisk }: HazardRow) {
  return { time, hazard, lower: lower ?? hazard, upper: upper ?? hazard, atRisk };
}

/** A p-value for a sentence: below 0.001 it is said to be just that. */
function sayP(p: number): Record<string, Scalar> {
  return { p, shownP: Math.max(p, 0.001), tiny: p < 0.001 ? 'yes' : 'no' };
}

/** Best and worst group at a year, or at the longest time that all groups reach. */
function compareGroups({ groups, test, groupBy, unit, monthLength }: SurvivalTold): Finding[] {
  if (!test || groupBy === null) return [];
  if (test.pValue >= significance)
    return [{ code: 'groupsAlike', values: { groupBy, ...sayP(test.pValue) } }];
  const fair = groups.filter(({ n }) => n >= smallGroup);
  const reached = Math.min(...fair.map(({ curve }) => curve.time.at(-1)!));
  const time = Math.min(12 * monthLength, reached);
  const kept = fair
    .map(({ group, curve }) => ({ group, kept: survivalAt(curve, time)?.survival ?? 0 }))
    .sort((one, other) => other.kept - one.kept);
  const [best, worst] = [kept[0], kept.at(-1)];
  if (!best || !worst || best === worst) return [];
  const values: Record<string, Scalar> = {
    groupBy,
    ...sayP(test.pValue),
    best: best.group,
    bestKept: best.kept,
    worst: worst.group,
    worstKept: worst.kept,
    time,
    unit,
  };
  return [{ code: 'groupsDiffer', values }];
}

/** So many pairs are named in a sentence; the table has all. */
const namedPairs = 3;

/** Which groups really differ, where there are more than two and the groups as a whole do. */
function comparePairs({ groups, pairs, test }: SurvivalTold): Finding[] {
  if (!test || groups.length < 3 || test.pValue >= significance) return [];
  const apart = pairs.filter(({ differ }) => differ).sort((one, other) => one.adjustedP! - other.adjustedP!);
  if (apart.length === 0) return [{ code: 'noPairDiffers', values: { pairs: pairs.length } }];
  if (apart.length === pairs.length) {
    const largest = apart.at(-1)!.adjustedP!;
    return [{ code: 'allPairsDiffer', values: { groups: groups.length, ...sayP(largest) } }];
  }
  const names = apart.slice(0, namedPairs).map(({ groupA, groupB }) => `${groupA} – ${groupB}`);
  const more = apart.length > names.length ? 'yes' : 'no';
  const values = { differing: apart.length, pairs: pairs.length, names: names.join('; '), more };
  return [{ code: 'somePairsDiffer', values }];
}
