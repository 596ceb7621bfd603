import { logRank, type LogRankTest } from '../../stats/log-rank';
import { pairwiseLogRank } from '../../stats/log-rank-pairwise';
import type { SurvivalGroup } from './groups';

/** Differences are told at this level. */
export const significance = 0.05;

/** More groups than this are not tested: their pairs would be more than anybody reads. */
export const mostCompared = 40;

export type PairRow = {
  groupA: string;
  groupB: string;
  chi2: number | null;
  p: number | null;
  adjustedP: number | null;
  differ: boolean | null;
};

export interface Comparison {
  test: LogRankTest | null;
  pairs: PairRow[];
}

/** The groups against each other: all at once, and each pair with its p-value adjusted for the number of pairs. */
export function compare(groups: readonly SurvivalGroup[]): Comparison {
  if (groups.length < 2 || groups.length > mostCompared) return { test: null, pairs: [] };
  const durations = groups.map((group) => group.durations);
  const test = logRank(durations);
  const pairs = pairwiseLogRank(durations).map(
    ({ first, second, chiSquare, pValue, adjustedPValue }): PairRow => ({
      groupA: groups[first].group,
      groupB: groups[second].group,
      chi2: chiSquare,
      p: pValue,
      adjustedP: adjustedPValue,
      differ: adjustedPValue === null ? null : adjustedPValue < significance,
    }),
  );
  return { test: test.kind === 'fitted' ? test : null, pairs };
}
