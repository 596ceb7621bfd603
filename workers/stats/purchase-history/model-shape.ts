import type { Likelihood } from '../fit-on-log-scale';
import type { GroupedCustomers } from './group-customers';

/** What `fitPurchaseModel` must know of a model that is NBD (r, alpha) as long as customers stay. */
export interface ModelShape<Name extends string> {
  /** Parameters in the order of the likelihood: r, alpha, then two of dropout. */
  names: readonly Name[];
  /** Those measured in the unit of time. */
  times: readonly Name[];
  /** Dropout parameters that stand for "nobody leaves". */
  withoutDropout: Partial<Record<Name, number>>;
  /** The two dropout parameters to search from, with the mean age as the unit of time. */
  dropoutStarts: readonly (readonly [number, number])[];
  /** Log-likelihood of the purchase times, comparable with `nbdLikelihood`. */
  likelihood(grouped: GroupedCustomers): Likelihood;
}
