import type { Summary } from '../../api';
import { dayToIso } from '../../model/calendar';
import type { ColumnTable } from '../analysis';
import { columns, modelColumns, modelSummary, parameterColumns } from '../model-tables';
import { sum } from './customers';
import { knownColumn, namedColumn } from '../columns';
import { reorder, reorderCodes, reorderTexts } from './order-customers';
import { states } from './states';
import type { AliveTold } from './told';

export function summaryOf(told: AliveTold): Summary {
  const { customers, predictions, amountBasis } = told;
  const counts = Object.fromEntries(told.totals.map((row) => [row.state, row.customers]));
  const total = (values: Float64Array | null | undefined) => (values ? sum(values) : null);
  return {
    ...modelSummary(told.chosen),
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
    models: modelColumns(told.candidates, told.chosen),
    parameters: parameterColumns(told.chosen.fit.kind === 'fitted' ? [told.chosen.fit] : []),
  };
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
      : {
          valueAtRisk: predicted(predictions?.valueAtRisk),
          revenue: knownColumn(reorder(customers.revenue, order)),
        };
  return {
    customer: reorderTexts(customers.customer, order),
    state: namedColumn(reorderCodes(state, order), states),
    probabilityAlive: predicted(predictions?.probabilityAlive),
    expectedPurchases: predicted(predictions?.expectedPurchases),
    ...atRisk,
    lastPurchase: lastPurchases(told, order),
    silenceDays: reorder(customers.silenceDays, order),
    usualGapDays: knownColumn(reorder(customers.usualGapDays, order)),
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
