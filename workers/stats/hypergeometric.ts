/** value = mantissa · e^logScale, so that neither large parameters nor z near 1 overflow. */
interface Scaled {
  mantissa: number;
  logScale: number;
}

/** Up to here the defining series converges fast enough; beyond, Taylor steps start at START. */
const SERIES_LIMIT = 0.9;
const START = 0.75;
/** From here on, terms fall like ((c+n)/c)^(a+b−c−1) whatever z is: a few hundred do. */
const LARGE_C = 40;
const PRECISION = 1e-17;
const LARGE = 1e200;
const MAXIMUM_TERMS = 1_000_000;
/** Parameters of mixed sign cancel in the series; avoid them where Euler's form has none. */
const MIXED_SIGNS = 1e12;
/** A Taylor step may magnify rounding by e^LOSS. */
const LOSS = 2;

/**
 * Gauss' hypergeometric function ₂F₁(a, b; c; z) for real a, b, c > 0 and 0 ≤ z < 1 (DLMF chapter 15); null for other
 * arguments. May overflow to Infinity where `logHypergeometric2F1` does not.
 *
 * Of the series and Euler's transform of it, (1−z)^(c−a−b) ₂F₁(c−a, c−b; c; z), the one with non-negative or smaller
 * parameters is summed. Near z = 1 the value and slope at 0.75 are carried on by Taylor series of the differential
 * equation, each step at most half way to the singularity. Unlike the connection formula in 1−z this has no poles where
 * c−a−b is (nearly) whole. Good to about 1e-12, for parameters up to 10,000.
 */
export function hypergeometric2F1(a: number, b: number, c: number, z: number): number | null {
  const result = evaluate(a, b, c, z);
  return result && result.mantissa * Math.exp(result.logScale);
}

/** ln ₂F₁(a, b; c; z), for the same arguments; null also where the function is not positive. */
export function logHypergeometric2F1(a: number, b: number, c: number, z: number): number | null {
  const result = evaluate(a, b, c, z);
  return result && result.mantissa > 0 ? Math.log(result.mantissa) + result.logScale : null;
}

function evaluate(a: number, b: number, c: number, z: number): Scaled | null {
  if (!(c > 0 && c < Infinity && z >= 0 && z < 1 && Number.isFinite(a) && Number.isFinite(b))) return null;
  if (difficulty(c - a, c - b) >= difficulty(a, b)) return sumOrContinue(a, b, c, z);
  const transformed = sumOrContinue(c - a, c - b, c, z);
  return { ...transformed, logScale: transformed.logScale + (c - a - b) * Math.log1p(-z) };
}

function difficulty(a: number, b: number): number {
  return Math.abs(a * b) + (Math.min(a, b) < 0 ? MIXED_SIGNS : 0);
}

function sumOrContinue(a: number, b: number, c: number, z: number): Scaled {
  const isSeriesShort = c > LARGE_C && Math.abs(a) + Math.abs(b) <= c / 2;
  return z <= SERIES_LIMIT || isSeriesShort ? sumSeries(a, b, c, z) : continueFromStart(a, b, c, z);
}

/** Σ (a)ₙ(b)ₙ/((c)ₙ n!) zⁿ, DLMF 15.2.1. */
function sumSeries(a: number, b: number, c: number, z: number): Scaled {
  let [term, sum, logScale] = [1, 1, 0];
  for (let n = 0; n < MAXIMUM_TERMS; n++) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    term *= ratio;
    sum += term;
    const bound = Math.max(Math.abs(ratio), z);
    if (bound < 1 && Math.abs(term) <= PRECISION * (1 - bound) * Math.abs(sum)) break;
    if (Math.abs(sum) > LARGE) {
      term /= LARGE;
      sum /= LARGE;
      logScale += Math.log(LARGE);
    }
  }
  return { mantissa: sum, logScale };
}

/** Function and slope at 1 − left, both times e^logScale. Near 1 the distance has the digits that the place has not. */
interface State extends Scaled {
  left: number;
  slope: number;
}

function continueFromStart(a: number, b: number, c: number, z: number): Scaled {
  const value = sumSeries(a, b, c, START);
  const slope = sumSeries(a + 1, b + 1, c + 1, START);
  let state: State = {
    ...value,
    left: 1 - START,
    slope: ((a * b) / c) * slope.mantissa * Math.exp(slope.logScale - value.logScale),
  };
  const target = 1 - z;
  while (state.left > target) {
    const longest = longestStep(a, b, c, state.left);
    const next = state.left - target <= longest ? target : state.left - longest;
    state = taylorStep(a, b, c, state, next);
  }
  return state;
}

/** The coefficient of F′ in the differential equation, c − (a+b+1)z. */
function drift(a: number, b: number, c: number, left: number): number {
  return c - a - b - 1 + (a + b + 1) * left;
}

/**
 * Half way to the singularity at 1, but less where the drift is large: the equation's second solution then falls by
 * e^−(drift·step/(z(1−z))) more than F grows, and rounding, which mixes it in, is magnified as much by its alternating
 * Taylor series.
 */
function longestStep(a: number, b: number, c: number, left: number): number {
  return Math.min(left / 2, (LOSS * left * (1 - left)) / Math.max(0, drift(a, b, c, left)));
}

/**
 * Solves z(1−z)F″ + [c − (a+b+1)z]F′ − abF = 0 (DLMF 15.10.1) from `state` to 1 − nextLeft, by the recurrence of its
 * Taylor coefficients; `term` and `next` are coefficient n and n+1 times stepⁿ and stepⁿ⁺¹.
 */
function taylorStep(a: number, b: number, c: number, state: State, nextLeft: number): State {
  const { left } = state;
  const step = left - nextLeft;
  const at = 1 - left;
  const firstOrder = drift(a, b, c, left);
  let { logScale } = state;
  let [term, next] = [state.mantissa, state.slope * step];
  let [sum, slopeSum] = [term + next, next];
  for (let n = 0; n < MAXIMUM_TERMS; n++) {
    const fromNext = (n + 1) * (n * (left - at) + firstOrder) * step * next;
    const following = ((n + a) * (n + b) * step * step * term - fromNext) / (at * left * (n + 1) * (n + 2));
    [term, next] = [next, following];
    sum += next;
    slopeSum += (n + 2) * next;
    const largest = (n + 2) * Math.max(Math.abs(term), Math.abs(next));
    if (largest <= PRECISION * Math.max(Math.abs(sum), Math.abs(slopeSum))) break;
    if (largest > LARGE) {
      [term, next, sum, slopeSum] = [term / LARGE, next / LARGE, sum / LARGE, slopeSum / LARGE];
      logScale += Math.log(LARGE);
    }
  }
  return { left: nextLeft, mantissa: sum, slope: slopeSum / step, logScale };
}
