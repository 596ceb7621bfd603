import type { Summary } from '../../api';
import type { BgNbdFit } from '../../stats/bg-nbd';
import type { PurchaseFitFailure } from '../../stats/purchase-history';
import type { GammaGammaFailure, GammaGammaFit } from '../../stats/gamma-gamma';
import type { ColumnTable } from '../analysis';
import type { Summaries } from './customers';
import type { FormulaValue } from './formula';
import type { HoldoutCheck, Tracking } from './holdout';
import type { Predictions } from './predict';

/** Everything that one run of the analysis has found, before it is told. */
export interface ValueTold {
  customers: Summaries;
  model: BgNbdFit | PurchaseFitFailure;
  spend: GammaGammaFit | GammaGammaFailure;
  predictions: Predictions | null;
  formula: FormulaValue;
  holdout: HoldoutCheck | null;
  tracking: Tracking | null;
  /** Of frequency and mean spend over repeat customers. */
  correlation: number | null;
  deciles: Decile[];
  margin: number;
  horizonMonths: number;
  windowDays: number;
  unit: string;
  /** The first whole week of the holdout, counted from the first observed day; null without a check. */
  holdoutFromWeek: number | null;
}

export interface Decile {
  decile: number;
  customers: number;
  clv: number;
  share: number;
  historic: number;
}

const sum = (values: ArrayLike<number | null>) =>
  Array.from(values).reduce<number>((total, value) => total + (value ?? 0), 0);

/** Tenths of the customers by predicted value, the most valuable first; empty when nothing has a value. */
export function deciles(clv: (number | null)[], revenue: Float64Array): Decile[] {
  const total = sum(clv);
  if (!(total > 0)) return [];
  const order = Uint32Array.from(clv, (_, index) => index).sort(
    (one, other) => (clv[other] ?? 0) - (clv[one] ?? 0),
  );
  return Array.from({ length: 10 }, (_, index) => {
    // ceil(n/10) customers are the top tenth, as in the definition of concentration.
    const members = order.slice(
      Math.ceil((index * order.length) / 10),
      Math.ceil(((index + 1) * order.length) / 10),
    );
    const value = sum(Array.from(members, (member) => clv[member]));
    const historic = sum(Array.from(members, (member) => revenue[member]));
    return { decile: index + 1, customers: members.length, clv: value, share: value / total, historic };
  });
}

/** The three ways to value, per customer and in total; null where a way can't tell. */
export function methodsOf({ customers, predictions, formula, margin }: ValueTold) {
  const count = customers.frequency.length;
  const historic = margin * sum(customers.revenue);
  const isValued = predictions !== null && predictions.clv.some((clv) => clv !== null);
  const modelled = isValued ? sum(predictions.clv) : null;
  const formulaTotal = formula.perCustomer === null ? null : formula.perCustomer * count;
  return [
    { method: 'historic', perCustomer: historic / count, total: historic },
    { method: 'formula', perCustomer: formula.perCustomer, total: formulaTotal },
    { method: 'model', perCustomer: modelled === null ? null : modelled / count, total: modelled },
  ];
}

export function summaryOf(told: ValueTold): Summary {
  const { customers, model, spend, formula, holdout, deciles: tenths } = told;
  const [historic, byFormula, modelled] = methodsOf(told);
  const fit = model.kind === 'fitted' ? model : null;
  const spendFit = spend.kind === 'fitted' ? spend : null;
  return {
    model: 'bgnbd',
    customers: customers.frequency.length,
    r: fit?.parameters.r ?? null,
    alpha: fit?.parameters.alpha ?? null,
    a: fit?.parameters.a ?? null,
    b: fit?.parameters.b ?? null,
    logLikelihood: fit?.logLikelihood ?? null,
    nbdLogLikelihood: fit?.nbd.logLikelihood ?? null,
    verdict: fit?.verdict ?? null,
    dropoutEvidence: fit?.dropoutEvidence ?? null,
    standardErrors: fit?.standardErrors ?? {},
    modelFailed: model.kind === 'failed' ? model.reason : null,
    spendP: spendFit?.parameters.p ?? null,
    spendQ: spendFit?.parameters.q ?? null,
    spendV: spendFit?.parameters.v ?? null,
    spendFailed: spend.kind === 'failed' ? spend.reason : spend.meanExists ? null : 'noMean',
    spendFrequencyCorrelation: told.correlation,
    totalClv: modelled.total,
    meanClv: modelled.perCustomer,
    historicTotal: historic.total,
    historicMean: historic.perCustomer,
    formulaTotal: byFormula.total,
    formulaMean: byFormula.perCustomer,
    averageOrderValue: formula.averageOrderValue,
    ordersPerYear: formula.ordersPerYear,
    expectedYears: formula.expectedYears,
    yearlyChurn: formula.yearlyChurn,
    holdoutActual: holdout?.comparison?.actualTotal ?? null,
    holdoutPredicted: holdout?.comparison?.model.total ?? null,
    holdoutMae: holdout?.comparison?.model.meanAbsoluteError ?? null,
    holdoutMaeAsBefore: holdout?.comparison?.asBefore.meanAbsoluteError ?? null,
    holdoutMaeZero: holdout?.comparison?.zero.meanAbsoluteError ?? null,
    holdoutFromWeek: told.holdoutFromWeek,
    topShare: tenths[0]?.share ?? null,
    topCustomers: tenths[0]?.customers ?? null,
    horizonMonths: told.horizonMonths,
    unit: told.unit,
  };
}

export function outputTables(told: ValueTold): Record<string, ColumnTable> {
  const { customers, predictions, holdout, tracking } = told;
  const methods = methodsOf(told);
  const rows = holdout?.byFrequency ?? [];
  const none = customers.frequency.length === 0 ? [] : Array<null>(customers.frequency.length).fill(null);
  return {
    methods: {
      method: methods.map(({ method }) => method),
      perCustomer: methods.map(({ perCustomer }) => perCustomer),
      total: methods.map(({ total }) => total),
    },
    deciles: {
      decile: Int32Array.from(told.deciles, ({ decile }) => decile),
      customers: Int32Array.from(told.deciles, (row) => row.customers),
      clv: Float64Array.from(told.deciles, ({ clv }) => clv),
      share: Float64Array.from(told.deciles, ({ share }) => share),
      historic: Float64Array.from(told.deciles, ({ historic }) => historic),
    },
    customers: {
      customer: customers.customer,
      frequency: customers.frequency,
      recency: customers.recency,
      age: customers.age,
      monetary: Array.from(customers.meanSpend, (spend, index) =>
        customers.frequency[index] > 0 ? spend : null,
      ),
      probabilityAlive: predictions?.probabilityAlive ?? none,
      expectedPurchases: predictions?.expectedPurchases ?? none,
      expectedSpend: predictions?.expectedSpend ?? none,
      clv: predictions?.clv ?? none,
      historicValue: customers.revenue.map((revenue) => revenue * told.margin),
    },
    holdout: {
      frequency: Int32Array.from(rows, ({ frequency }) => frequency),
      customers: Int32Array.from(rows, (row) => row.customers),
      actual: Float64Array.from(rows, ({ actual }) => actual),
      predicted: Float64Array.from(rows, ({ predicted }) => predicted),
    },
    tracking: {
      week: Int32Array.from(tracking?.actual ?? [], (_, index) => index + 1),
      actual: tracking?.actual ?? new Float64Array(),
      predicted: tracking?.predicted ?? new Float64Array(),
    },
  };
}
