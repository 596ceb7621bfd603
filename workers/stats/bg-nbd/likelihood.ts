import type { Likelihood } from '../fit-on-log-scale';
import { digamma, logGamma } from '../special';
import type { CustomerSummaries } from '../purchase-history/customers';
import { type GroupedCustomers, groupCustomers } from '../purchase-history/group-customers';
import { nbdLikelihood } from '../nbd';

/**
 * BG/NBD parameters. Purchase rates while alive are gamma distributed with shape r and rate alpha (in the unit of time
 * of the data; mean r/alpha); the chance of leaving after a purchase is beta distributed with a and b.
 * a = 0 is the limit where nobody leaves (the NBD model).
 */
export type BgNbdParameters = Record<'r' | 'alpha' | 'a' | 'b', number>;

/**
 * Log-likelihood of the purchase times (Fader, Hardie & Lee 2005, equation 6) summed over customers. It is a density in
 * time, so it changes with the unit of time by repeat purchases × ln(unit).
 */
export function logLikelihood(parameters: BgNbdParameters, data: CustomerSummaries): number {
  const { r, alpha, a, b } = parameters;
  return bgNbdLikelihood(groupCustomers(data, 1))([r, alpha, a, b]);
}

/** Derivatives of `logLikelihood` by each parameter, for a > 0. */
export function logLikelihoodGradient(parameters: BgNbdParameters, data: CustomerSummaries): BgNbdParameters {
  const { r, alpha, a, b } = parameters;
  const gradient = new Float64Array(4);
  bgNbdLikelihood(groupCustomers(data, 1))([r, alpha, a, b], gradient);
  return { r: gradient[0], alpha: gradient[1], a: gradient[2], b: gradient[3] };
}

/**
 * The likelihood as a function of (r, alpha, a, b) alone. A customer's likelihood is NBD's times
 * A · (1 + odds), with A = B(a, b+x)/B(a, b), the chance of surviving x purchases, and for x > 0
 * odds = a/(b+x−1) · ((alpha+T)/(alpha+t_x))^(r+x), the odds of having left after the last one.
 * Working with ln odds keeps it exact for large x and for a → 0.
 */
export function bgNbdLikelihood(grouped: GroupedCustomers): Likelihood {
  const withoutDropout = nbdLikelihood(grouped);
  const tables = createTables(grouped);
  return (parameters, gradient) => {
    const noDropout = withoutDropout(parameters, gradient);
    gradient?.fill(0, 2);
    const survival = addSurvival(grouped, parameters[2], parameters[3], gradient);
    fillTables(grouped, tables, parameters);
    return noDropout + survival + addDropout(grouped, tables, parameters, gradient);
  };
}

/** Terms shared by many rows, refilled for each evaluation so that the inner loop neither allocates nor takes logs. */
interface Tables {
  logAge: Float64Array;
  inverseAge: Float64Array;
  logRecency: Float64Array;
  inverseRecency: Float64Array;
  /** ln(a / (b+x−1)) */
  logLeaving: Float64Array;
  /** Expected number of customers with this frequency who have left. */
  left: Float64Array;
}

function createTables(grouped: GroupedCustomers): Tables {
  return {
    logAge: new Float64Array(grouped.ages.length),
    inverseAge: new Float64Array(grouped.ages.length),
    logRecency: new Float64Array(grouped.recencies.length),
    inverseRecency: new Float64Array(grouped.recencies.length),
    logLeaving: new Float64Array(grouped.frequencies.length),
    left: new Float64Array(grouped.frequencies.length),
  };
}

function fillTables(grouped: GroupedCustomers, tables: Tables, parameters: ArrayLike<number>): void {
  const [alpha, a, b] = [parameters[1], parameters[2], parameters[3]];
  grouped.ages.forEach((age, index) => {
    tables.logAge[index] = Math.log(alpha + age);
    tables.inverseAge[index] = 1 / (alpha + age);
  });
  grouped.recencies.forEach((recency, index) => {
    tables.logRecency[index] = Math.log(alpha + recency);
    tables.inverseRecency[index] = 1 / (alpha + recency);
  });
  grouped.frequencies.forEach((frequency, index) => {
    tables.logLeaving[index] = Math.log(a) - Math.log(b + frequency - 1);
  });
  tables.left.fill(0);
}

/** Σ ln A; adds its derivatives by a and b to gradient[2] and gradient[3]. */
function addSurvival(grouped: GroupedCustomers, a: number, b: number, gradient?: Float64Array): number {
  const { frequencies, customersWithFrequency } = grouped;
  const start = logGamma(a + b) - logGamma(b);
  const slopeOfA = digamma(a + b);
  const slopeOfB = slopeOfA - digamma(b);
  let sum = 0;
  for (let index = 0; index < frequencies.length; index++) {
    const x = frequencies[index];
    if (x === 0) continue;
    const customers = customersWithFrequency[index];
    sum += customers * (start + logGamma(b + x) - logGamma(a + b + x));
    if (gradient === undefined) continue;
    const slopeAtEnd = digamma(a + b + x);
    gradient[2] += customers * (slopeOfA - slopeAtEnd);
    gradient[3] += customers * (slopeOfB - slopeAtEnd + digamma(b + x));
  }
  return sum;
}

/** Σ ln(1 + odds) over repeat customers; adds its derivatives to the gradient. */
function addDropout(
  grouped: GroupedCustomers,
  tables: Tables,
  parameters: ArrayLike<number>,
  gradient?: Float64Array,
): number {
  const { frequencies, rowFrequency, rowAge, rowRecency, rowCount } = grouped;
  const { logAge, inverseAge, logRecency, inverseRecency, logLeaving, left } = tables;
  const r = parameters[0];
  let sum = 0;
  let slopeR = 0;
  let slopeAlpha = 0;
  for (let row = 0; row < rowCount.length; row++) {
    const frequency = rowFrequency[row];
    const exponent = r + frequencies[frequency];
    const silence = logAge[rowAge[row]] - logRecency[rowRecency[row]];
    const logOdds = logLeaving[frequency] + exponent * silence;
    const small = Math.exp(-Math.abs(logOdds));
    const count = rowCount[row];
    sum += count * ((logOdds > 0 ? logOdds : 0) + Math.log1p(small));
    const leftHere = (count * (logOdds > 0 ? 1 : small)) / (1 + small);
    left[frequency] += leftHere;
    slopeR += leftHere * silence;
    slopeAlpha += leftHere * exponent * (inverseAge[rowAge[row]] - inverseRecency[rowRecency[row]]);
  }
  if (gradient !== undefined) {
    gradient[0] += slopeR;
    gradient[1] += slopeAlpha;
    addDropoutSlopes(grouped, left, parameters, gradient);
  }
  return sum;
}

function addDropoutSlopes(
  grouped: GroupedCustomers,
  left: Float64Array,
  parameters: ArrayLike<number>,
  gradient: Float64Array,
): void {
  grouped.frequencies.forEach((frequency, index) => {
    if (frequency === 0) return;
    gradient[2] += left[index] / parameters[2];
    gradient[3] -= left[index] / (parameters[3] + frequency - 1);
  });
}
