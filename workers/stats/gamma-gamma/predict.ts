import type { GammaGammaParameters } from './likelihood';

/**
 * Expected mean spend per purchase of a customer whose x repeat purchases averaged m (Fader & Hardie 2013, note 025,
 * equation 5): the weighted mean of m and the population's p·v/(q−1), which is the answer for x = 0.
 * Null when q ≤ 1, where the population has no mean.
 */
export function expectedSpend(
  parameters: GammaGammaParameters,
  frequency: number,
  meanSpend: number,
): number | null {
  const { p, q, v } = parameters;
  if (!(q > 1)) return null;
  const total = frequency === 0 ? 0 : frequency * meanSpend;
  return (p * (v + total)) / (p * frequency + q - 1);
}
