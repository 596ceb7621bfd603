import { covarianceFromHessian, isInterior, orderStarts, overLogParameters } from '../fit-on-log-scale';
import { minimise } from '../minimise';
import type { IterationProgress, MinimiseResult, ObjectiveWithGradient } from '../search';
import { numericHessian } from '../numeric-hessian';
import { type GammaGammaParameters, gammaGammaLikelihood } from './likelihood';
import { type GroupedSpend, groupSpend, isValidSpend, type SpendSummaries } from './spend';

export interface FitGammaGammaOptions {
  /** Fewer repeat customers than this are not fitted; default 10. */
  minimumCustomers?: number;
  /** Iterations of one search; default 500. */
  maximumIterations?: number;
}

/** A fitted Gamma-Gamma; v, its standard error and populationMean in money. */
export interface GammaGammaFit {
  kind: 'fitted';
  parameters: GammaGammaParameters;
  standardErrors: GammaGammaParameters;
  /** Covariance of p, q, v in this order. */
  covariance: number[][];
  logLikelihood: number;
  /** Whether q > 1. If not, the model has no mean spend and must not be used to value customers. */
  meanExists: boolean;
  /** p·v/(q−1), the mean spend over customers, or null when it does not exist. */
  populationMean: number | null;
  /** Repeat customers used, and left out for a mean spend of zero or less. */
  customers: number;
  excluded: number;
}

/** 'noSpendVariation': all spend the same. 'notIdentified': the likelihood has no maximum at finite parameters. */
export interface GammaGammaFailure {
  kind: 'failed';
  reason:
    | 'invalidInput'
    | 'noRepeatCustomers'
    | 'tooFewCustomers'
    | 'noSpendVariation'
    | 'notIdentified'
    | 'notConverged';
}

/** p, q and v (v in mean spends) to search from. */
const STARTS = [
  [6, 4, 0.5],
  [2, 3, 1],
  [1, 1, 1],
  [20, 2, 0.05],
] as const;

/**
 * Maximum likelihood for the Gamma-Gamma model of spend per purchase (Fader & Hardie 2013, note 025) on customers with
 * x > 0, without a penalty; searches over log parameters with the mean spend as the unit of money, from the most likely
 * of several starts, the others where that fails. Standard errors from the observed information. q ≤ 1 is fitted and
 * told by meanExists. A generator: see `minimise`.
 */
export function* fitGammaGamma(
  data: SpendSummaries,
  options: FitGammaGammaOptions = {},
): Generator<IterationProgress, GammaGammaFit | GammaGammaFailure> {
  const { minimumCustomers = 10, maximumIterations = 500 } = options;
  if (!isValidSpend(data)) return { kind: 'failed', reason: 'invalidInput' };
  const grouped = groupSpend(data);
  if (grouped.customers === 0) return { kind: 'failed', reason: 'noRepeatCustomers' };
  if (grouped.customers < minimumCustomers) return { kind: 'failed', reason: 'tooFewCustomers' };
  if (grouped.constant) return { kind: 'failed', reason: 'noSpendVariation' };
  const objective = overLogParameters(gammaGammaLikelihood(grouped), grouped.customers);
  const solution = yield* searchFromStarts(objective, maximumIterations);
  if (solution === null) return { kind: 'failed', reason: 'notConverged' };
  const hessian = yield* numericHessian(objective, solution.point);
  const covariance = covarianceFromHessian(
    hessian,
    solution.point,
    [1, 1, grouped.spendScale],
    grouped.customers,
  );
  if (covariance === null || !isInterior(solution.point)) return { kind: 'failed', reason: 'notIdentified' };
  return describeFit(grouped, solution, covariance);
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

function describeFit(grouped: GroupedSpend, solution: MinimiseResult, covariance: number[][]): GammaGammaFit {
  const { customers, excluded, spendScale } = grouped;
  const [p, q, scaledV] = solution.point.map(Math.exp);
  const v = scaledV * spendScale;
  const [errorP, errorQ, errorV] = covariance.map((row, index) => Math.sqrt(row[index]));
  return {
    kind: 'fitted',
    parameters: { p, q, v },
    standardErrors: { p: errorP, q: errorQ, v: errorV },
    covariance,
    logLikelihood: -(solution.value + Math.log(spendScale)) * customers,
    meanExists: q > 1,
    populationMean: q > 1 ? (p * v) / (q - 1) : null,
    customers,
    excluded,
  };
}
