import { bgNbdLikelihood } from '../bg-nbd/likelihood';
import type { Likelihood } from '../fit-on-log-scale';
import type { CustomerSummaries } from '../purchase-history/customers';
import { type GroupedCustomers, groupCustomers } from '../purchase-history/group-customers';

/**
 * MBG/NBD parameters: as in BG/NBD (r, alpha: purchase rates; a, b: chance of leaving after a purchase), but a customer
 * may leave after any purchase, the first one included. a = 0 is the limit where nobody leaves (the NBD model).
 */
export type MbgNbdParameters = Record<'r' | 'alpha' | 'a' | 'b', number>;

/**
 * Log-likelihood of the purchase times (Batislam, Denizel & Filiztekin 2007) summed over customers. It is a density in
 * time, so it changes with the unit of time by repeat purchases × ln(unit).
 */
export function logLikelihood(parameters: MbgNbdParameters, data: CustomerSummaries): number {
  const { r, alpha, a, b } = parameters;
  return mbgNbdLikelihood(groupCustomers(data, 1))([r, alpha, a, b]);
}

/** Derivatives of `logLikelihood` by each parameter, for a > 0. */
export function logLikelihoodGradient(
  parameters: MbgNbdParameters,
  data: CustomerSummaries,
): MbgNbdParameters {
  const { r, alpha, a, b } = parameters;
  const gradient = new Float64Array(4);
  mbgNbdLikelihood(groupCustomers(data, 1))([r, alpha, a, b], gradient);
  return { r: gradient[0], alpha: gradient[1], a: gradient[2], b: gradient[3] };
}

/**
 * The likelihood as a function of (r, alpha, a, b) alone. Who stays after the first purchase, a chance of b/(a+b), is a
 * BG/NBD customer whose chance of leaving is beta distributed with a and b+1. That gives the likelihood of repeat
 * customers; who never came back has, besides, odds a/b · ((alpha+T)/alpha)^r of having left at once.
 */
export function mbgNbdLikelihood(grouped: GroupedCustomers): Likelihood {
  const likelihoodOnceStaying = bgNbdLikelihood(grouped);
  const onceCustomers = customersWithoutRepeat(grouped);
  const point = new Float64Array(4);
  return (parameters, gradient) => {
    point.set([parameters[0], parameters[1], parameters[2], parameters[3] + 1]);
    const onceStaying = likelihoodOnceStaying(point, gradient);
    const staying = addStaying(grouped.customers, parameters, gradient);
    return onceStaying + staying + addLeavingAtOnce(grouped.ages, onceCustomers, parameters, gradient);
  };
}

/** By age, the customers with one purchase only: all but the rows, which are the repeat customers. */
function customersWithoutRepeat({ customersOfAge, rowAge, rowCount }: GroupedCustomers): Float64Array {
  const customers = customersOfAge.slice();
  rowAge.forEach((age, row) => (customers[age] -= rowCount[row]));
  return customers;
}

/** Customers × ln(b/(a+b)); adds its derivatives to the gradient. */
function addStaying(customers: number, parameters: ArrayLike<number>, gradient?: Float64Array): number {
  const [a, b] = [parameters[2], parameters[3]];
  if (gradient !== undefined) {
    gradient[2] -= customers / (a + b);
    gradient[3] += (customers * a) / (b * (a + b));
  }
  return -customers * Math.log1p(a / b);
}

/** Σ ln(1 + odds) over customers without a repeat purchase; adds its derivatives to the gradient. */
function addLeavingAtOnce(
  ages: Float64Array,
  customers: Float64Array,
  parameters: ArrayLike<number>,
  gradient?: Float64Array,
): number {
  const [r, alpha, a, b] = [parameters[0], parameters[1], parameters[2], parameters[3]];
  const logLeaving = Math.log(a) - Math.log(b);
  let sum = 0;
  let left = 0;
  let slopeR = 0;
  let slopeAlpha = 0;
  for (let index = 0; index < ages.length; index++) {
    const silence = Math.log1p(ages[index] / alpha);
    const logOdds = logLeaving + r * silence;
    const small = Math.exp(-Math.abs(logOdds));
    sum += customers[index] * ((logOdds > 0 ? logOdds : 0) + Math.log1p(small));
    const leftHere = (customers[index] * (logOdds > 0 ? 1 : small)) / (1 + small);
    left += leftHere;
    slopeR += leftHere * silence;
    slopeAlpha -= (leftHere * r * ages[index]) / (alpha * (alpha + ages[index]));
  }
  if (gradient !== undefined) {
    gradient[0] += slopeR;
    gradient[1] += slopeAlpha;
    gradient[2] += left / a;
    gradient[3] -= left / b;
  }
  return sum;
}
