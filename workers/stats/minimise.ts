import { bfgs } from './bfgs';
import { nelderMead } from './nelder-mead';
import type { IterationProgress, MinimiseOptions, MinimiseResult, ObjectiveWithGradient } from './search';

export const DEFAULT_MINIMISE_OPTIONS: MinimiseOptions = {
  maximumIterations: 500,
  gradientTolerance: 1e-8,
  valueTolerance: 1e-9,
  inverseHessian: null,
};

/**
 * Minimises a smooth objective from `start`: BFGS first; where it fails, Nelder–Mead from the best point and BFGS once
 * more. A generator, so that a caller can hand control back to the event loop after every iteration and drop it to
 * cancel.
 */
export function* minimise(
  objective: ObjectiveWithGradient,
  start: Float64Array,
  options: Partial<MinimiseOptions> = {},
): Generator<IterationProgress, MinimiseResult> {
  const settings = { ...DEFAULT_MINIMISE_OPTIONS, ...options };
  const first = yield* bfgs(objective, start, settings);
  if (first.verdict !== 'failed') return first;
  const unused = new Float64Array(start.length);
  const rescued = yield* nelderMead((point) => objective(point, unused), first.point, settings);
  if (rescued.verdict === 'failed') return rescued;
  const second = yield* bfgs(objective, rescued.point, { ...settings, inverseHessian: null });
  return second.verdict === 'failed' ? { ...second, verdict: rescued.verdict } : second;
}

/** Runs a generator without a pause and returns its result; for tests, scripts and small data. */
export function runToEnd<Result>(generator: Generator<unknown, Result>): Result {
  let step = generator.next();
  while (!step.done) step = generator.next();
  return step.value;
}
