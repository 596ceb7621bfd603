import type { ModelCandidate } from '../../stats/choose-model';
import { sum, type Customers } from './customers';
import type { MapCell } from './recency-map';
import { states, type Basis, type State } from './states';

/** What the model expects of each customer over the horizon. */
export interface Predictions {
  probabilityAlive: Float64Array;
  /** The same on the day of the last purchase. */
  atLastPurchase: Float64Array;
  expectedPurchases: Float64Array;
  /** Purchases that a customer would be expected to make if surely still there, times the chance that they have left. */
  purchasesAtRisk: Float64Array;
  /** The same in money; null without amounts. */
  valueAtRisk: Float64Array | null;
}

/** What an expected purchase is taken to be worth: Gamma-Gamma's mean, or the mean amount so far; none without amounts. */
export type AmountBasis = 'gammaGamma' | 'meanAmount' | 'none';

/** Everything that one run of the analysis has found, before it is told. */
export interface AliveTold {
  customers: Customers;
  candidates: ModelCandidate[];
  /** The one that predicts. */
  chosen: ModelCandidate;
  /** Whether it was chosen by AIC. */
  isAutomatic: boolean;
  basis: Basis;
  predictions: Predictions | null;
  amountBasis: AmountBasis;
  /** Why Gamma-Gamma was not used; null where it was, or without amounts. */
  spendFailed: string | null;
  /** Indexes into `states`. */
  state: Int32Array;
  totals: StateTotals[];
  /** All customers as they are listed, and the first of those to call. */
  order: Uint32Array;
  first: Uint32Array;
  map: MapCell[];
  horizonMonths: number;
  lapseWindowDays: number;
  calibrationDay: number;
  windowDays: number;
  unit: string;
}

/** What the customers in one state come to; null where nothing can be said. */
export interface StateTotals {
  state: State;
  customers: number;
  share: number;
  expectedAlive: number | null;
  expectedPurchases: number | null;
  purchasesAtRisk: number | null;
  valueAtRisk: number | null;
  revenue: number | null;
  revenueShare: number | null;
}

/** Sums over the customers in each state, in the order of `states`. */
export function totalsByState(
  customers: Customers,
  predictions: Predictions | null,
  state: Int32Array,
  hasAmount: boolean,
): StateTotals[] {
  const sums = (values: Float64Array | null | undefined): number[] | null => {
    if (!values) return null;
    const totals = states.map(() => 0);
    values.forEach((value, index) => (totals[state[index]] += Number.isNaN(value) ? 0 : value));
    return totals;
  };
  const counts = states.map(() => 0);
  state.forEach((place) => (counts[place] += 1));
  const alive = sums(predictions?.probabilityAlive);
  const purchases = sums(predictions?.expectedPurchases);
  const purchasesAtRisk = sums(predictions?.purchasesAtRisk);
  const valueAtRisk = sums(predictions?.valueAtRisk);
  const revenue = hasAmount ? sums(customers.revenue) : null;
  const totalRevenue = hasAmount ? sum(customers.revenue) : 0;
  return states.map((name, place) => ({
    state: name,
    customers: counts[place],
    share: counts[place] / customers.count,
    expectedAlive: alive?.[place] ?? null,
    expectedPurchases: purchases?.[place] ?? null,
    purchasesAtRisk: purchasesAtRisk?.[place] ?? null,
    valueAtRisk: valueAtRisk?.[place] ?? null,
    revenue: revenue?.[place] ?? null,
    revenueShare: revenue && totalRevenue > 0 ? revenue[place] / totalRevenue : null,
  }));
}
