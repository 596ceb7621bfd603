import { covarianceFromHessian, isInterior } from '../fit-on-log-scale';
import type { MinimiseResult } from '../search';
import type { GroupedCustomers } from './group-customers';
import type { ModelShape } from './model-shape';

/** Parameters by name, in the unit of time of the input. */
export type Parameters<Name extends string> = Record<Name, number>;

/** A fitted model of purchases and dropout, in the unit of time of the input. */
export interface PurchaseFit<Name extends string> {
  kind: 'fitted';
  parameters: Parameters<Name>;
  /** Null where the likelihood does not determine the parameter. */
  standardErrors: Record<Name, number | null>;
  /** Covariance of the parameters in the model's order; null on a boundary. */
  covariance: number[][] | null;
  logLikelihood: number;
  /**
   * 'boundary': the likelihood has no maximum at finite positive parameters. Either nobody seems to leave (the model's
   * `withoutDropout` is reported, r and alpha are NBD's), or the chances of leaving do not vary, or they are all or
   * nothing.
   */
  verdict: 'converged' | 'boundary';
  /** The same model without dropout. */
  nbd: { r: number; alpha: number; logLikelihood: number };
  /** Whether dropout raises NBD's log-likelihood by at least 2; if not, there is no evidence that customers leave. */
  dropoutEvidence: boolean;
  customers: number;
}

/** Translates a solution over log parameters: the model's own, or NBD's two on the no-dropout boundary. */
export function describeFit<Name extends string>(
  shape: ModelShape<Name>,
  grouped: GroupedCustomers,
  nbd: MinimiseResult,
  solution: MinimiseResult,
  hessian: number[][],
  dropoutEvidence: boolean,
): PurchaseFit<Name> {
  const { timeScale, customers, repeatPurchases } = grouped;
  const units = shape.names.map((name) => (shape.times.includes(name) ? timeScale : 1));
  const found = Array.from(solution.point, (coordinate, index) => Math.exp(coordinate) * units[index]);
  const values = shape.names.map((name, index) => found[index] ?? shape.withoutDropout[name] ?? 0);
  const covariance = covarianceFromHessian(hessian, solution.point, units, customers);
  const isInside = covariance !== null && found.length === shape.names.length && isInterior(solution.point);
  const unitShift = repeatPurchases * Math.log(timeScale);
  return {
    kind: 'fitted',
    parameters: byName(shape, values),
    standardErrors: byName(shape, standardErrors(covariance, isInside, values.length)),
    covariance: isInside ? covariance : null,
    logLikelihood: -solution.value * customers - unitShift,
    verdict: isInside ? 'converged' : 'boundary',
    nbd: {
      r: Math.exp(nbd.point[0]),
      alpha: Math.exp(nbd.point[1]) * timeScale,
      logLikelihood: -nbd.value * customers - unitShift,
    },
    dropoutEvidence,
    customers,
  };
}

function byName<Name extends string, Value>(
  { names }: ModelShape<Name>,
  values: readonly Value[],
): Record<Name, Value> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]])) as Record<Name, Value>;
}

/** On a boundary only NBD's own r and alpha have standard errors. */
function standardErrors(covariance: number[][] | null, isInside: boolean, count: number): (number | null)[] {
  const isKnown = covariance !== null && (isInside || covariance.length === 2);
  return Array.from({ length: count }, (_, index) =>
    isKnown && index < covariance.length ? Math.sqrt(covariance[index][index]) : null,
  );
}
