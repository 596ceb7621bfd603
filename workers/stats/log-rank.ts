import { chiSquareUpperTail, logChiSquareUpperTail } from './chi-square';
import { invertMatrix } from './invert-matrix';
import { type DurationsProblem, findDurationsProblem, type GroupedDurations } from './kaplan-meier';
import { addStratum, emptyTally, type LogRankTally } from './log-rank-tally';

export interface LogRankTest {
  kind: 'fitted';
  chiSquare: number;
  degreesOfFreedom: number;
  /** 0 where it is below 1e-323; logPValue (natural logarithm) still tells. */
  pValue: number;
  logPValue: number;
  /** Events per group, and those expected were all groups alike, in the order of the input; weighted, if rho is set. */
  observed: number[];
  expected: number[];
}

/** 'tooFewGroups': fewer than two groups have anyone at risk at an event. */
export interface LogRankFailure {
  kind: 'failed';
  reason: DurationsProblem | 'tooFewGroups';
}

export interface LogRankOptions {
  /**
   * Weight of an event: survival of all groups together just before it, to this power (Harrington & Fleming 1982).
   * 0, the log-rank test, unless set; 1 is Peto & Peto's modification of the Gehan–Wilcoxon test.
   */
  rho?: number;
}

/**
 * Log-rank test that k groups have the same survival (Mantel 1966; Peto & Peto 1972), hypergeometric variance, as R
 * `survdiff(…, rho)`. k − 1 degrees of freedom; groups never at risk at an event do not count.
 */
export function logRank(
  groups: readonly GroupedDurations[],
  options: LogRankOptions = {},
): LogRankTest | LogRankFailure {
  return stratifiedLogRank([groups], options);
}

/**
 * Log-rank test within strata, as R `survdiff(… + strata(…))`: customers are compared with those of their own stratum
 * only, then observed, expected and variance are added up over the strata. A group may be missing (arrays of length 0)
 * in some strata, not in all.
 * @param strata the same groups in the same order in each
 */
export function stratifiedLogRank(
  strata: readonly (readonly GroupedDurations[])[],
  { rho = 0 }: LogRankOptions = {},
): LogRankTest | LogRankFailure {
  const groups = strata[0]?.length ?? 0;
  const problem = findProblem(strata, groups);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const tally = emptyTally(groups);
  for (const stratum of strata) addStratum(tally, stratum, rho);
  return testTally(tally);
}

function findProblem(strata: readonly (readonly GroupedDurations[])[], groups: number) {
  const present = Array.from({ length: groups }, () => false);
  for (const stratum of strata) {
    if (stratum.length !== groups) return 'invalidInput';
    for (const [index, group] of stratum.entries()) {
      const problem = findDurationsProblem(group);
      if (problem === 'invalidInput') return problem;
      if (problem === null) present[index] = true;
    }
  }
  return present.every(Boolean) ? null : 'noSubjects';
}

function testTally({ observed, expected, covariance }: LogRankTally): LogRankTest | LogRankFailure {
  const compared = Array.from(expected.keys())
    .filter((group) => expected[group] > 0)
    .slice(1);
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
    observed: Array.from(observed),
    expected: Array.from(expected),
  };
}
