import type { BgNbdParameters } from './likelihood';

/** A series is cut where what is left of it is below this share. */
const PRECISION = 1e-17;
/** A horizon this absurd (25,000 times alpha+T, or as many purchases) is cut short: the answer is then too low. */
const MAXIMUM_TERMS = 1e6;
/** Weights are scaled down when they grow past this, long before they overflow. */
const LARGE = 1e200;

/**
 * Chance that a customer with x repeat purchases, the last at t_x, has not left by age T (Fader, Hardie & Lee 2008,
 * note 021 "computing P(alive) using the BG/NBD model"). 1 for x = 0 by construction of the model: one can only leave
 * after a repeat purchase.
 */
export function probabilityAlive(
  parameters: BgNbdParameters,
  frequency: number,
  recency: number,
  age: number,
): number {
  const { r, alpha, a, b } = parameters;
  if (frequency === 0 || a === 0) return 1;
  const logOdds =
    Math.log(a / (b + frequency - 1)) + (r + frequency) * (Math.log(alpha + age) - Math.log(alpha + recency));
  return 1 / (1 + Math.exp(logOdds));
}

/**
 * Expected purchases in the `horizon` after age T of a customer with this history (Fader, Hardie & Lee 2005, equation
 * 10), in the unit of time of the parameters.
 */
export function expectedPurchases(
  parameters: BgNbdParameters,
  frequency: number,
  recency: number,
  age: number,
  horizon: number,
): number {
  const alive = probabilityAlive(parameters, frequency, recency, age);
  return alive === 0 ? 0 : alive * expectedPurchasesIfAlive(parameters, frequency, age, horizon);
}

/** Expected repeat purchases of a customer in the first `horizon` after the first purchase (equation 9). */
export function expectedPurchasesOfNewCustomer(parameters: BgNbdParameters, horizon: number): number {
  return expectedPurchasesIfAlive(parameters, 0, 0, horizon);
}

/**
 * `expectedPurchases` of a customer known to be alive at age T; it no longer depends on recency.
 *
 * The paper's closed form, (a+b+x−1)/(a−1) · [1 − … ₂F₁(r+x, b+x; a+b+x−1; z)], loses all digits near a = 1 and has a
 * pole at a+b+x = 1. Expanded in z = t/(alpha+T+t) it becomes a sum of positive terms, which is what this computes: a
 * customer who could not leave would make K purchases, negative binomial with shape r+x and z; of K possible purchases
 * Σ_{j<K} (b+x)_j/(a+b+x)_j are made before leaving, on average. Weights are normalised by their own sum, so that
 * (1−z)^(r+x) cannot underflow. It takes about (r+x)·t/(alpha+T) + 40·(1 + t/(alpha+T)) terms.
 */
export function expectedPurchasesIfAlive(
  parameters: BgNbdParameters,
  frequency: number,
  age: number,
  horizon: number,
): number {
  if (!(horizon > 0)) return 0;
  const shape = parameters.r + frequency;
  const ratio = horizon / (parameters.alpha + age + horizon);
  const stays = parameters.b + frequency;
  const staysOrLeaves = parameters.a + stays;
  let weight = 1;
  let made = 0;
  let surviving = 1;
  let weights = 1;
  let weightedMade = 0;
  for (let possible = 0; possible < MAXIMUM_TERMS; possible++) {
    const growth = ((shape + possible) / (possible + 1)) * ratio;
    weight *= growth;
    made += surviving;
    surviving *= (stays + possible) / (staysOrLeaves + possible);
    weights += weight;
    weightedMade += weight * made;
    const bound = Math.max(growth, ratio);
    if (bound < 1 && weight * made <= PRECISION * (1 - bound) * weightedMade) break;
    if (weights > LARGE) {
      weight /= LARGE;
      weights /= LARGE;
      weightedMade /= LARGE;
    }
  }
  return weightedMade / weights;
}
