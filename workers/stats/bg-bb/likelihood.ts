import type { Likelihood } from '../fit-on-log-scale';
import type { CustomerSummaries } from '../purchase-history/customers';
import { betaBernoulliLikelihood, countOccasions } from './beta-bernoulli';
import { type GroupedHistories, groupHistories } from './group-histories';

/**
 * BG/BB parameters. At each occasion a customer who is one still buys with a chance that is beta distributed with alpha
 * and beta, and before each occasion leaves with a chance that is beta distributed with gamma and delta.
 * gamma = 0 is the limit where nobody leaves (the beta-Bernoulli model).
 */
export type BgBbParameters = Record<'alpha' | 'beta' | 'gamma' | 'delta', number>;

/**
 * Log-likelihood (Fader, Hardie & Shang 2010, equation 5) summed over customers: of the occasions each of them bought
 * at. Summaries hold x purchases (frequency), the occasion t of the last one (recency) and n occasions (age), after the
 * first purchase, all whole.
 */
export function logLikelihood(parameters: BgBbParameters, data: CustomerSummaries): number {
  const { alpha, beta, gamma, delta } = parameters;
  return bgBbLikelihood(groupHistories(data))([alpha, beta, gamma, delta]);
}

/** Derivatives of `logLikelihood` by each parameter. */
export function logLikelihoodGradient(parameters: BgBbParameters, data: CustomerSummaries): BgBbParameters {
  const { alpha, beta, gamma, delta } = parameters;
  const gradient = new Float64Array(4);
  bgBbLikelihood(groupHistories(data))([alpha, beta, gamma, delta], gradient);
  return { alpha: gradient[0], beta: gradient[1], gamma: gradient[2], delta: gradient[3] };
}

/**
 * The likelihood as a function of (alpha, beta, gamma, delta). A customer's likelihood is that of buying as seen up to t,
 * B(α+x, β+t−x)/B(α, β), times that of staying until t, B(γ, δ+t)/B(γ, δ), times that of the silence since:
 * Σ_{i<n−t} still_i · γ/(γ+δ+t+i) + still_{n−t}, left after i silent occasions or not at all, where still_i is the
 * product over j < i of (β+t−x+j)/(α+β+t+j) · (δ+t+j)/(γ+δ+t+j). All factors are chances: nothing cancels or overflows.
 * Silences of customers with the same x and t are running sums of one another.
 */
export function bgBbLikelihood(histories: GroupedHistories): Likelihood {
  const occasions = countOccasions(histories, 'lastPurchase');
  const purchases = betaBernoulliLikelihood(occasions);
  return (parameters, gradient) => {
    gradient?.fill(0);
    const seen = purchases(parameters, gradient) + addStaying(occasions.occasions, parameters, gradient);
    return seen + addSilences(histories, parameters, gradient);
  };
}

/** Σ ln B(γ, δ+t)/B(γ, δ); adds its derivatives to the gradient. */
function addStaying(stays: Float64Array, parameters: ArrayLike<number>, gradient?: Float64Array): number {
  const [gamma, delta] = [parameters[2], parameters[3]];
  let value = 0;
  for (let j = 0; j < stays.length && stays[j] > 0; j++) {
    value -= stays[j] * Math.log1p(gamma / (delta + j));
    if (gradient === undefined) continue;
    gradient[2] -= stays[j] / (gamma + delta + j);
    gradient[3] += (stays[j] * gamma) / ((delta + j) * (gamma + delta + j));
  }
  return value;
}

/** Σ ln of the chance of the silences; adds its derivatives to the gradient. */
function addSilences(
  histories: GroupedHistories,
  parameters: ArrayLike<number>,
  gradient?: Float64Array,
): number {
  const { patternFrequency, patternRecency, patternStart, rowOpportunities, rowCount } = histories;
  const [alpha, beta, gamma, delta] = [parameters[0], parameters[1], parameters[2], parameters[3]];
  let [value, slopeAlpha, slopeBeta, slopeGamma, slopeDelta] = [0, 0, 0, 0, 0];
  for (let pattern = 0; pattern < patternFrequency.length; pattern++) {
    let occasion = patternRecency[pattern];
    const purchases = patternFrequency[pattern];
    // The chance to be silent and still a customer, with the derivatives of its logarithm; to have left by now, with its own.
    let [still, stillAlpha, stillBeta, stillGamma, stillDelta] = [1, 0, 0, 0, 0];
    let [left, leftAlpha, leftBeta, leftGamma, leftDelta] = [0, 0, 0, 0, 0];
    for (let row = patternStart[pattern]; row < patternStart[pattern + 1]; row++) {
      for (; occasion < rowOpportunities[row]; occasion++) {
        const chances = 1 / (alpha + beta + occasion);
        const misses = 1 / (beta + occasion - purchases);
        const leavesOrStays = 1 / (gamma + delta + occasion);
        const stays = 1 / (delta + occasion);
        const leaves = still * gamma * leavesOrStays;
        left += leaves;
        leftAlpha += leaves * stillAlpha;
        leftBeta += leaves * stillBeta;
        leftGamma += leaves * (stillGamma - leavesOrStays) + still * leavesOrStays;
        leftDelta += leaves * (stillDelta - leavesOrStays);
        still *= (chances / misses) * (leavesOrStays / stays);
        stillAlpha -= chances;
        stillBeta += misses - chances;
        stillGamma -= leavesOrStays;
        stillDelta += stays - leavesOrStays;
      }
      const silence = left + still;
      const weight = rowCount[row] / silence;
      value += rowCount[row] * Math.log(silence);
      slopeAlpha += weight * (leftAlpha + still * stillAlpha);
      slopeBeta += weight * (leftBeta + still * stillBeta);
      slopeGamma += weight * (leftGamma + still * stillGamma);
      slopeDelta += weight * (leftDelta + still * stillDelta);
    }
  }
  if (gradient !== undefined) {
    gradient[0] += slopeAlpha;
    gradient[1] += slopeBeta;
    gradient[2] += slopeGamma;
    gradient[3] += slopeDelta;
  }
  return value;
}
