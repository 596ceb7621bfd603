import type { SurvivalCurve } from './kaplan-meier';

/** In the unit of time of the curve. */
export interface RestrictedMean {
  mean: number;
  standardError: number;
}

/**
 * Mean duration up to `tau` (time lived on average within the first tau), the area under the curve, with its standard
 * error, as R `print(survfit(…), rmean = tau)`: variance Σ d/(n(n−d)) · (area from that time to tau)².
 * Null when tau is not positive or lies beyond the last time while some still survive there: the data do not reach it
 * (R extends the curve as a constant instead).
 */
export function restrictedMean(curve: SurvivalCurve, tau: number): RestrictedMean | null {
  const { time, atRisk, events, survival } = curve;
  const last = time.length - 1;
  if (!(tau > 0) || (tau > time[last] && survival[last] > 0)) return null;
  let area = 0;
  let variance = 0;
  let until = tau;
  for (let index = last; index >= 0; index--) {
    if (time[index] > tau) continue;
    area += (until - time[index]) * survival[index];
    until = time[index];
    const left = events[index];
    const stay = atRisk[index] - left;
    if (stay > 0) variance += (left / (atRisk[index] * stay)) * area * area;
  }
  return { mean: area + until, standardError: Math.sqrt(variance) };
}
