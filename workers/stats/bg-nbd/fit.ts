import type { PurchaseFit } from '../purchase-history/describe-fit';
import { type FitOptions, fitPurchaseModel, type PurchaseFitFailure } from '../purchase-history/fit';
import type { CustomerSummaries } from '../purchase-history/customers';
import type { ModelShape } from '../purchase-history/model-shape';
import type { IterationProgress } from '../search';
import { type BgNbdParameters, bgNbdLikelihood } from './likelihood';

export type BgNbdFit = PurchaseFit<keyof BgNbdParameters>;

const shape: ModelShape<keyof BgNbdParameters> = {
  names: ['r', 'alpha', 'a', 'b'],
  times: ['alpha'],
  withoutDropout: { a: 0, b: 1 },
  // Near the published CDNOW fit; leaving rare, frequent, all or nothing.
  dropoutStarts: [
    [0.8, 2.5],
    [0.1, 5],
    [2, 2],
    [0.3, 0.3],
  ],
  likelihood: bgNbdLikelihood,
};

/**
 * Maximum likelihood for BG/NBD (Fader, Hardie & Lee 2005, "'Counting your customers' the easy way", Marketing Science
 * 24(2)). See `fitPurchaseModel`.
 */
export function fitBgNbd(
  data: CustomerSummaries,
  options?: FitOptions,
): Generator<IterationProgress, BgNbdFit | PurchaseFitFailure> {
  return fitPurchaseModel(shape, data, options);
}
