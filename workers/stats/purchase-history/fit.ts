import { isInterior, orderStarts, overLogParameters } from '../fit-on-log-scale';
import { minimise } from '../minimise';
import type { IterationProgress, MinimiseResult, ObjectiveWithGradient } from '../search';
import { numericHessian } from '../numeric-hessian';
import { type CustomersProblem, type CustomerSummaries, findProblem } from './customers';
import { describeFit, type PurchaseFit } from './describe-fit';
import { groupCustomers, type GroupedCustomers, meanAge } from './group-customers';
import type { ModelShape } from './model-shape';
import { thinCustomers } from './thin-customers';
import { invertMatrix } from '../invert-matrix';
import { nbdLikelihood } from '../nbd';

export interface FitOptions {
  /** Fewer customers than this are not fitted; default 10. */
  minimumCustomers?: number;
  /** Iterations of one search; default 500. */
  maximumIterations?: number;
}

/** 'notIdentified': purchase rates do not vary more than chance, so that r and alpha grow without limit. */
export interface PurchaseFitFailure {
  kind: 'failed';
  reason: CustomersProblem | 'notIdentified' | 'notConverged';
}

/** Dropout is evident when it raises NBD's log-likelihood by this much (definitions.md, "alive, value"). */
const EVIDENCE = 2;
/** A gain below this is the no-dropout boundary, reached up to the tolerance of the search. */
const NO_GAIN = 1e-4;
/** Rows of repeat customers in the part that is searched first. */
const THINNED_ROWS = 15_000;

/**
 * Maximum likelihood, without a penalty, for a model of purchases and dropout that is NBD while customers stay. Searches
 * over log parameters with the mean age as the unit of time, from several starts, the most likely first, until one
 * beats NBD clearly. Standard errors from the observed information.
 * A generator: see `minimise`.
 */
export function* fitPurchaseModel<Name extends string>(
  shape: ModelShape<Name>,
  data: CustomerSummaries,
  options: FitOptions = {},
): Generator<IterationProgress, PurchaseFit<Name> | PurchaseFitFailure> {
  const { minimumCustomers = 10, maximumIterations = 500 } = options;
  const problem = findProblem(data, minimumCustomers);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const grouped = groupCustomers(data, meanAge(data));
  const { customers, repeatPurchases } = grouped;
  const nbdObjective = overLogParameters(nbdLikelihood(grouped), customers);
  const nbdStart = Float64Array.of(0, Math.log(customers / repeatPurchases));
  const nbd = yield* minimise(nbdObjective, nbdStart, { maximumIterations });
  // A search that runs away still tells how likely NBD can be: the yardstick, though not the answer.
  if (nbd.verdict !== 'converged' && isInterior(nbd.point)) return { kind: 'failed', reason: 'notConverged' };
  const objective = overLogParameters(shape.likelihood(grouped), customers);
  const best = yield* searchModel(shape, grouped, objective, nbd, maximumIterations);
  if (best === null) return { kind: 'failed', reason: 'notConverged' };
  const gain = (nbd.value - best.value) * customers;
  const solution = gain < NO_GAIN ? nbd : best;
  if (!isInterior(solution.point.subarray(0, 2))) return { kind: 'failed', reason: 'notIdentified' };
  const hessian = yield* numericHessian(solution === nbd ? nbdObjective : objective, solution.point);
  return describeFit(shape, grouped, nbd, solution, hessian, gain >= EVIDENCE);
}

/**
 * Many customers are searched twice: a part of them from all starts, then all of them from what that found, with the
 * curvature there. Only where this does not beat NBD clearly are all searched from every start.
 */
function* searchModel<Name extends string>(
  shape: ModelShape<Name>,
  grouped: GroupedCustomers,
  objective: ObjectiveWithGradient,
  nbd: MinimiseResult,
  maximumIterations: number,
): Generator<IterationProgress, MinimiseResult | null> {
  const { customers } = grouped;
  if (grouped.rowCount.length > 2 * THINNED_ROWS) {
    const part = thinCustomers(grouped, Math.ceil(grouped.rowCount.length / THINNED_ROWS));
    const ofPart = overLogParameters(shape.likelihood(part), part.customers);
    const start = yield* searchFromStarts(shape, ofPart, nbd, maximumIterations, part.customers);
    if (start !== null && isInterior(start.point)) {
      const hessian = yield* numericHessian(ofPart, start.point);
      const options = { maximumIterations, inverseHessian: invertMatrix(hessian) };
      const found = yield* minimise(objective, start.point, options);
      const gain = (nbd.value - found.value) * customers;
      if (found.verdict === 'converged' && isInterior(found.point) && gain >= EVIDENCE) return found;
    }
  }
  return yield* searchFromStarts(shape, objective, nbd, maximumIterations, customers);
}

/** The best minimum found; stops at the first that beats NBD by EVIDENCE with finite parameters. */
function* searchFromStarts<Name extends string>(
  shape: ModelShape<Name>,
  objective: ObjectiveWithGradient,
  nbd: MinimiseResult,
  maximumIterations: number,
  customers: number,
): Generator<IterationProgress, MinimiseResult | null> {
  // Where NBD's rates run away, one purchase per mean age is as good a place to begin.
  const [logR, logAlpha] = isInterior(nbd.point) ? nbd.point : [0, 0];
  const starts = shape.dropoutStarts.map(([one, other]) =>
    Float64Array.of(logR, logAlpha, Math.log(one), Math.log(other)),
  );
  let best: MinimiseResult | null = null;
  for (const start of orderStarts(objective, starts)) {
    const found = yield* minimise(objective, start, { maximumIterations });
    if (found.verdict !== 'converged' || (best !== null && best.value <= found.value)) continue;
    best = found;
    if (isInterior(best.point) && (nbd.value - best.value) * customers >= EVIDENCE) break;
  }
  return best;
}
