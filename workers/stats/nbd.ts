import type { Likelihood } from './fit-on-log-scale';
import { digamma, logGamma } from './special';
import type { GroupedCustomers } from './purchase-history/group-customers';

/**
 * NBD: BG/NBD where nobody leaves (a → 0), with the same likelihood of purchase times, so that the two compare:
 * Γ(r+x)/Γ(r) · alpha^r / (alpha+T)^(r+x) per customer. Takes (r, alpha); needs only
 * the totals by frequency and by age.
 */
export function nbdLikelihood(grouped: GroupedCustomers): Likelihood {
  return (parameters, gradient) => {
    const r = parameters[0];
    const alpha = parameters[1];
    const shape = sumOverFrequencies(grouped, r);
    const time = sumOverAges(grouped, r, alpha);
    if (gradient !== undefined) {
      gradient[0] = shape.slope - time.slopeR;
      gradient[1] = -time.slopeAlpha;
    }
    return shape.value - time.value;
  };
}

/** NBD parameters: purchase rates are gamma distributed with shape r and rate alpha, in the unit of time of the data. */
export type NbdParameters = Record<'r' | 'alpha', number>;

/**
 * Expected purchases in the `horizon` after age T of a customer with x repeat purchases so far, where nobody leaves;
 * of a new customer with frequency and age 0.
 */
export function nbdExpectedPurchases(
  { r, alpha }: NbdParameters,
  frequency: number,
  age: number,
  horizon: number,
): number {
  return ((r + frequency) / (alpha + age)) * horizon;
}

/**
 * Chance that a customer makes exactly n (whole) repeat purchases in the first `horizon` after the first one, where
 * nobody leaves: Γ(r+n)/(Γ(r) n!) · (alpha/(alpha+t))^r · (t/(alpha+t))^n.
 */
export function nbdProbabilityOfPurchases(
  { r, alpha }: NbdParameters,
  purchases: number,
  horizon: number,
): number {
  if (!(horizon > 0)) return purchases === 0 ? 1 : 0;
  const none = -r * Math.log1p(horizon / alpha);
  if (purchases === 0) return Math.exp(none);
  const ways = logGamma(r + purchases) - logGamma(r) - logGamma(purchases + 1);
  return Math.exp(none + ways - purchases * Math.log1p(alpha / horizon));
}

/** Σ ln Γ(r+x) − ln Γ(r), and its derivative by r. */
function sumOverFrequencies(grouped: GroupedCustomers, r: number): { value: number; slope: number } {
  const { frequencies, customersWithFrequency } = grouped;
  const logGammaOfShape = logGamma(r);
  const digammaOfShape = digamma(r);
  let value = 0;
  let slope = 0;
  for (let index = 0; index < frequencies.length; index++) {
    if (frequencies[index] === 0) continue;
    value += customersWithFrequency[index] * (logGamma(r + frequencies[index]) - logGammaOfShape);
    slope += customersWithFrequency[index] * (digamma(r + frequencies[index]) - digammaOfShape);
  }
  return { value, slope };
}

/** Σ r ln(1+T/alpha) + x ln(alpha+T), and its derivatives by r and alpha; exact where r and alpha are large. */
function sumOverAges(
  grouped: GroupedCustomers,
  r: number,
  alpha: number,
): { value: number; slopeR: number; slopeAlpha: number } {
  const { ages, customersOfAge, purchasesAtAge } = grouped;
  const sum = { value: 0, slopeR: 0, slopeAlpha: 0 };
  for (let index = 0; index < ages.length; index++) {
    const age = ages[index];
    const without = customersOfAge[index] * Math.log1p(age / alpha);
    sum.value += r * without + purchasesAtAge[index] * Math.log(alpha + age);
    sum.slopeR += without;
    sum.slopeAlpha += (purchasesAtAge[index] - (r * customersOfAge[index] * age) / alpha) / (alpha + age);
  }
  return sum;
}
