import {
  covarianceFromHessian,
  intoInterior,
  isInterior,
  orderStarts,
  overLogParameters,
} from '../fit-on-log-scale';
import { minimise } from '../minimise';
import { numericHessian } from '../numeric-hessian';
import type { CustomerSummaries } from '../purchase-history/customers';
import type { FitOptions, PurchaseFitFailure } from '../purchase-history/fit';
import type { IterationProgress, MinimiseResult, ObjectiveWithGradient } from '../search';
import { betaBernoulliLikelihood, countOccasions } from './beta-bernoulli';
import { findHistoryProblem, type GroupedHistories, groupHistories } from './group-histories';
import { type BgBbParameters, bgBbLikelihood } from './likelihood';

export interface BgBbFit {
  kind: 'fitted';
  parameters: BgBbParameters;
  /** Null where the likelihood does not determine the parameter. */
  standardErrors: Record<keyof BgBbParameters, number | null>;
  /** Covariance of alpha, beta, gamma and delta; null on a boundary. */
  covariance: number[][] | null;
  logLikelihood: number;
  /**
   * 'boundary': the likelihood has no maximum at finite positive parameters. Either nobody seems to leave (gamma is 0,
   * alpha and beta are `withoutDropout`'s), or the chances of leaving do not vary, or they are all or nothing.
   */
  verdict: 'converged' | 'boundary';
  /** The same model where nobody leaves (beta-Bernoulli). */
  withoutDropout: { alpha: number; beta: number; logLikelihood: number };
  /** Whether dropout raises the log-likelihood by at least 2; if not, there is no evidence that customers leave. */
  dropoutEvidence: boolean;
  customers: number;
}

/** gamma and delta to search from: near the published fit; leaving rare, frequent, all or nothing, most at once. */
const DROPOUT_STARTS = [
  [0.7, 2.8],
  [0.1, 5],
  [2, 2],
  [0.3, 0.3],
  [0.3, 0.1],
] as const;
/** Dropout is evident when it raises the log-likelihood by this much. */
const EVIDENCE = 2;
/** A gain below this is the no-dropout boundary, reached up to the tolerance of the search. */
const NO_GAIN = 1e-4;
/** With two occasions the histories have three free chances, fewer than the parameters. */
const FEWEST_OCCASIONS = 3;

/**
 * Maximum likelihood, without a penalty, for BG/BB (Fader, Hardie & Shang 2010, "Customer-base analysis in a
 * discrete-time noncontractual setting", Marketing Science 29(6)). In the summaries frequency is the number of occasions
 * with a purchase, recency the last of these, age the number of occasions since the first purchase, all whole.
 * Standard errors from the observed information. 'notIdentified': chances of buying do not vary more than by luck, or
 * nobody has three occasions. A generator: see `minimise`.
 */
export function* fitBgBb(
  data: CustomerSummaries,
  options: FitOptions = {},
): Generator<IterationProgress, BgBbFit | PurchaseFitFailure> {
  const { minimumCustomers = 10, maximumIterations = 500 } = options;
  const problem = findHistoryProblem(data, minimumCustomers);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const histories = groupHistories(data);
  if (histories.mostOpportunities < FEWEST_OCCASIONS) return { kind: 'failed', reason: 'notIdentified' };
  const { customers } = histories;
  const loyalLikelihood = betaBernoulliLikelihood(countOccasions(histories, 'end'));
  const loyalObjective = overLogParameters((parameters, gradient) => {
    gradient?.fill(0);
    return loyalLikelihood(parameters, gradient);
  }, customers);
  const loyal = yield* minimise(loyalObjective, new Float64Array(2), { maximumIterations });
  if (loyal.verdict !== 'converged') return { kind: 'failed', reason: 'notConverged' };
  const objective = overLogParameters(bgBbLikelihood(histories), customers);
  const best = yield* searchFromStarts(objective, loyal, maximumIterations, customers);
  if (best === null) return { kind: 'failed', reason: 'notConverged' };
  const gain = (loyal.value - best.value) * customers;
  const solution = gain < NO_GAIN ? loyal : best;
  if (!isInterior(solution.point.subarray(0, 2))) return { kind: 'failed', reason: 'notIdentified' };
  const hessian = yield* numericHessian(solution === loyal ? loyalObjective : objective, solution.point);
  return describeFit(histories, loyal, solution, hessian, gain >= EVIDENCE);
}

/** The best minimum found; stops at the first with finite parameters that beats the model without dropout by EVIDENCE. */
function* searchFromStarts(
  objective: ObjectiveWithGradient,
  loyal: MinimiseResult,
  maximumIterations: number,
  customers: number,
): Generator<IterationProgress, MinimiseResult | null> {
  // Who left looks like a rare buyer without dropout, so an even chance of buying is tried as well.
  const starts = [intoInterior(loyal.point), new Float64Array(2)].flatMap(([logAlpha, logBeta]) =>
    DROPOUT_STARTS.map(([gamma, delta]) =>
      Float64Array.of(logAlpha, logBeta, Math.log(gamma), Math.log(delta)),
    ),
  );
  let best: MinimiseResult | null = null;
  for (const start of orderStarts(objective, starts)) {
    const found = yield* minimise(objective, start, { maximumIterations });
    if (found.verdict !== 'converged' || (best !== null && best.value <= found.value)) continue;
    best = found;
    if (isInterior(best.point) && (loyal.value - best.value) * customers >= EVIDENCE) break;
  }
  return best;
}

/** Translates a solution over log parameters: all four, or alpha and beta alone on the no-dropout boundary. */
function describeFit(
  { customers }: GroupedHistories,
  loyal: MinimiseResult,
  solution: MinimiseResult,
  hessian: number[][],
  dropoutEvidence: boolean,
): BgBbFit {
  const [alpha, beta, gamma = 0, delta = 1] = solution.point.map(Math.exp);
  const units = hessian.map(() => 1);
  const covariance = covarianceFromHessian(hessian, solution.point, units, customers);
  const isInside = covariance?.length === 4 && isInterior(solution.point);
  // On a boundary only the alpha and beta of the model without dropout have standard errors.
  const errors =
    isInside || covariance?.length === 2 ? covariance.map((row, index) => Math.sqrt(row[index])) : [];
  const [alphaError = null, betaError = null, gammaError = null, deltaError = null] = errors;
  return {
    kind: 'fitted',
    parameters: { alpha, beta, gamma, delta },
    standardErrors: { alpha: alphaError, beta: betaError, gamma: gammaError, delta: deltaError },
    covariance: isInside ? covariance : null,
    logLikelihood: -solution.value * customers,
    verdict: isInside ? 'converged' : 'boundary',
    withoutDropout: {
      alpha: Math.exp(loyal.point[0]),
      beta: Math.exp(loyal.point[1]),
      logLikelihood: -loyal.value * customers,
    },
    dropoutEvidence,
    customers,
  };
}
