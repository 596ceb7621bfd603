import type { CustomerSummaries } from '../purchase-history/customers';
import type { PurchaseFit } from '../purchase-history/describe-fit';
import { type FitOptions, fitPurchaseModel, type PurchaseFitFailure } from '../purchase-history/fit';
import type { ModelShape } from '../purchase-history/model-shape';
import type { IterationProgress } from '../search';
import { paretoNbdLikelihood } from './likelihood';
import type { ParetoNbdParameters } from './parameters';

export type ParetoNbdFit = PurchaseFit<keyof ParetoNbdParameters>;

const shape: ModelShape<keyof ParetoNbdParameters> = {
  names: ['r', 'alpha', 's', 'beta'],
  times: ['alpha', 'beta'],
  withoutDropout: { s: 0, beta: 1 },
  // Near the published CDNOW fit; leaving rare, alike for all, mostly at once or never.
  dropoutStarts: [
    [0.6, 0.35],
    [0.1, 1],
    [3, 5],
    [0.2, 0.05],
  ],
  likelihood: paretoNbdLikelihood,
};

/**
 * Maximum likelihood for Pareto/NBD (Schmittlein, Morrison & Colombo 1987, "Counting your customers: who are they and
 * what will they do next?", Management Science 33(1)). See `fitPurchaseModel`.
 */
export function fitParetoNbd(
  data: CustomerSummaries,
  options?: FitOptions,
): Generator<IterationProgress, ParetoNbdFit | PurchaseFitFailure> {
  return fitPurchaseModel(shape, data, options);
}
