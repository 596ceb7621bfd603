/** What the searches for a minimum share. */

export type Objective = (point: Float64Array) => number;

/** Value at a point; writes the gradient there into `gradient`. Infinity (or NaN) means out of bounds. */
export type ObjectiveWithGradient = (point: Float64Array, gradient: Float64Array) => number;

/** What a long computation says between two slices of work, so that its caller can show progress or stop. */
export interface IterationProgress {
  phase: 'searching' | 'standardErrors';
  iteration: number;
  /** The objective so far; null while standard errors are computed. */
  value: number | null;
}

export interface MinimiseOptions {
  maximumIterations: number;
  /** BFGS stops when no gradient component is larger. The objective should be of order 1. */
  gradientTolerance: number;
  /** Nelder–Mead stops when its simplex is smaller, in value and in every coordinate. */
  valueTolerance: number;
  /** What is known of the inverse Hessian at the start, by rows; null for nothing. BFGS goes on from it. */
  inverseHessian: readonly (readonly number[])[] | null;
}

export interface MinimiseResult {
  verdict: 'converged' | 'maxIterations' | 'failed';
  point: Float64Array;
  value: number;
  gradient: Float64Array;
  iterations: number;
}
