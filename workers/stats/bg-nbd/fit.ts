import { intoInterior, isInterior, orderStarts, overLogParameters } from '../fit-on-log-scale';
import { minimise } from '../minimise';
import type { IterationProgress, MinimiseResult, ObjectiveWithGradient } from '../search';
import { numericHessian } from '../numeric-hessian';
import { type CustomersProblem, type CustomerSummaries, findProblem } from './customers';
import { type BgNbdFit, describeFit } from './describe-fit';
import { groupCustomers, meanAge } from './group-customers';
import { bgNbdLikelihood } from './likelihood';
import { nbdLikelihood } from './nbd';

export interface FitBgNbdOptions {
  /** Fewer customers than this are not fitted; default 10. */
  minimumCustomers?: number;
  /** Iterations of one search; default 500. */
  maximumIterations?: number;
}

/** 'notIdentified': purchase rates do not vary more than chance, so that r and alpha grow without limit. */
export interface BgNbdFailure {
  kind: 'failed';
  reason: CustomersProblem | 'notIdentified' | 'notConverged';
}

/** Dropout is evident when it raises NBD's log-likelihood by this much (definitions.md, "alive, value"). */
const EVIDENCE = 2;
/** A gain below this is the no-dropout boundary, reached up to the tolerance of the search. */
const NO_GAIN = 1e-4;
/** a and b to search from: near the published CDNOW fit, leaving rare, frequent, all or nothing. */
const DROPOUT_STARTS = [
  [0.8, 2.5],
  [0.1, 5],
  [2, 2],
  [0.3, 0.3],
] as const;

/**
 * Maximum likelihood for BG/NBD (Fader, Hardie & Lee 2005, "'Counting your customers' the easy way", Marketing Science
 * 24(2)), without a penalty. Searches over log parameters with the mean age as the unit of time, from several starts,
 * the most likely first, until one beats NBD clearly. Standard errors from the observed information.
 * A generator: see `minimise`.
 */
export function* fitBgNbd(
  data: CustomerSummaries,
  options: FitBgNbdOptions = {},
): Generator<IterationProgress, BgNbdFit | BgNbdFailure> {
  const { minimumCustomers = 10, maximumIterations = 500 } = options;
  const problem = findProblem(data, minimumCustomers);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const grouped = groupCustomers(data, meanAge(data));
  const { customers, repeatPurchases } = grouped;
  const nbdObjective = overLogParameters(nbdLikelihood(grouped), customers);
  const nbdStart = Float64Array.of(0, Math.log(customers / repeatPurchases));
  const nbd = yield* minimise(nbdObjective, nbdStart, { maximumIterations });
  if (nbd.verdict !== 'converged') return { kind: 'failed', reason: 'notConverged' };
  const objective = overLogParameters(bgNbdLikelihood(grouped), customers);
  const best = yield* searchFromStarts(objective, nbd, maximumIterations, customers);
  if (best === null) return { kind: 'failed', reason: 'notConverged' };
  const gain = (nbd.value - best.value) * customers;
  const solution = gain < NO_GAIN ? nbd : best;
  if (!isInterior(solution.point.subarray(0, 2))) return { kind: 'failed', reason: 'notIdentified' };
  const hessian = yield* numericHessian(solution === nbd ? nbdObjective : objective, solution.point);
  return describeFit(grouped, nbd, solution, hessian, gain >= EVIDENCE);
}

/** The best minimum found; stops at the first that beats NBD by EVIDENCE with finite parameters. */
function* searchFromStarts(
  objective: ObjectiveWithGradient,
  nbd: MinimiseResult,
  maximumIterations: number,
  customers: number,
): Generator<IterationProgress, MinimiseResult | null> {
  const [logR, logAlpha] = intoInterior(nbd.point);
  const starts = DROPOUT_STARTS.map(([a, b]) => Float64Array.of(logR, logAlpha, Math.log(a), Math.log(b)));
  let best: MinimiseResult | null = null;
  for (const start of orderStarts(objective, starts)) {
    const found = yield* minimise(objective, start, { maximumIterations });
    if (found.verdict !== 'converged' || (best !== null && best.value <= found.value)) continue;
    best = found;
    if (isInterior(best.point) && (nbd.value - best.value) * customers >= EVIDENCE) break;
  }
  return best;
}
