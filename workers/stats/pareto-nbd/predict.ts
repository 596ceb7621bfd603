import { INTEGRAL, integrateLeaving, RESULTS } from './integrate-leaving';
import type { ParetoNbdParameters } from './parameters';

/**
 * Chance that a customer with x repeat purchases, the last at t_x, has not left by age T (Schmittlein, Morrison & Colombo
 * 1987, equations 11–13; Fader & Hardie 2005 note), as 1 / (1 + odds), see `paretoNbdLikelihood`. For x = 0 the
 * recency is not read. Time is in the unit of the parameters.
 */
export function probabilityAlive(
  parameters: ParetoNbdParameters,
  frequency: number,
  recency: number,
  age: number,
): number {
  const { r, alpha, s, beta } = parameters;
  const from = frequency === 0 ? 0 : recency;
  if (s === 0 || !(age > from)) return 1;
  const silence = age - from;
  const decay =
    (r + frequency) * Math.log1p(silence / (alpha + from)) + s * Math.log1p(silence / (beta + from));
  const share = Math.exp(-decay);
  const leaving = new Float64Array(RESULTS);
  integrateLeaving(alpha, r + frequency, beta, s, from, age, leaving);
  return share / (share + s * leaving[INTEGRAL]);
}

/**
 * Expected purchases in the `horizon` after age T of a customer with this history (Schmittlein, Morrison & Colombo 1987,
 * equation 22; Fader & Hardie 2005 note), in the unit of time of the parameters.
 */
export function expectedPurchases(
  parameters: ParetoNbdParameters,
  frequency: number,
  recency: number,
  age: number,
  horizon: number,
): number {
  const alive = probabilityAlive(parameters, frequency, recency, age);
  return alive === 0 ? 0 : alive * expectedPurchasesIfAlive(parameters, frequency, age, horizon);
}

/** Expected repeat purchases of a customer in the first `horizon` after the first purchase (1987, equation 17). */
export function expectedPurchasesOfNewCustomer(parameters: ParetoNbdParameters, horizon: number): number {
  return expectedPurchasesIfAlive(parameters, 0, 0, horizon);
}

/**
 * `expectedPurchases` of a customer known to be alive at age T; it no longer depends on recency:
 * (r+x)/(α+T) purchases a unit of time, times the expected time until leaving or the horizon t,
 * (β+T)/(s−1) · [1 − ((β+T)/(β+T+t))^(s−1)]. The bracket over s−1 is computed as one, so that s = 1 is no gap.
 */
export function expectedPurchasesIfAlive(
  parameters: ParetoNbdParameters,
  frequency: number,
  age: number,
  horizon: number,
): number {
  if (!(horizon > 0)) return 0;
  const { r, alpha, s, beta } = parameters;
  const logGrowth = Math.log1p(horizon / (beta + age));
  const share = s === 1 ? logGrowth : -Math.expm1((1 - s) * logGrowth) / (s - 1);
  return ((r + frequency) / (alpha + age)) * (beta + age) * share;
}
