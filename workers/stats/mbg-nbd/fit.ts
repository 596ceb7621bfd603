import type { CustomerSummaries } from '../purchase-history/customers';
import type { PurchaseFit } from '../purchase-history/describe-fit';
import { type FitOptions, fitPurchaseModel, type PurchaseFitFailure } from '../purchase-history/fit';
import type { ModelShape } from '../purchase-history/model-shape';
import type { IterationProgress } from '../search';
import { type MbgNbdParameters, mbgNbdLikelihood } from './likelihood';

export type MbgNbdFit = PurchaseFit<keyof MbgNbdParameters>;

const shape: ModelShape<keyof MbgNbdParameters> = {
  names: ['r', 'alpha', 'a', 'b'],
  times: ['alpha'],
  withoutDropout: { a: 0, b: 1 },
  // Near the CDNOW fit; leaving rare, frequent, all or nothing. The last, where most leave at once, is needed: from the
  // others, one-time customers end up explained by purchase rates near zero, a local maximum.
  dropoutStarts: [
    [0.9, 1.6],
    [0.1, 5],
    [2, 2],
    [0.3, 0.3],
    [0.3, 0.1],
  ],
  likelihood: mbgNbdLikelihood,
};

/**
 * Maximum likelihood for MBG/NBD (Batislam, Denizel & Filiztekin 2007, "Empirical validation and comparison of models
 * for customer base analysis", International Journal of Research in Marketing 24(3)). See `fitPurchaseModel`.
 */
export function fitMbgNbd(
  data: CustomerSummaries,
  options?: FitOptions,
): Generator<IterationProgress, MbgNbdFit | PurchaseFitFailure> {
  return fitPurchaseModel(shape, data, options);
}
