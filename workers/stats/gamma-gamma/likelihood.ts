import type { Likelihood } from '../fit-on-log-scale';
import { digamma, logGamma } from '../special';
import type { GroupedSpend } from './spend';

/**
 * Gamma-Gamma parameters: spend per purchase of one customer is gamma distributed with shape p; its rate is gamma
 * distributed over customers with shape q and rate v (v in money). Mean spend over customers is p·v/(q−1), if q > 1.
 */
export interface GammaGammaParameters {
  p: number;
  q: number;
  v: number;
}

/**
 * Log-likelihood (Fader & Hardie 2013, note 025, equation 1a) at (p, q, v) as a function of the parameters alone; with
 * `gradient` given, writes its three derivatives there. Density of m per customer:
 * 1/(m·B(px, q)) · (v/(v+mx))^q · (mx/(v+mx))^(px).
 */
export function gammaGammaLikelihood(grouped: GroupedSpend): Likelihood {
  const slopes = new Float64Array(3);
  return (parameters, gradient) => {
    slopes.fill(0);
    const normaliser = addNormaliser(grouped, parameters, slopes, gradient !== undefined);
    const value = normaliser + addRows(grouped, parameters, slopes);
    gradient?.set(slopes);
    return value;
  };
}

/** −Σ ln B(px, q), which depends on the frequency only. */
function addNormaliser(
  grouped: GroupedSpend,
  parameters: ArrayLike<number>,
  slopes: Float64Array,
  withSlopes: boolean,
): number {
  const [p, q] = [parameters[0], parameters[1]];
  const logGammaOfQ = logGamma(q);
  const digammaOfQ = withSlopes ? digamma(q) : 0;
  let sum = 0;
  for (let index = 0; index < grouped.frequencies.length; index++) {
    const x = grouped.frequencies[index];
    const customers = grouped.customersWithFrequency[index];
    sum += customers * (logGamma(p * x + q) - logGamma(p * x) - logGammaOfQ);
    if (!withSlopes) continue;
    const slopeOfSum = digamma(p * x + q);
    slopes[0] += customers * x * (slopeOfSum - digamma(p * x));
    slopes[1] += customers * (slopeOfSum - digammaOfQ);
  }
  return sum;
}

/** Σ q ln(v/(v+mx)) + px ln(mx/(v+mx)) − ln m. */
function addRows(grouped: GroupedSpend, parameters: ArrayLike<number>, slopes: Float64Array): number {
  const { frequencies, rowFrequency, rowTotal, rowLogTotal, rowCount } = grouped;
  const [p, q, v] = [parameters[0], parameters[1], parameters[2]];
  const logV = Math.log(v);
  let [sum, slopeP, slopeQ, slopeV] = [0, 0, 0, 0];
  for (let row = 0; row < rowCount.length; row++) {
    const x = frequencies[rowFrequency[row]];
    const count = rowCount[row];
    const denominator = v + rowTotal[row];
    const logDenominator = Math.log(denominator);
    const priorShare = logV - logDenominator;
    const dataShare = rowLogTotal[row] - logDenominator;
    sum += count * (q * priorShare + p * x * dataShare);
    slopeP += count * x * dataShare;
    slopeQ += count * priorShare;
    slopeV += (count * (p * x + q)) / denominator;
  }
  slopes[0] += slopeP;
  slopes[1] += slopeQ;
  slopes[2] += (grouped.customers * q) / v - slopeV;
  return sum - grouped.logSpend;
}
