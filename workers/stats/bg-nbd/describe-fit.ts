import { covarianceFromHessian, isInterior } from '../fit-on-log-scale';
import type { MinimiseResult } from '../search';
import type { GroupedCustomers } from './group-customers';
import type { BgNbdParameters } from './likelihood';

/** A fitted BG/NBD, in the unit of time of the input. */
export interface BgNbdFit {
  kind: 'fitted';
  parameters: BgNbdParameters;
  /** Null where the likelihood does not determine the parameter. */
  standardErrors: { r: number | null; alpha: number | null; a: number | null; b: number | null };
  /** Covariance of r, alpha, a, b in this order; null on a boundary. */
  covariance: number[][] | null;
  logLikelihood: number;
  /**
   * 'boundary': the likelihood has no maximum at finite positive parameters. Either nobody seems to leave (a = 0 and
   * b = 1 are reported, r and alpha are NBD's), or the chances of leaving do not vary, or they are all or nothing.
   */
  verdict: 'converged' | 'boundary';
  /** The same model without dropout. */
  nbd: { r: number; alpha: number; logLikelihood: number };
  /** Whether dropout raises NBD's log-likelihood by at least 2; if not, there is no evidence that customers leave. */
  dropoutEvidence: boolean;
  customers: number;
}

/** Translates a solution over log parameters: four of them, or NBD's two on the no-dropout boundary. */
export function describeFit(
  grouped: GroupedCustomers,
  nbd: MinimiseResult,
  solution: MinimiseResult,
  hessian: number[][],
  dropoutEvidence: boolean,
): BgNbdFit {
  const { timeScale, customers, repeatPurchases } = grouped;
  const [r, scaledAlpha, a = 0, b = 1] = solution.point.map(Math.exp);
  const covariance = covarianceFromHessian(hessian, solution.point, [1, timeScale, 1, 1], customers);
  const interior = covariance !== null && solution.point.length === 4 && isInterior(solution.point);
  const unitShift = repeatPurchases * Math.log(timeScale);
  return {
    kind: 'fitted',
    parameters: { r, alpha: scaledAlpha * timeScale, a, b },
    standardErrors: standardErrors(covariance, interior),
    covariance: interior ? covariance : null,
    logLikelihood: -solution.value * customers - unitShift,
    verdict: interior ? 'converged' : 'boundary',
    nbd: {
      r: Math.exp(nbd.point[0]),
      alpha: Math.exp(nbd.point[1]) * timeScale,
      logLikelihood: -nbd.value * customers - unitShift,
    },
    dropoutEvidence,
    customers,
  };
}

/** On a boundary only NBD's own r and alpha have standard errors. */
function standardErrors(covariance: number[][] | null, interior: boolean): BgNbdFit['standardErrors'] {
  if (covariance === null || (!interior && covariance.length > 2))
    return { r: null, alpha: null, a: null, b: null };
  const [r, alpha, a = null, b = null] = covariance.map((row, index) => Math.sqrt(row[index]));
  return { r, alpha, a, b };
}
