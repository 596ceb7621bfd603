import type { CustomerSummaries, FitOptions, PurchaseFit, PurchaseFitFailure } from './purchase-history';
import { purchaseModels, type ModelId } from './purchase-models';
import type { IterationProgress } from './search';

/** One of several models fitted to the same customers. */
export interface ModelCandidate {
  model: ModelId;
  fit: PurchaseFit<string> | PurchaseFitFailure;
  /** Akaike's criterion, 2·parameters − 2·log-likelihood; null where the fit failed. */
  aic: number | null;
}

export const modelIds = Object.keys(purchaseModels) as ModelId[];

/**
 * Fits each of the models to the same customers, in order. All of them give the density of the purchase times, so their
 * log-likelihoods compare. See `bestModel`.
 */
export function* fitModels(
  data: CustomerSummaries,
  models: readonly ModelId[],
  options?: FitOptions,
): Generator<IterationProgress, ModelCandidate[]> {
  const candidates: ModelCandidate[] = [];
  for (const model of models) {
    const fit = yield* purchaseModels[model].fit(data, options);
    const aic = fit.kind === 'fitted' ? 2 * Object.keys(fit.parameters).length - 2 * fit.logLikelihood : null;
    candidates.push({ model, fit, aic });
  }
  return candidates;
}

/**
 * The candidate with the lowest AIC (Akaike 1974), the first of equals; the first of all where none was fitted. A fit on
 * a boundary counts like any other: its likelihood is the highest the model can reach.
 */
export function bestModel(candidates: readonly ModelCandidate[]): ModelCandidate {
  return candidates.reduce((best, candidate) =>
    (candidate.aic ?? Infinity) < (best.aic ?? Infinity) ? candidate : best,
  );
}
