import type { Summary } from '../../api';
import { dayToIso } from '../../model/calendar';
import type { ColumnTable } from '../analysis';
import { sum } from './customers';
import { namedColumn, reorder, reorderCodes, reorderKnown, reorderTexts } from './order-customers';
import { states } from './states';
import type { AliveTold } from './told';

/** Two-sided 95 % of the standard normal distribution. */
const quantile = 1.959963984540054;

export function summaryOf(told: AliveTold): Summary {
  const { customers, predictions, amountBasis } = told;
  const counts = Object.fromEntries(told.totals.map((row) => [row.state, row.customers]));
  const total = (values: Float64Array | null | undefined) => (values ? sum(values) : null);
  return {
    ...modelSummary(told),
    customers: customers.count,
    expectedAlive: total(predictions?.probabilityAlive),
    expectedPurchases: total(predictions?.expectedPurchases),
    ...counts,
    purchasesAtRisk: total(predictions?.purchasesAtRisk),
    valueAtRisk: total(predictions?.valueAtRisk),
    statesBy: told.basis,
    amountsBy: amountBasis,
    lapseWindowDays: told.lapseWindowDays,
    horizonMonths: told.horizonMonths,
    unit: told.unit,
  };
}

/** The parameters stand in the summary by their names; a failed fit has r and alpha as null. */
function modelSummary({ chosen: { model, fit, aic } }: AliveTold): Summary {
  if (fit.kind === 'failed') {
    const unknown = { r: null, alpha: null, logLikelihood: null, standardErrors: {} };
    return { model, ...unknown, modelFailed: fit.reason };
  }
  return {
    model,
    ...fit.parameters,
    logLikelihood: fit.logLikelihood,
    nbdLogLikelihood: fit.nbd.logLikelihood,
    aic,
    verdict: fit.verdict,
    dropoutEvidence: fit.dropoutEvidence,
    standardErrors: fit.standardErrors,
    modelFailed: null,
  };
}

export function outputTables(told: AliveTold): Record<string, ColumnTable> {
  return {
    states: stateColumns(told),
    first: customerColumns(told, told.first),
    customers: customerColumns(told, told.order),
    map: columns(told.map, [
      'purchasesFrom',
      'purchasesTo',
      'silenceFrom',
      'silenceTo',
      'customers',
      'probabilityAlive',
    ]),
    models: modelColumns(told),
    parameters: parameterColumns(told),
  };
}

type Cell = string | number | boolean | null;

/** Rows as columns, for tables of moderate length. */
function columns<Name extends string>(
  rows: readonly Record<Name, Cell>[],
  names: readonly Name[],
): ColumnTable {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name]) as (number | null)[]]));
}

function stateColumns(told: AliveTold): ColumnTable {
  const money = told.amountBasis === 'none' ? [] : (['valueAtRisk', 'revenue', 'revenueShare'] as const);
  return columns(told.totals, [
    'state',
    'customers',
    'share',
    'expectedAlive',
    'expectedPurchases',
    'purchasesAtRisk',
    ...money,
  ]);
}

/** The customers of these indexes, in this order. */
function customerColumns(told: AliveTold, order: Uint32Array): ColumnTable {
  const { customers, predictions, amountBasis, state } = told;
  const predicted = (values: Float64Array | null | undefined) =>
    values ? reorder(values, order) : Array<null>(order.length).fill(null);
  const atRisk: ColumnTable =
    amountBasis === 'none'
      ? { purchasesAtRisk: predicted(predictions?.purchasesAtRisk) }
      : { valueAtRisk: predicted(predictions?.valueAtRisk), revenue: reorderKnown(customers.revenue, order) };
  return {
    customer: reorderTexts(customers.customer, order),
    state: namedColumn(reorderCodes(state, order), states),
    probabilityAlive: predicted(predictions?.probabilityAlive),
    expectedPurchases: predicted(predictions?.expectedPurchases),
    ...atRisk,
    lastPurchase: lastPurchases(told, order),
    silenceDays: reorder(customers.silenceDays, order),
    usualGapDays: reorderKnown(customers.usualGapDays, order),
    frequency: reorder(customers.frequency, order),
  };
}

/** ISO dates, each written once for all who bought on it. */
function lastPurchases({ customers: { lastDay }, calibrationDay }: AliveTold, order: Uint32Array) {
  const first = lastDay.reduce((least, day) => Math.min(least, day), calibrationDay);
  const dates = Array.from({ length: calibrationDay - first + 1 }, (_, index) => dayToIso(first + index));
  const places = new Int32Array(lastDay).map((day) => day - first);
  return namedColumn(reorderCodes(places, order), dates);
}

/** The models that were fitted, and NBD, in which nobody leaves, as the yardstick. */
function modelColumns({ candidates, chosen }: AliveTold): ColumnTable {
  const rows = candidates.map(({ model, fit, aic }) => ({
    model: model as string,
    logLikelihood: fit.kind === 'fitted' ? fit.logLikelihood : null,
    aic,
    used: model === chosen.model,
  }));
  if (chosen.fit.kind === 'fitted') {
    const { logLikelihood } = chosen.fit.nbd;
    rows.push({ model: 'nbd', logLikelihood, aic: 4 - 2 * logLikelihood, used: false });
  }
  rows.sort((one, other) => (one.aic ?? Infinity) - (other.aic ?? Infinity));
  return columns(rows, ['model', 'logLikelihood', 'aic', 'used']);
}

/** With 95 % Wald intervals of their logarithms, since they are positive. */
function parameterColumns({ chosen: { fit } }: AliveTold): ColumnTable {
  const estimates = fit.kind === 'fitted' ? Object.entries(fit.parameters) : [];
  const rows = estimates.map(([parameter, estimate]) => {
    const standardError = fit.kind === 'fitted' ? (fit.standardErrors[parameter] ?? null) : null;
    const spread = standardError === null ? null : Math.exp((quantile * standardError) / estimate);
    const lower = spread === null ? null : estimate / spread;
    const upper = spread === null ? null : estimate * spread;
    return { parameter, estimate, standardError, lower, upper };
  });
  return columns(rows, ['parameter', 'estimate', 'standardError', 'lower', 'upper']);
}
