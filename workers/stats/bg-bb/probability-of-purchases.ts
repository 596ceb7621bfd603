import type { BgBbParameters } from './likelihood';

/**
 * Chance that a customer buys at exactly x of the first n occasions after the first purchase (Fader, Hardie & Shang
 * 2010, equation 8): leaves after occasion i, having bought at x of i, or stays to the end. A sum of n−x+1 positive
 * terms; each from its logarithm, as a first one may underflow where later ones do not.
 */
export function probabilityOfPurchases(
  parameters: BgBbParameters,
  purchases: number,
  occasions: number,
): number {
  const { alpha, beta, gamma, delta } = parameters;
  if (purchases > occasions) return 0;
  let logBuying = 0;
  let logStaying = 0;
  for (let past = 0; past < purchases; past++) {
    logBuying -= Math.log1p(beta / (alpha + past));
    logStaying -= Math.log1p(gamma / (delta + past));
  }
  let sum = 0;
  for (let past = purchases; past < occasions; past++) {
    const misses = past - purchases;
    sum += (Math.exp(logBuying + logStaying) * gamma) / (gamma + delta + past);
    logBuying += Math.log((((past + 1) / (misses + 1)) * (beta + misses)) / (alpha + beta + past));
    logStaying -= Math.log1p(gamma / (delta + past));
  }
  return sum + Math.exp(logBuying + logStaying);
}
