import { type NbdParameters, nbdProbabilityOfPurchases } from '../nbd';
import type { BgNbdParameters } from './likelihood';

/** A sum is cut where its next term is below this share of it. */
const PRECISION = 1e-17;
/** A horizon this absurd (25,000 times alpha) is cut short: the tail is then too small. */
const MAXIMUM_TERMS = 1e6;

/**
 * Chance that a customer makes exactly n repeat purchases in the first `horizon` after the first purchase (Fader, Hardie
 * & Lee 2005, equation 8): stays through n purchases, and n is what a customer who cannot leave would make; or leaves
 * right after purchase n ≥ 1, and such a customer would make n or more. n is whole; `horizon` in the unit of alpha.
 */
export function probabilityOfPurchases(
  parameters: BgNbdParameters,
  purchases: number,
  horizon: number,
): number {
  const { a, b } = parameters;
  let survivesEarlier = 1;
  for (let past = 0; past < purchases - 1; past++) survivesEarlier *= (b + past) / (a + b + past);
  const exactly = nbdProbabilityOfPurchases(parameters, purchases, horizon);
  if (purchases === 0) return exactly;
  const chances = a + b + purchases - 1;
  const stays = ((b + purchases - 1) / chances) * exactly;
  const leaves = a === 0 ? 0 : (a / chances) * probabilityOfAtLeast(parameters, purchases, horizon, exactly);
  return survivesEarlier * (stays + leaves);
}

/**
 * Chance of n ≥ 1 or more purchases without dropout, summed away from n: above the mean the tail itself, which keeps all
 * its digits; below it 1 less the rest. `exactly` is the chance of n. Takes up to 40·(1 + horizon/alpha) terms.
 */
function probabilityOfAtLeast(
  { r, alpha }: NbdParameters,
  purchases: number,
  horizon: number,
  exactly: number,
): number {
  if (!(horizon > 0)) return 0;
  const ratio = horizon / (alpha + horizon);
  if (purchases <= (r * horizon) / alpha) {
    let term = nbdProbabilityOfPurchases({ r, alpha }, purchases - 1, horizon);
    let below = term;
    for (let count = purchases - 1; count > 0 && term > PRECISION * below; count--) {
      term *= count / ((r + count - 1) * ratio);
      below += term;
    }
    return Math.max(0, 1 - below);
  }
  let term = exactly;
  let tail = exactly;
  for (let count = purchases; count < purchases + MAXIMUM_TERMS; count++) {
    const growth = ((r + count) / (count + 1)) * ratio;
    term *= growth;
    tail += term;
    const bound = Math.max(growth, ratio);
    if (bound < 1 && term <= PRECISION * (1 - bound) * tail) break;
  }
  return tail;
}
