import type { Likelihood } from '../fit-on-log-scale';
import type { GroupedHistories } from './group-histories';

/** By j: how many customers have more than j purchases, more than j occasions without, more than j occasions. */
export interface OccasionCounts {
  purchases: Float64Array;
  misses: Float64Array;
  occasions: Float64Array;
}

/** Counts the occasions of each customer up to the last purchase, or all of them. */
export function countOccasions(histories: GroupedHistories, until: 'lastPurchase' | 'end'): OccasionCounts {
  const { patternFrequency, patternRecency, patternStart, rowOpportunities, rowCount } = histories;
  const length = histories.mostOpportunities + 1;
  const purchases = new Float64Array(length);
  const misses = new Float64Array(length);
  const occasions = new Float64Array(length);
  patternFrequency.forEach((x, pattern) => {
    for (let row = patternStart[pattern]; row < patternStart[pattern + 1]; row++) {
      const last = until === 'end' ? rowOpportunities[row] : patternRecency[pattern];
      purchases[x] += rowCount[row];
      misses[last - x] += rowCount[row];
      occasions[last] += rowCount[row];
    }
  });
  return { purchases: sumAbove(purchases), misses: sumAbove(misses), occasions: sumAbove(occasions) };
}

/** At j the sum of all values after j. */
function sumAbove(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  for (let index = values.length - 2; index >= 0; index--) sums[index] = sums[index + 1] + values[index + 1];
  return sums;
}

/**
 * Log-likelihood, over (alpha, beta), of customers who never leave and buy at each occasion with a chance that is beta
 * distributed: Σ ln B(α+x, β+n−x)/B(α, β), each a product of (α+j), (β+j) and 1/(α+β+j), so that no logarithms of gamma
 * functions cancel. Adds its derivatives to the gradient.
 */
export function betaBernoulliLikelihood({ purchases, misses, occasions }: OccasionCounts): Likelihood {
  return (parameters, gradient) => {
    const [alpha, beta] = [parameters[0], parameters[1]];
    let [value, slopeAlpha, slopeBeta] = [0, 0, 0];
    for (let j = 0; j < occasions.length && occasions[j] > 0; j++) {
      if (purchases[j] > 0) value += purchases[j] * Math.log(alpha + j);
      if (misses[j] > 0) value += misses[j] * Math.log(beta + j);
      value -= occasions[j] * Math.log(alpha + beta + j);
      slopeAlpha += purchases[j] / (alpha + j) - occasions[j] / (alpha + beta + j);
      slopeBeta += misses[j] / (beta + j) - occasions[j] / (alpha + beta + j);
    }
    if (gradient !== undefined) {
      gradient[0] += slopeAlpha;
      gradient[1] += slopeBeta;
    }
    return value;
  };
}
