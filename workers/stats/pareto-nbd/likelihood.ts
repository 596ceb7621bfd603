import type { Likelihood } from '../fit-on-log-scale';
import { nbdLikelihood } from '../nbd';
import type { CustomerSummaries } from '../purchase-history/customers';
import { type GroupedCustomers, groupCustomers } from '../purchase-history/group-customers';
import {
  DECAY,
  INTEGRAL,
  integrateLeaving,
  INVERSE_LEAVING_TIME,
  INVERSE_PURCHASE_TIME,
  LOG_LEAVING_TIME,
  LOG_PURCHASE_TIME,
  RESULTS,
} from './integrate-leaving';
import type { ParetoNbdParameters } from './parameters';
import { groupSilences, type Silences } from './silences';

/**
 * Log-likelihood of the purchase times (Schmittlein, Morrison & Colombo 1987; Fader & Hardie 2005, "A note on deriving
 * the Pareto/NBD model and related expressions") summed over customers. It is a density in time, so it changes with the
 * unit of time by repeat purchases × ln(unit).
 */
export function logLikelihood(parameters: ParetoNbdParameters, data: CustomerSummaries): number {
  const { r, alpha, s, beta } = parameters;
  return paretoNbdLikelihood(groupCustomers(data, 1))([r, alpha, s, beta]);
}

/** Derivatives of `logLikelihood` by each parameter, for s > 0. */
export function logLikelihoodGradient(
  parameters: ParetoNbdParameters,
  data: CustomerSummaries,
): ParetoNbdParameters {
  const { r, alpha, s, beta } = parameters;
  const gradient = new Float64Array(4);
  paretoNbdLikelihood(groupCustomers(data, 1))([r, alpha, s, beta], gradient);
  return { r: gradient[0], alpha: gradient[1], s: gradient[2], beta: gradient[3] };
}

/**
 * The likelihood as a function of (r, alpha, s, beta) alone. A customer's likelihood is NBD's times
 * (beta/(beta+T))^s · (1 + odds): the chance of staying until T, and the odds of having left in the silence from t_x to T,
 * odds = s ∫ ((α+T)/(α+τ))^(r+x) · ((β+T)/(β+τ))^s / (β+τ) dτ.
 *
 * For each frequency the integral to the last time is tabulated at all times by adding panel after panel from the end; a
 * customer's is a difference of two entries. It loses nothing that counts: scaled to T, s times an entry is a
 * chance, at most 1, and is added to 1.
 */
export function paretoNbdLikelihood(grouped: GroupedCustomers): Likelihood {
  const withoutDropout = nbdLikelihood(grouped);
  const silences = groupSilences(grouped);
  const tables = createTables(silences.times.length);
  return (parameters, gradient) => {
    const noDropout = withoutDropout(parameters, gradient);
    gradient?.fill(0, 2);
    if (parameters[2] === 0) return noDropout;
    const staying = addStaying(grouped, parameters[2], parameters[3], gradient);
    fillTables(grouped.frequencies, silences, tables, parameters);
    const dropout = sumDropout(silences, tables, parameters[2]);
    if (gradient) addDropoutSlopes(grouped.frequencies, silences, tables, parameters, gradient);
    return noDropout + staying + dropout;
  };
}

/** By entry of `Silences.times`, refilled for each evaluation. */
interface Tables {
  /** (r+x) ln((α+t)/α) + s ln((β+t)/β) */
  decay: Float64Array;
  /** What `integrateLeaving` gives from t to the last time of the frequency: the integral, */
  future: Float64Array;
  /** and those for the derivatives, RESULTS numbers an entry. */
  moments: Float64Array;
  /** The derivative of the log-likelihood by s · future. */
  weight: Float64Array;
  /** Expected number of customers, divided by s, who left in a silence that ends here. */
  left: Float64Array;
}

function createTables(entries: number): Tables {
  return {
    decay: new Float64Array(entries),
    future: new Float64Array(entries),
    moments: new Float64Array(RESULTS * entries),
    weight: new Float64Array(entries),
    left: new Float64Array(entries),
  };
}

function fillTables(
  frequencies: Float64Array,
  { times, firstTime }: Silences,
  { decay, future, moments, weight, left }: Tables,
  parameters: ArrayLike<number>,
): void {
  const [r, alpha, s, beta] = [parameters[0], parameters[1], parameters[2], parameters[3]];
  const panel = new Float64Array(RESULTS);
  weight.fill(0);
  left.fill(0);
  for (let index = 0; index < frequencies.length; index++) {
    const p = r + frequencies[index];
    const last = firstTime[index + 1] - 1;
    for (let entry = last; entry >= firstTime[index]; entry--) {
      const time = times[entry];
      decay[entry] = p * Math.log1p(time / alpha) + s * Math.log1p(time / beta);
      integrateLeaving(alpha, p, beta, s, time, times[entry === last ? last : entry + 1], panel);
      for (let part = 0; part < RESULTS; part++) {
        const rest = entry === last ? 0 : panel[DECAY] * moments[RESULTS * (entry + 1) + part];
        moments[RESULTS * entry + part] = panel[part] + rest;
      }
      future[entry] = moments[RESULTS * entry + INTEGRAL];
    }
  }
}

/** Σ ln (beta/(beta+T))^s; adds its derivatives to gradient[2] and gradient[3]. */
function addStaying(
  { ages, customersOfAge }: GroupedCustomers,
  s: number,
  beta: number,
  gradient?: Float64Array,
): number {
  let logTime = 0;
  let slope = 0;
  for (let index = 0; index < ages.length; index++) {
    logTime += customersOfAge[index] * Math.log1p(ages[index] / beta);
    slope += (customersOfAge[index] * ages[index]) / (beta + ages[index]);
  }
  if (gradient) {
    gradient[2] -= logTime;
    gradient[3] += (s * slope) / beta;
  }
  return -s * logTime;
}

/** Σ ln(1 + odds); fills `weight` and `left`. With shares, the decays over the silence, 1 + odds cannot overflow. */
function sumDropout({ begin, end, count }: Silences, tables: Tables, s: number): number {
  const { decay, future, weight, left } = tables;
  let sum = 0;
  for (let row = 0; row < count.length; row++) {
    const [from, to] = [begin[row], end[row]];
    const silence = decay[to] - decay[from];
    const share = Math.exp(-silence);
    const gone = future[from] - share * future[to];
    const scaled = share + s * gone;
    sum += count[row] * (silence + Math.log(scaled));
    const slope = count[row] / scaled;
    weight[from] += slope;
    weight[to] -= slope * share;
    left[to] += slope * gone;
  }
  return sum;
}

/** Derivatives of Σ ln(1 + odds): of the integrals, by `weight`, and of the factor before them at T, by `left`. */
function addDropoutSlopes(
  frequencies: Float64Array,
  { times, firstTime }: Silences,
  { moments, weight, left }: Tables,
  parameters: ArrayLike<number>,
  gradient: Float64Array,
): void {
  const [r, alpha, s, beta] = [parameters[0], parameters[1], parameters[2], parameters[3]];
  for (let index = 0; index < frequencies.length; index++) {
    const p = r + frequencies[index];
    for (let entry = firstTime[index]; entry < firstTime[index + 1]; entry++) {
      const time = times[entry];
      const at = RESULTS * entry;
      const [before, change] = [s * left[entry], s * weight[entry]];
      gradient[0] += before * Math.log1p(time / alpha) - change * moments[at + LOG_PURCHASE_TIME];
      gradient[1] -=
        (p / alpha) * ((before * time) / (alpha + time) - change * moments[at + INVERSE_PURCHASE_TIME]);
      gradient[2] += left[entry] + before * Math.log1p(time / beta) - change * moments[at + LOG_LEAVING_TIME];
      const ofIntegral = (s + 1) * moments[at + INVERSE_LEAVING_TIME] - moments[at + INTEGRAL];
      gradient[3] -= ((before * s * time) / (beta + time) - change * ofIntegral) / beta;
    }
  }
}
