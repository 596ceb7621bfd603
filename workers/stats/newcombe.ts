import { wilson } from './wilson';

export interface RateDifference {
  difference: number;
  lower: number;
  upper: number;
}

/**
 * Difference of two independent proportions, first minus second, with Newcombe's hybrid score interval (Newcombe 1998,
 * Statistics in Medicine 17, method 10). Null where either has no trials.
 */
export function newcombe(
  successes: readonly [number, number],
  trials: readonly [number, number],
  level = 0.95,
): RateDifference | null {
  const first = wilson(successes[0], trials[0], level);
  const second = wilson(successes[1], trials[1], level);
  if (!first || !second) return null;
  const difference = first.rate - second.rate;
  return {
    difference,
    lower: difference - Math.hypot(first.rate - first.lower, second.upper - second.rate),
    upper: difference + Math.hypot(first.upper - first.rate, second.rate - second.lower),
  };
}
