import { isInterior, orderStarts, overLogParameters } from '../fit-on-log-scale';
import { invertMatrix } from '../invert-matrix';
import { minimise } from '../minimise';
import type { IterationProgress, MinimiseResult, ObjectiveWithGradient } from '../search';
import {
  type BetaGeometric,
  geometricFit,
  type RetentionModel,
  sbgInformation,
  sbgLikelihood,
} from './likelihood';
import {
  areValidLives,
  type ContractLives,
  findRenewalsProblem,
  type LivesProblem,
  type RenewalTable,
  tabulateRenewals,
} from './renewals';

export interface FitSbgOptions {
  /** Fewer customers than this are not fitted; default 10. */
  minimumCustomers?: number;
  /** Iterations of one search; default 500. */
  maximumIterations?: number;
}

interface FittedRetention {
  kind: 'fitted';
  renewals: RenewalTable;
  logLikelihood: number;
  /** Everybody alike: the same model with one churn rate. */
  geometric: { churnRate: number; standardError: number; logLikelihood: number };
  /** Whether differences between customers raise the geometric's log-likelihood by at least 2. */
  heterogeneityEvidence: boolean;
}

/**
 * A fitted sBG. 'boundary': the likelihood rises as alpha and beta grow without limit, so that customers don't differ;
 * model then is the geometric's churn rate and covariance its variance.
 */
export type SbgFit = FittedRetention &
  (
    | { verdict: 'converged'; model: BetaGeometric; standardErrors: BetaGeometric; covariance: number[][] }
    | { verdict: 'boundary'; model: { churnRate: number }; standardErrors: null; covariance: number[][] }
  );

/**
 * 'noLaterEvents': all who left did so at the first renewal. 'notIdentified': the likelihood has no maximum at finite
 * parameters, nor at the geometric's.
 */
export interface SbgFailure {
  kind: 'failed';
  reason: LivesProblem | 'notIdentified' | 'notConverged';
}

/** alpha and beta to search from: chances of leaving that differ much, little, are rare, are U-shaped. */
const STARTS = [
  [1, 1],
  [0.7, 3],
  [5, 20],
  [0.1, 0.3],
  [1, 30],
] as const;

/** Differences between customers are evident when they raise the log-likelihood by this much. */
const EVIDENCE = 2;
/** A gain below this is the boundary without differences, reached up to the tolerance of the search. */
const NO_GAIN = 1e-4;

/**
 * Maximum likelihood for the shifted beta-geometric (Fader & Hardie 2007), without a penalty, on customers of any ages.
 * Searches over log parameters from several starts, the most likely first. Standard errors from the observed
 * information. A generator: see `minimise`.
 */
export function* fitSbg(
  lives: ContractLives,
  options: FitSbgOptions = {},
): Generator<IterationProgress, SbgFit | SbgFailure> {
  const { minimumCustomers = 10, maximumIterations = 500 } = options;
  if (!areValidLives(lives)) return { kind: 'failed', reason: 'invalidInput' };
  const renewals = tabulateRenewals(lives);
  const problem = findRenewalsProblem(renewals, minimumCustomers);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const objective = overLogParameters(sbgLikelihood(renewals), renewals.customers);
  const best = yield* searchFromStarts(objective, maximumIterations);
  if (best === null) return { kind: 'failed', reason: 'notConverged' };
  return describeFit(renewals, best);
}

/** The first interior minimum, else the best converged one. */
function* searchFromStarts(
  objective: ObjectiveWithGradient,
  maximumIterations: number,
): Generator<IterationProgress, MinimiseResult | null> {
  const starts = STARTS.map((start) => Float64Array.from(start, Math.log));
  let best: MinimiseResult | null = null;
  for (const start of orderStarts(objective, starts)) {
    const found = yield* minimise(objective, start, { maximumIterations });
    if (found.verdict !== 'converged') continue;
    if (isInterior(found.point)) return found;
    if (best === null || found.value < best.value) best = found;
  }
  return best;
}

function describeFit(renewals: RenewalTable, solution: MinimiseResult): SbgFit | SbgFailure {
  const { value, ...constant } = geometricFit(renewals);
  const logLikelihood = -solution.value * renewals.customers;
  const gain = logLikelihood - value;
  const shared = {
    kind: 'fitted' as const,
    renewals,
    geometric: { ...constant, logLikelihood: value },
    heterogeneityEvidence: gain >= EVIDENCE,
  };
  if (gain < NO_GAIN) {
    const model: RetentionModel = { churnRate: constant.churnRate };
    const covariance = [[constant.standardError ** 2]];
    return { ...shared, verdict: 'boundary', model, standardErrors: null, covariance, logLikelihood: value };
  }
  const [alpha, beta] = solution.point.map(Math.exp);
  const covariance = invertMatrix(sbgInformation(renewals, { alpha, beta }));
  if (covariance === null || !isInterior(solution.point)) return { kind: 'failed', reason: 'notIdentified' };
  const standardErrors = { alpha: Math.sqrt(covariance[0][0]), beta: Math.sqrt(covariance[1][1]) };
  return {
    ...shared,
    verdict: 'converged',
    model: { alpha, beta },
    standardErrors,
    covariance,
    logLikelihood,
  };
}
