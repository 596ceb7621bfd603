import { chiSquareUpperTail, logChiSquareUpperTail } from './chi-square';
import { invertMatrix } from './invert-matrix';
import { type DurationsProblem, findDurationsProblem, type GroupedDurations } from './kaplan-meier';

export interface LogRankTest {
  kind: 'fitted';
  chiSquare: number;
  degreesOfFreedom: number;
  /** 0 where it is below 1e-323; logPValue (natural logarithm) still tells. */
  pValue: number;
  logPValue: number;
  /** Events per group, and those expected were all groups alike, in the order of the input. */
  observed: number[];
  expected: number[];
}

/** 'tooFewGroups': fewer than two groups have anyone at risk at an event. */
export interface LogRankFailure {
  kind: 'failed';
  reason: DurationsProblem | 'tooFewGroups';
}

/**
 * Log-rank test that k groups have the same survival (Mantel 1966; Peto & Peto 1972), hypergeometric variance, as R
 * `survdiff(…, rho = 0)`. k − 1 degrees of freedom; groups never at risk at an event do not count.
 */
export function logRank(groups: readonly GroupedDurations[]): LogRankTest | LogRankFailure {
  for (const group of groups) {
    const problem = findDurationsProblem(group);
    if (problem !== null) return { kind: 'failed', reason: problem };
  }
  const { observed, expected, covariance } = tally(groups);
  const compared = expected.flatMap((value, group) => (value > 0 ? [group] : [])).slice(1);
  if (compared.length === 0) return { kind: 'failed', reason: 'tooFewGroups' };
  const inverse = invertMatrix(compared.map((row) => compared.map((column) => covariance[row][column])));
  if (inverse === null) return { kind: 'failed', reason: 'tooFewGroups' };
  const excess = compared.map((group) => observed[group] - expected[group]);
  let chiSquare = 0;
  excess.forEach((left, i) => excess.forEach((right, j) => (chiSquare += left * inverse[i][j] * right)));
  return {
    kind: 'fitted',
    chiSquare,
    degreesOfFreedom: compared.length,
    pValue: chiSquareUpperTail(chiSquare, compared.length),
    logPValue: logChiSquareUpperTail(chiSquare, compared.length),
    observed,
    expected,
  };
}

interface Tally {
  observed: number[];
  expected: number[];
  covariance: number[][];
}

/** Walks all times downwards, so that those at risk accumulate. */
function tally(groups: readonly GroupedDurations[]): Tally {
  const atRisk = groups.map(() => 0);
  const next = groups.map((group) => group.time.length - 1);
  const sums: Tally = {
    observed: groups.map(() => 0),
    expected: groups.map(() => 0),
    covariance: groups.map(() => groups.map(() => 0)),
  };
  for (;;) {
    const time = Math.max(
      ...groups.map((group, index) => (next[index] < 0 ? -Infinity : group.time[next[index]])),
    );
    if (time === -Infinity) return sums;
    const events = groups.map((group, index) => {
      const at = next[index];
      if (at < 0 || group.time[at] !== time) return 0;
      atRisk[index] += group.events[at] + group.censored[at];
      next[index]--;
      return group.events[at];
    });
    addTime(sums, events, atRisk);
  }
}

/** Adds what one time contributes. */
function addTime(sums: Tally, events: number[], atRisk: number[]): void {
  const allEvents = events.reduce((sum, value) => sum + value, 0);
  if (allEvents === 0) return;
  const allAtRisk = atRisk.reduce((sum, value) => sum + value, 0);
  const spread = allAtRisk > 1 ? (allEvents * (allAtRisk - allEvents)) / (allAtRisk - 1) : 0;
  events.forEach((value, row) => {
    const share = atRisk[row] / allAtRisk;
    sums.observed[row] += value;
    sums.expected[row] += allEvents * share;
    atRisk.forEach((other, column) => {
      sums.covariance[row][column] += spread * share * ((row === column ? 1 : 0) - other / allAtRisk);
    });
  });
}
