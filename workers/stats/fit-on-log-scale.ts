import { invertMatrix } from './invert-matrix';
import type { ObjectiveWithGradient } from './search';

/** Log-likelihood over positive parameters; with `gradient` given, writes its derivatives there. */
export type Likelihood = (parameters: ArrayLike<number>, gradient?: Float64Array) => number;

/** Logarithms of (well scaled) parameters are searched within ± LIMIT. */
const LIMIT = 30;
/** Beyond ± EXTREME a logarithm is running away: the likelihood rises towards a boundary. */
const EXTREME = 9;

/**
 * Mean negative log-likelihood over the logarithms of the parameters, for `minimise`: positive parameters by
 * construction, a value of order 1 whatever the number of customers. Infinity out of bounds.
 */
export function overLogParameters(likelihood: Likelihood, customers: number): ObjectiveWithGradient {
  return (point, gradient) => {
    if (point.some((coordinate) => Math.abs(coordinate) > LIMIT)) return Infinity;
    const parameters = point.map(Math.exp);
    const value = likelihood(parameters, gradient);
    for (let index = 0; index < gradient.length; index++) gradient[index] *= -parameters[index] / customers;
    return -value / customers;
  };
}

/** Whether every parameter stayed finite and away from zero. */
export function isInterior(point: Float64Array): boolean {
  return point.every((coordinate) => Math.abs(coordinate) < EXTREME);
}

/** A point moved into the region `isInterior` accepts. */
export function intoInterior(point: Float64Array): Float64Array {
  return point.map((coordinate) => Math.max(-EXTREME, Math.min(EXTREME, coordinate)));
}

/** Starting points ordered by the value of the objective, the most likely first. */
export function orderStarts(objective: ObjectiveWithGradient, starts: Float64Array[]): Float64Array[] {
  return starts
    .map((start) => ({ start, value: objective(start, new Float64Array(start.length)) }))
    .sort((left, right) => left.value - right.value)
    .map(({ start }) => start);
}

/**
 * Covariance of the parameters from the Hessian of `overLogParameters` at its minimum: inverse observed information by
 * the delta method, which is exact at a maximum. `units` scales each parameter back to the unit of the input. Null
 * where the information is not positive definite, that is, the likelihood does not determine the parameters.
 */
export function covarianceFromHessian(
  hessian: number[][],
  point: Float64Array,
  units: readonly number[],
  customers: number,
): number[][] | null {
  const natural = Array.from(point, (coordinate, index) => Math.exp(coordinate) * units[index]);
  const inverse = invertMatrix(hessian);
  if (inverse === null) return null;
  return inverse.map((row, i) => row.map((value, j) => (value * natural[i] * natural[j]) / customers));
}
