import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { RetentionModel } from './likelihood';

/**
 * Share of the customers who came to renewal t (1, 2, …) that renew: (β+t−1)/(α+β+t−1), Fader & Hardie 2007, equation 6.
 * It rises with t although nobody changes, since those likely to leave leave first; without differences it is constant.
 */
export function retentionRate(model: RetentionModel, renewal: number): number {
  if ('churnRate' in model) return 1 - model.churnRate;
  const { alpha, beta } = model;
  return (beta + renewal - 1) / (alpha + beta + renewal - 1);
}

/** Share of new customers still there after this many renewals (0, 1, …): the product of the retention rates. */
export function survivalAfter(model: RetentionModel, renewals: number): number {
  if ('churnRate' in model) return (1 - model.churnRate) ** renewals;
  let survival = 1;
  for (let renewal = 1; renewal <= renewals; renewal++) survival *= retentionRate(model, renewal);
  return survival;
}

/** After 1, 2, … renewals, arrays of one length; standardError is that of survival. */
export interface ProjectedSurvival {
  retention: Float64Array;
  survival: Float64Array;
  standardError: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
}

/**
 * The survival curve over `renewals` renewals with its interval by the delta method, symmetric for ln(−ln S) so that it
 * stays between 0 and 1 as Kaplan–Meier's does. The covariance is that of the fit: 2 × 2, or 1 × 1 for one churn rate.
 * It tells what the data leave open about the parameters, not whether the model is right.
 */
export function projectSurvival(
  model: RetentionModel,
  covariance: readonly (readonly number[])[],
  renewals: number,
  level = 0.95,
): ProjectedSurvival {
  const deviate = normalQuantile((1 + level) / 2, 0, 1);
  const column = () => new Float64Array(renewals);
  const curve = {
    retention: column(),
    survival: column(),
    standardError: column(),
    lower: column(),
    upper: column(),
  };
  // Derivatives of ln S(t) by each parameter, summed up along the curve as ln S itself is.
  const slopes = covariance.map(() => 0);
  let logSurvival = 0;
  for (let index = 0; index < renewals; index++) {
    const rate = retentionRate(model, index + 1);
    logSurvival += Math.log(rate);
    addSlopes(model, index, slopes);
    const error = Math.sqrt(Math.max(0, quadraticForm(covariance, slopes)));
    const width = (deviate * error) / -logSurvival;
    curve.retention[index] = rate;
    curve.survival[index] = Math.exp(logSurvival);
    curve.standardError[index] = Math.exp(logSurvival) * error;
    curve.lower[index] = Math.exp(logSurvival * Math.exp(width));
    curve.upper[index] = Math.exp(logSurvival * Math.exp(-width));
  }
  return curve;
}

/** Adds the derivatives of ln r(index + 1). */
function addSlopes(model: RetentionModel, index: number, slopes: number[]): void {
  if ('churnRate' in model) {
    slopes[0] -= 1 / (1 - model.churnRate);
    return;
  }
  const { alpha, beta } = model;
  slopes[0] -= 1 / (alpha + beta + index);
  slopes[1] += alpha / ((beta + index) * (alpha + beta + index));
}

function quadraticForm(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  let sum = 0;
  for (let row = 0; row < vector.length; row++)
    for (let column = 0; column < vector.length; column++)
      sum += vector[row] * matrix[row][column] * vector[column];
  return sum;
}
