import type { IterationProgress, MinimiseOptions, MinimiseResult, ObjectiveWithGradient } from './search';

/** Nocedal & Wright's constants of sufficient decrease and curvature. */
const DECREASE = 1e-4;
const CURVATURE = 0.9;
const LINE_STEPS = 30;
/**
 * A mean over a million customers carries rounding errors of this size. Values closer than this count as equal, and the
 * slope, which is far more exact near a minimum, decides alone (Hager & Zhang 2005, "approximate Wolfe").
 */
const ROUNDING = 1e-11;
/** Where rounding stops the line search, a gradient this many times the tolerance still counts as a minimum. */
const ROUNDING_SLACK = 100;

interface Step {
  point: Float64Array;
  gradient: Float64Array;
  value: number;
}

/**
 * Quasi-Newton minimisation (BFGS, Nocedal & Wright 2006, algorithm 6.1) with the bracketing weak-Wolfe line search of
 * Lewis & Overton (2013), which needs no derivative information where the objective is Infinity (out of bounds).
 * Yields after every iteration. 'converged' = largest absolute gradient component ≤ gradientTolerance.
 */
export function* bfgs(
  objective: ObjectiveWithGradient,
  start: Float64Array,
  options: MinimiseOptions,
): Generator<IterationProgress, MinimiseResult> {
  const { maximumIterations, gradientTolerance, inverseHessian } = options;
  let current: Step = { point: start.slice(), gradient: new Float64Array(start.length), value: 0 };
  current.value = objective(current.point, current.gradient);
  if (!Number.isFinite(current.value)) return finish(current, 0, 'failed');
  let inverse: Float64Array | null = inverseHessian && Float64Array.from(inverseHessian.flat());
  for (let iteration = 1; iteration <= maximumIterations; iteration++) {
    const steepest = largestMagnitude(current.gradient);
    if (steepest <= gradientTolerance) return finish(current, iteration - 1, 'converged');
    const direction = descentDirection(inverse, current.gradient, steepest);
    const next = lineSearch(objective, current, direction);
    if (next === null && inverse !== null) {
      inverse = null;
      continue;
    }
    if (next === null) {
      const atRounding = steepest <= ROUNDING_SLACK * gradientTolerance;
      return finish(current, iteration, atRounding ? 'converged' : 'failed');
    }
    inverse = updateInverse(inverse, current, next);
    current = next;
    yield { phase: 'searching', iteration, value: current.value };
  }
  return finish(current, maximumIterations, 'maxIterations');
}

function finish(step: Step, iterations: number, verdict: MinimiseResult['verdict']): MinimiseResult {
  return { verdict, point: step.point, value: step.value, gradient: step.gradient, iterations };
}

/** −inverse·gradient, or a steepest-descent step at most 1 long while nothing is known about the curvature. */
function descentDirection(
  inverse: Float64Array | null,
  gradient: Float64Array,
  steepest: number,
): Float64Array {
  if (inverse === null) return gradient.map((component) => -component / Math.max(1, steepest));
  const direction = multiply(inverse, gradient);
  return direction.map((component) => -component);
}

/** A point along the direction that satisfies the weak Wolfe conditions, or null when there is none. */
function lineSearch(objective: ObjectiveWithGradient, from: Step, direction: Float64Array): Step | null {
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return null;
  const noise = ROUNDING * Math.max(1, Math.abs(from.value));
  let lower = 0;
  let upper = Infinity;
  let length = 1;
  for (let step = 0; step < LINE_STEPS; step++) {
    const point = from.point.map((component, index) => component + length * direction[index]);
    const gradient = new Float64Array(point.length);
    const value = objective(point, gradient);
    if (!(value <= from.value + DECREASE * length * slope + noise)) upper = length;
    else if (dot(gradient, direction) < CURVATURE * slope) lower = length;
    else return { point, gradient, value };
    length = upper < Infinity ? (lower + upper) / 2 : 2 * lower;
  }
  return null;
}

/** The BFGS update of the inverse Hessian (row-major); unchanged when the step shows no positive curvature. */
function updateInverse(inverse: Float64Array | null, from: Step, to: Step): Float64Array | null {
  const size = from.point.length;
  const moved = to.point.map((component, index) => component - from.point[index]);
  const turned = to.gradient.map((component, index) => component - from.gradient[index]);
  const curvature = dot(moved, turned);
  if (!(curvature > 1e-300)) return inverse;
  const previous = inverse ?? scaledIdentity(size, curvature / dot(turned, turned));
  const product = multiply(previous, turned);
  const factor = (1 + dot(turned, product) / curvature) / curvature;
  const updated = previous.slice();
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      updated[row * size + column] +=
        factor * moved[row] * moved[column] -
        (product[row] * moved[column] + moved[row] * product[column]) / curvature;
    }
  }
  return updated;
}

function scaledIdentity(size: number, scale: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let index = 0; index < size; index++) matrix[index * size + index] = scale;
  return matrix;
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const product = new Float64Array(size);
  for (let row = 0; row < size; row++)
    product[row] = dot(matrix.subarray(row * size, (row + 1) * size), vector);
  return product;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += left[index] * right[index];
  return sum;
}

function largestMagnitude(vector: Float64Array): number {
  let largest = 0;
  for (const component of vector) largest = Math.max(largest, Math.abs(component));
  return largest;
}
