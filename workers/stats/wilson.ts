import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

export interface Proportion {
  rate: number;
  lower: number;
  upper: number;
}

/**
 * A proportion with Wilson's score interval (Wilson 1927), as R `prop.test(…, correct = FALSE)`. Null without trials or
 * where successes are not between 0 and trials: no rate, not zero.
 */
export function wilson(successes: number, trials: number, level = 0.95): Proportion | null {
  if (!(trials > 0 && trials < Infinity && successes >= 0 && successes <= trials)) return null;
  const deviate = normalQuantile((1 + level) / 2, 0, 1);
  const rate = successes / trials;
  const shrinkage = deviate ** 2 / trials;
  const centre = rate + shrinkage / 2;
  const halfWidth = deviate * Math.sqrt((rate * (1 - rate) + shrinkage / 4) / trials);
  return {
    rate,
    lower: successes === 0 ? 0 : (centre - halfWidth) / (1 + shrinkage),
    upper: successes === trials ? 1 : (centre + halfWidth) / (1 + shrinkage),
  };
}
