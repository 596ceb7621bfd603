import { adjustPValues } from './benjamini-hochberg';
import type { GroupedDurations } from './kaplan-meier';
import { logRank, type LogRankOptions } from './log-rank';

/** Two groups compared, by their places in the input. The values are null where the two can't be compared. */
export interface PairComparison {
  first: number;
  second: number;
  chiSquare: number | null;
  pValue: number | null;
  /** Adjusted for the number of pairs. */
  adjustedPValue: number | null;
}

/**
 * Log-rank test of each pair of groups by itself, p-values adjusted for the number of comparable pairs (Benjamini &
 * Hochberg 1995). A pair in which a group is empty, invalid or never at risk at an event is not comparable.
 */
export function pairwiseLogRank(
  groups: readonly GroupedDurations[],
  options: LogRankOptions = {},
): PairComparison[] {
  const pairs = groups.flatMap((left, first) =>
    groups.slice(first + 1).map((right, offset) => {
      const test = logRank([left, right], options);
      const fitted = test.kind === 'fitted' ? test : null;
      const { chiSquare = null, pValue = null } = fitted ?? {};
      return { first, second: first + 1 + offset, chiSquare, pValue };
    }),
  );
  const adjusted = adjustPValues(pairs.map(({ pValue }) => pValue));
  return pairs.map((pair, index) => ({ ...pair, adjustedPValue: adjusted[index] }));
}
