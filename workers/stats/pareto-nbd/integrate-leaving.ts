import { gaussLegendre } from './gauss-legendre';

/**
 * Rules for ever longer panels. `reach`: a panel is short enough when width · ((p+shift)/(α+τ) + (s+1+shift)/(β+τ)) is
 * at most this, which bounds the rule's error (DLMF 3.5.19) by 1e-13 of the integral.
 */
const SHORT = { ...gaussLegendre(3), shift: 2.5, reach: 0.07 };
const MIDDLE = { ...gaussLegendre(4), shift: 3.5, reach: 0.3 };
const LONG = { ...gaussLegendre(8), shift: 7.5, reach: 3.5 };
/** What follows a decay of e^−40 adds nothing. */
const FULL_DECAY = 40;

/** Places in the result of `integrateLeaving`. */
export const INTEGRAL = 0;
export const LOG_PURCHASE_TIME = 1;
export const INVERSE_PURCHASE_TIME = 2;
export const LOG_LEAVING_TIME = 3;
export const INVERSE_LEAVING_TIME = 4;
export const DECAY = 5;
export const RESULTS = 6;

/**
 * The integral Pareto/NBD rests on, in place of the difference of two ₂F₁ of the papers, which loses its digits where
 * silence is short or purchases many:
 *
 *   ∫ K(τ) dτ from `from` to `to`, K(τ) = ((α+from)/(α+τ))^p · ((β+from)/(β+τ))^s / (β+τ),  p = r + x
 *
 * A positive, decreasing, analytic function, integrated by Gauss–Legendre panels that widen with τ; it is good to 1e-13
 * of its value. `result` gets it, the decay ((α+from)/(α+to))^p·((β+from)/(β+to))^s, and for the derivatives ∫ K·g with
 * g = ln((α+τ)/α), τ/(α+τ), ln((β+τ)/β), τ/(β+τ). Nothing is allocated.
 */
export function integrateLeaving(
  alpha: number,
  p: number,
  beta: number,
  s: number,
  from: number,
  to: number,
  result: Float64Array,
): void {
  result.fill(0);
  const logFromAlpha = Math.log1p(from / alpha);
  const logFromBeta = Math.log1p(from / beta);
  const perAlpha = 1 / (alpha + from);
  const perBeta = 1 / (beta + from);
  let start = from;
  let decay = 0;
  while (start < to && decay < FULL_DECAY) {
    const slope = p / (alpha + start) + (s + 1) / (beta + start);
    const curvature = 1 / (alpha + start) + 1 / (beta + start);
    const { nodes, weights, shift, reach } = chooseRule(to - start, slope, curvature);
    const next = start + reach / (slope + shift * curvature);
    // An absurd slope leaves no panel of its own length; the search has long turned round before.
    const end = next > start && next < to ? next : to;
    const width = end - start;
    for (let index = 0; index < nodes.length; index++) {
      const time = start + width * nodes[index];
      const logAlpha = Math.log1p((time - from) * perAlpha);
      const logBeta = Math.log1p((time - from) * perBeta);
      const inverse = 1 / (beta + time);
      const value = width * weights[index] * Math.exp(-p * logAlpha - s * logBeta) * inverse;
      result[INTEGRAL] += value;
      result[LOG_PURCHASE_TIME] += value * (logFromAlpha + logAlpha);
      result[INVERSE_PURCHASE_TIME] += (value * time) / (alpha + time);
      result[LOG_LEAVING_TIME] += value * (logFromBeta + logBeta);
      result[INVERSE_LEAVING_TIME] += value * time * inverse;
    }
    start = end;
    decay = p * Math.log1p((end - from) * perAlpha) + s * Math.log1p((end - from) * perBeta);
  }
  result[DECAY] = start < to ? 0 : Math.exp(-decay);
}

function chooseRule(width: number, slope: number, curvature: number): typeof LONG {
  if (width * (slope + SHORT.shift * curvature) <= SHORT.reach) return SHORT;
  return width * (slope + MIDDLE.shift * curvature) <= MIDDLE.reach ? MIDDLE : LONG;
}
