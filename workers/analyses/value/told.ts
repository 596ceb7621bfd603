import type { GammaGammaFailure, GammaGammaFit } from '../../stats/gamma-gamma';
import type { ModelCandidate } from '../../stats/choose-model';
import { sum, type Customers } from './customers';
import type { Decile } from './deciles';
import type { FormulaValue } from './formula';
import type { ValueGroup } from './groups';
import type { HoldoutCheck, Tracking } from './holdout';
import type { ValueInterval } from './intervals';

/** What the models predict per customer, in the order of the customers; spend and clv are null without a spend model. */
export interface Predictions {
  probabilityAlive: Float64Array;
  expectedPurchases: Float64Array;
  expectedSpend: Float64Array | null;
  value: ValueTotals | null;
}

/** Predicted value: of each customer with its interval, of all, and of those who share something. */
export interface ValueTotals {
  clv: Float64Array;
  /** Ends of the interval of each customer, where one can be given. */
  ends: { lower: Float64Array; upper: Float64Array } | null;
  total: ValueInterval;
  cohorts: ValueGroup[];
  segments: ValueGroup[];
  /** Null when no attribute groups. */
  groups: ValueGroup[] | null;
}

/** Everything that one run of the analysis has found, before it is told. */
export interface ValueTold {
  customers: Customers;
  /** Places in the list of RFM segments. */
  segments: Int32Array;
  candidates: ModelCandidate[];
  /** The one that predicts. */
  chosen: ModelCandidate;
  /** Whether it was chosen by AIC. */
  isAutomatic: boolean;
  spend: GammaGammaFit | GammaGammaFailure;
  predictions: Predictions | null;
  formula: FormulaValue;
  holdout: HoldoutCheck | null;
  tracking: Tracking | null;
  /** The first whole week of the holdout, counted from the first observed day; null without a check. */
  holdoutFromWeek: number | null;
  /** Of frequency and mean spend over repeat customers. */
  correlation: number | null;
  deciles: Decile[];
  margin: number;
  horizonMonths: number;
  windowDays: number;
  unit: string;
  groupBy: string | null;
}

/** The three ways to value, per customer and in total; null where a way can't tell. */
export function methodsOf({ customers, predictions, formula, margin }: ValueTold) {
  const count = customers.history.length;
  const historic = margin * sum(customers.revenue);
  const modelled = predictions?.value ? sum(predictions.value.clv) : null;
  const formulaTotal = formula.perCustomer === null ? null : formula.perCustomer * count;
  return [
    { method: 'historic', perCustomer: historic / count, total: historic },
    { method: 'formula', perCustomer: formula.perCustomer, total: formulaTotal },
    { method: 'model', perCustomer: modelled === null ? null : modelled / count, total: modelled },
  ];
}
