import type { BgBbParameters } from './likelihood';

/**
 * Chance that a customer with x purchases, the last at occasion t, in n occasions is one still at occasion n+1 (Fader,
 * Hardie & Shang 2010, equation 11). Where x is 0 the recency is not read.
 */
export function probabilityAlive(
  parameters: BgBbParameters,
  frequency: number,
  recency: number,
  age: number,
): number {
  const { alpha, beta, gamma, delta } = parameters;
  if (gamma === 0) return 1;
  // As in `bgBbLikelihood`: silent and still a customer, or gone.
  let [still, left] = [1, 0];
  for (let occasion = frequency === 0 ? 0 : recency; occasion < age; occasion++) {
    left += (still * gamma) / (gamma + delta + occasion);
    const misses = (beta + occasion - frequency) / (alpha + beta + occasion);
    still *= (misses * (delta + occasion)) / (gamma + delta + occasion);
  }
  return (still / (left + still)) * ((delta + age) / (gamma + delta + age));
}

/**
 * Expected purchases at the `horizon` occasions after n of a customer with this history (Fader, Hardie & Shang 2010,
 * equation 13).
 */
export function expectedPurchases(
  parameters: BgBbParameters,
  frequency: number,
  recency: number,
  age: number,
  horizon: number,
): number {
  const alive = probabilityAlive(parameters, frequency, recency, age);
  return alive * expectedPurchasesIfAlive(parameters, frequency, age, horizon);
}

/**
 * `expectedPurchases` of a customer known to be one still at occasion n+1; it no longer depends on recency. The paper's
 * closed form divides by γ−1; this sums the chances to be a customer still at each occasion, in `horizon` terms.
 */
export function expectedPurchasesIfAlive(
  parameters: BgBbParameters,
  frequency: number,
  age: number,
  horizon: number,
): number {
  const { alpha, beta, gamma, delta } = parameters;
  let still = 1;
  let occasions = 0;
  for (let ahead = 1; ahead <= horizon; ahead++) {
    occasions += still;
    still *= (delta + age + ahead) / (gamma + delta + age + ahead);
  }
  return ((alpha + frequency) / (alpha + beta + age)) * occasions;
}

/** Expected purchases at the first `horizon` occasions after the first purchase (equation 9). */
export function expectedPurchasesOfNewCustomer(parameters: BgBbParameters, horizon: number): number {
  return expectedPurchases(parameters, 0, 0, 0, horizon);
}
