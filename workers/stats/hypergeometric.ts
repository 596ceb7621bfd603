/** value = mantissa · e^logScale, so that neither large parameters nor z near 1 overflow. */
interface Scaled {
  mantissa: number;
  logScale: number;
}

/** Up to here the defining series converges fast enough; beyond, Taylor steps start at START. */
const SERIES_LIMIT = 0.9;
const START = 0.75;
const PRECISION = 1e-17;
const LARGE = 1e200;
const MAXIMUM_TERMS = 1_000_000;
/** Parameters of mixed sign cancel in the series; avoid them where Euler's form has none. */
const MIXED_SIGNS = 1e12;

/**
 * Gauss' hypergeometric function ₂F₁(a, b; c; z) for real a, b, c > 0 and 0 ≤ z < 1 (DLMF chapter 15); null for other
 * arguments. May overflow to Infinity where `logHypergeometric2F1` does not.
 *
 * Of the series and Euler's transform of it, (1−z)^(c−a−b) ₂F₁(c−a, c−b; c; z), the one with non-negative or smaller
 * parameters is summed. Near z = 1 the value and slope at 0.75 are carried on by Taylor series of the differential
 * equation, each step half way to the singularity. Unlike the connection formula in 1−z this has no poles where c−a−b
 * is (nearly) whole.
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
  return z <= SERIES_LIMIT ? sumSeries(a, b, c, z) : continueFromStart(a, b, c, z);
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

/** Function and slope at a point, both times e^logScale. */
interface State extends Scaled {
  at: number;
  slope: number;
}

function continueFromStart(a: number, b: number, c: number, z: number): Scaled {
  const value = sumSeries(a, b, c, START);
  const slope = sumSeries(a + 1, b + 1, c + 1, START);
  let state: State = {
    ...value,
    at: START,
    slope: ((a * b) / c) * slope.mantissa * Math.exp(slope.logScale - value.logScale),
  };
  while (state.at < z) state = taylorStep(a, b, c, state, Math.min(z - state.at, (1 - state.at) / 2));
  return state;
}

/**
 * Solves z(1−z)F″ + [c − (a+b+1)z]F′ − abF = 0 (DLMF 15.10.1) from `state` over one step, by the recurrence of its Taylor
 * coefficients; `term` and `next` are coefficient n and n+1 times stepⁿ and stepⁿ⁺¹.
 */
function taylorStep(a: number, b: number, c: number, state: State, step: number): State {
  const { at } = state;
  let { logScale } = state;
  let [term, next] = [state.mantissa, state.slope * step];
  let [sum, slopeSum] = [term + next, next];
  for (let n = 0; n < MAXIMUM_TERMS; n++) {
    const fromNext = (n + 1) * (n * (1 - 2 * at) + c - (a + b + 1) * at) * step * next;
    const following =
      ((n + a) * (n + b) * step * step * term - fromNext) / (at * (1 - at) * (n + 1) * (n + 2));
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
  return { at: at + step, mantissa: sum, slope: slopeSum / step, logScale };
}
