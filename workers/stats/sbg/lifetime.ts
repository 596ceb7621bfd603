import { hypergeometric2F1 } from '../hypergeometric';
import type { RetentionModel } from './likelihood';
import { retentionRate } from './retention';

/**
 * Discounted expected residual lifetime, in periods, of a customer who has renewed this many times (0, 1, …) and is about
 * to come to the next renewal: Σ S(t)/S(n−1) / (1+d)^(t−n) over t = n, n+1, … with n = renewals + 1. The period paid for
 * at the coming renewal counts in full. Fader & Hardie 2010, "Customer-base valuation in a contractual setting: the
 * perils of ignoring heterogeneity", Marketing Science 29(1), equation 6:
 * (β+n−1)/(α+β+n−1) · ₂F₁(1, β+n; α+β+n; 1/(1+d)). Times the margin per period it is what the customer is still worth.
 * @param discountRate d per period, not per year
 * @returns null where the sum is infinite (no discount and alpha ≤ 1) or the rate is negative
 */
export function discountedResidualLifetime(
  model: RetentionModel,
  renewals: number,
  discountRate: number,
): number | null {
  if (!(discountRate >= 0 && discountRate < Infinity)) return null;
  if (discountRate === 0) return expectedResidualLifetime(model, renewals);
  const rate = retentionRate(model, renewals + 1);
  const discount = 1 / (1 + discountRate);
  if ('churnRate' in model) return rate / (1 - rate * discount);
  const { alpha, beta } = model;
  const sum = hypergeometric2F1(1, beta + renewals + 1, alpha + beta + renewals + 1, discount);
  return sum === null ? null : finite(rate * sum);
}

/**
 * The same without discount, (β+n−1)/(α−1). It exists for alpha > 1 only: up to there so many customers almost never
 * leave that the sum over all time is infinite; null then.
 */
export function expectedResidualLifetime(model: RetentionModel, renewals: number): number | null {
  if ('churnRate' in model) return finite((1 - model.churnRate) / model.churnRate);
  const { alpha, beta } = model;
  return alpha > 1 ? finite((beta + renewals) / (alpha - 1)) : null;
}

/** Discounted expected lifetime of a new customer, in periods, the first of them in full: Σ S(t)/(1+d)^t over t ≥ 0. */
export function discountedLifetime(model: RetentionModel, discountRate: number): number | null {
  const rest = discountedResidualLifetime(model, 0, discountRate);
  return rest === null ? null : 1 + rest / (1 + discountRate);
}

/** Expected lifetime of a new customer, in periods, (α+β−1)/(α−1); null for alpha ≤ 1. */
export function expectedLifetime(model: RetentionModel): number | null {
  return discountedLifetime(model, 0);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
