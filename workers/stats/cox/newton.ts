import { invertMatrix } from '../invert-matrix';
import type { IterationProgress } from '../search';
import type { PartialLikelihood } from './partial-likelihood';

/** Where a search ended. Unbounded columns have no maximum; their coefficients stand far out, where the search left them. */
export interface NewtonResult {
  point: Float64Array;
  at: PartialLikelihood;
  unbounded: boolean[];
  iterations: number;
}

/**
 * A full Newton step that gains half of this log-likelihood is the last: a step's error is of the order of the square of
 * the one before, so what is left is beyond rounding.
 */
const LAST_GAIN = 1e-8;
/** Where no part of a step gains anything, the search is over if rounding (relative, R's tolerance) can explain it. */
const ROUNDING = 1e-9;
const HALVINGS = 40;
/** A column may be unbounded when the likelihood is this flat, or its effect this large, and its step still this long. */
const FLAT = 1e-4;
const LARGE_EFFECT = 100;
const LONG_STEP = 0.1;
/**
 * How many times the step is tried to see whether the likelihood never turns; then twice that and so on, while there is
 * something to gain, until an effect that is more than enough.
 */
const OVERSHOOT = 20;
const ENOUGH_EFFECT = 1e5;

/**
 * Newton–Raphson with step halving from zero. A coefficient runs to infinity where the likelihood is monotone in it
 * (Bryson & Johnson 1981): the gain of each step dies away while the step does not. It is told by stepping twenty times
 * as far: a likelihood with a maximum would have turned. Such columns are left far out, and the others searched on.
 * Null when not converged. `range` is the spread of each covariate.
 */
export function* searchMaximum(
  likelihood: (point: Float64Array) => PartialLikelihood,
  start: PartialLikelihood,
  range: Float64Array,
  maximumIterations: number,
): Generator<IterationProgress, NewtonResult | null> {
  let point: Float64Array = new Float64Array(range.length);
  let at = start;
  const unbounded = Array.from(range, () => false);
  for (let iteration = 0; iteration < maximumIterations; iteration++) {
    yield { phase: 'searching', iteration, value: at.logLikelihood };
    const step = newtonStep(at, unbounded);
    if (step === null) return null;
    const gain = step.reduce((sum, value, column) => sum + value * at.score[column], 0);
    const running = findRunning(point, step, range, gain);
    const beyond = running === null ? null : followToInfinity(likelihood, at, point, running, range);
    if (running !== null && beyond !== null) {
      ({ point, at } = beyond);
      running.forEach((value, column) => (unbounded[column] ||= value !== 0));
      continue;
    }
    if (gain < LAST_GAIN) {
      point = moveAlong(point, step, 1);
      return { point, at: likelihood(point), unbounded, iterations: iteration + 1 };
    }
    const next = halveUntilBetter(likelihood, at, point, step);
    if (next === null) {
      const explained = gain < ROUNDING * (1 + Math.abs(start.logLikelihood));
      return explained ? { point, at, unbounded, iterations: iteration } : null;
    }
    ({ point, at } = next);
  }
  return null;
}

/** The step to the maximum of a parabola, zero for unbounded columns; null where the information is singular. */
function newtonStep(at: PartialLikelihood, unbounded: readonly boolean[]): Float64Array | null {
  const free = [...unbounded.keys()].filter((column) => !unbounded[column]);
  const inverse = invertMatrix(free.map((row) => free.map((column) => at.information[row][column])));
  if (inverse === null) return null;
  const step = new Float64Array(unbounded.length);
  free.forEach((row, place) => {
    free.forEach((column, other) => (step[row] += inverse[place][other] * at.score[column]));
  });
  return step;
}

/** The part of a step that may be on its way to infinity, or null. */
function findRunning(
  point: Float64Array,
  step: Float64Array,
  range: Float64Array,
  gain: number,
): Float64Array | null {
  const running = step.map((value, column) => {
    const effect = Math.abs(point[column] * range[column]);
    const farEnough = gain < FLAT || effect > LARGE_EFFECT;
    return farEnough && Math.abs(value * range[column]) > LONG_STEP ? value : 0;
  });
  return running.some((value) => value !== 0) ? running : null;
}

interface Position {
  point: Float64Array;
  at: PartialLikelihood;
}

/** Far along a direction in which the likelihood never turns; null if it does. */
function followToInfinity(
  likelihood: (point: Float64Array) => PartialLikelihood,
  at: PartialLikelihood,
  point: Float64Array,
  direction: Float64Array,
  range: Float64Array,
): Position | null {
  let furthest = tryPoint(likelihood, at, point, direction, OVERSHOOT);
  let share = OVERSHOOT;
  while (
    furthest !== null &&
    furthest.point.every((value, column) => Math.abs(value * range[column]) < ENOUGH_EFFECT)
  ) {
    share *= 2;
    const next = tryPoint(likelihood, furthest.at, point, direction, share);
    if (next === null) break;
    const gain = next.at.logLikelihood - furthest.at.logLikelihood;
    furthest = next;
    if (gain < LAST_GAIN) break;
  }
  return furthest;
}

function halveUntilBetter(
  likelihood: (point: Float64Array) => PartialLikelihood,
  at: PartialLikelihood,
  point: Float64Array,
  step: Float64Array,
): Position | null {
  for (let halving = 0; halving < HALVINGS; halving++) {
    const next = tryPoint(likelihood, at, point, step, 0.5 ** halving);
    if (next !== null) return next;
  }
  return null;
}

/** The likelihood some way along a step, or null if it is not higher there. */
function tryPoint(
  likelihood: (point: Float64Array) => PartialLikelihood,
  at: PartialLikelihood,
  point: Float64Array,
  step: Float64Array,
  share: number,
): Position | null {
  const next = moveAlong(point, step, share);
  const there = likelihood(next);
  return there.logLikelihood > at.logLikelihood ? { point: next, at: there } : null;
}

function moveAlong(point: Float64Array, step: Float64Array, share: number): Float64Array {
  return point.map((value, column) => value + share * step[column]);
}
