import {
  discountedLifetime,
  discountedResidualLifetime,
  expectedLifetime,
  expectedResidualLifetime,
  projectSurvival,
  survivalAfter,
  type ProjectedSurvival,
  type RetentionModel,
  type SbgFit,
} from '../../stats/sbg';

export interface Terms {
  period: string;
  /** Renewals to project beyond the last observed one. */
  horizonPeriods: number;
  discountRatePerPeriod: number;
  marginPerPeriod: number;
}

/** What is still to come from a customer who has renewed this many times; null where the sum is infinite. */
export interface RemainingRow {
  renewals: number;
  /** Customers who are there now with this many renewals behind them. */
  customers: number;
  discountedPeriods: number | null;
  expectedPeriods: number | null;
  value: number | null;
}

/** What a fitted model says of the time to come. */
export interface Prospects {
  curve: ProjectedSurvival;
  remaining: RemainingRow[];
  /** Of a new customer, the first period included. */
  lifePeriods: number | null;
  discountedLifePeriods: number | null;
  newCustomerValue: number | null;
  currentCustomers: number;
  currentValue: number | null;
  /** The part of a new customer's discounted lifetime that lies beyond the last observed renewal. */
  shareBeyond: number | null;
}

/** @param current customers by renewals behind them */
export function prospectsOf(fit: SbgFit, current: Float64Array, terms: Terms): Prospects {
  const { model, renewals } = fit;
  const { discountRatePerPeriod: discountRate, marginPerPeriod: margin } = terms;
  const observed = renewals.atRisk.length;
  const remaining = Array.from({ length: observed + 1 }, (_, renewed) => {
    const discountedPeriods = discountedResidualLifetime(model, renewed, discountRate);
    const expectedPeriods = expectedResidualLifetime(model, renewed);
    const customers = current[renewed] ?? 0;
    const value = discountedPeriods === null ? null : discountedPeriods * margin;
    return { renewals: renewed, customers, discountedPeriods, expectedPeriods, value };
  });
  const discountedLifePeriods = discountedLifetime(model, discountRate);
  const seen = discountedUpTo(model, observed, discountRate);
  const isFinite = remaining.every(({ value }) => value !== null);
  return {
    curve: projectSurvival(model, fit.covariance, observed + terms.horizonPeriods),
    remaining,
    lifePeriods: expectedLifetime(model),
    discountedLifePeriods,
    newCustomerValue: discountedLifePeriods === null ? null : discountedLifePeriods * margin,
    currentCustomers: current.reduce((sum, count) => sum + count, 0),
    currentValue: isFinite
      ? remaining.reduce((sum, { customers, value }) => sum + customers * (value ?? 0), 0)
      : null,
    shareBeyond: discountedLifePeriods === null ? null : Math.max(0, 1 - seen / discountedLifePeriods),
  };
}

/** Discounted periods of a new customer until the last observed renewal, that period included. */
function discountedUpTo(model: RetentionModel, last: number, discountRate: number): number {
  let sum = 0;
  for (let renewal = 0; renewal <= last; renewal += 1)
    sum += survivalAfter(model, renewal) / (1 + discountRate) ** renewal;
  return sum;
}
