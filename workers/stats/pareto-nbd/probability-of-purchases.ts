import { nbdProbabilityOfPurchases } from '../nbd';
import { logGamma } from '../special';
import { gaussLegendre } from './gauss-legendre';
import type { ParetoNbdParameters } from './parameters';

const RULE = gaussLegendre(8);
/** Length of a panel in units of the slope and curvature of the integrand's logarithm; good to 1e-13 of the integral. */
const REACH = 2.5;
/** Where the integrand has fallen to this share of its top, and keeps falling, the rest adds nothing. */
const NEGLIGIBLE = 1e-20;

/**
 * Chance that a customer makes exactly n repeat purchases in the first `horizon` after the first purchase (Fader &
 * Hardie 2006, "Deriving an expression for P(X(t) = x) under the Pareto/NBD model"). Purchases are NBD's over the time
 * bought in, which is the horizon t for those who stay and τ for those who leave then:
 * NBD(n; t) · (β/(β+t))^s + ∫ NBD(n; τ) · s β^s/(β+τ)^(s+1) dτ from 0 to t, positive terms in place of the note's
 * differences of ₂F₁. n is whole; `horizon` in the unit of the parameters.
 */
export function probabilityOfPurchases(
  parameters: ParetoNbdParameters,
  purchases: number,
  horizon: number,
): number {
  const { s, beta } = parameters;
  if (!(horizon > 0)) return purchases === 0 ? 1 : 0;
  const stays = Math.exp(-s * Math.log1p(horizon / beta));
  const left = s === 0 ? 0 : integrateOverLeaving(parameters, purchases, horizon);
  return stays * nbdProbabilityOfPurchases(parameters, purchases, horizon) + left;
}

/**
 * The integral, over ln τ from ln(horizon) downwards. There the logarithm of the integrand is concave: it has one top, and
 * past it falls for good.
 */
function integrateOverLeaving(parameters: ParetoNbdParameters, purchases: number, horizon: number): number {
  const { r, alpha, s, beta } = parameters;
  const ways = logGamma(r + purchases) - logGamma(r) - logGamma(purchases + 1);
  const density = (time: number): number => {
    const none = -r * Math.log1p(time / alpha) - s * Math.log1p(time / beta);
    return Math.exp(none + ways - purchases * Math.log1p(alpha / time)) * (s / (1 + beta / time));
  };
  const curvature = 1 + 1.5 * Math.sqrt(purchases + r + s + 1);
  let [sum, top, logTime] = [0, 0, Math.log(horizon)];
  for (;;) {
    const time = Math.exp(logTime);
    const value = density(time);
    const slope =
      purchases + 1 - ((r + purchases) * time) / (alpha + time) - ((s + 1) * time) / (beta + time);
    if (slope > 0 && value <= NEGLIGIBLE * top) return sum;
    top = Math.max(top, value);
    const width = REACH / (Math.abs(slope) + curvature);
    for (let node = 0; node < RULE.nodes.length; node++)
      sum += width * RULE.weights[node] * density(Math.exp(logTime - width * RULE.nodes[node]));
    logTime -= width;
  }
}
