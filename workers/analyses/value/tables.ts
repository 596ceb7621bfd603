import type { Summary } from '../../api';
import { segments as segmentNames } from '../../model/rfm-segments';
import type { ColumnTable } from '../analysis';
import { knownColumn, namedColumn } from '../columns';
import { columns, modelColumns, modelSummary, parameterColumns } from '../model-tables';
import { perCustomer } from './customers';
import { gini } from './deciles';
import type { ValueGroup } from './groups';
import { methodsOf, type ValueTold } from './told';

export function summaryOf(told: ValueTold): Summary {
  const { customers, holdout, predictions, deciles: tenths } = told;
  const [historic, byFormula, modelled] = methodsOf(told);
  const comparison = holdout?.comparison ?? null;
  return {
    customers: customers.history.length,
    ...modelSummary(told.chosen),
    ...spendSummary(told),
    totalClv: modelled.total,
    totalClvLower: predictions?.value?.total.lower ?? null,
    totalClvUpper: predictions?.value?.total.upper ?? null,
    meanClv: modelled.perCustomer,
    historicTotal: historic.total,
    historicMean: historic.perCustomer,
    formulaTotal: byFormula.total,
    formulaMean: byFormula.perCustomer,
    averageOrderValue: told.formula.averageOrderValue,
    ordersPerYear: told.formula.ordersPerYear,
    expectedYears: told.formula.expectedYears,
    yearlyChurn: told.formula.yearlyChurn,
    holdoutActual: comparison?.actualTotal ?? null,
    holdoutPredicted: comparison?.model.total ?? null,
    holdoutMae: comparison?.model.meanAbsoluteError ?? null,
    holdoutMaeAsBefore: comparison?.asBefore.meanAbsoluteError ?? null,
    holdoutMaeZero: comparison?.zero.meanAbsoluteError ?? null,
    holdoutFromWeek: told.holdoutFromWeek,
    topShare: tenths[0]?.share ?? null,
    topCustomers: tenths[0]?.customers ?? null,
    gini: predictions?.value ? gini(predictions.value.clv) : null,
    horizonMonths: told.horizonMonths,
    unit: told.unit,
  };
}

/** Of purchases and of spend, where fitted. */
function fitsOf({ chosen, spend }: ValueTold) {
  const spendFit = spend.kind === 'fitted' && {
    parameters: { ...spend.parameters },
    standardErrors: { ...spend.standardErrors },
  };
  return [...(chosen.fit.kind === 'fitted' ? [chosen.fit] : []), ...(spendFit ? [spendFit] : [])];
}

function spendSummary({ spend, correlation }: ValueTold): Summary {
  const fit = spend.kind === 'fitted' ? spend : null;
  return {
    spendP: fit?.parameters.p ?? null,
    spendQ: fit?.parameters.q ?? null,
    spendV: fit?.parameters.v ?? null,
    spendFailed: spend.kind === 'failed' ? spend.reason : spend.meanExists ? null : 'noMean',
    spendFrequencyCorrelation: correlation,
  };
}

export function outputTables(told: ValueTold): Record<string, ColumnTable> {
  const value = told.predictions?.value ?? null;
  return {
    methods: columns(methodsOf(told), ['method', 'perCustomer', 'total']),
    segments: groupColumns('segment', value?.segments ?? []),
    cohorts: groupColumns('cohort', value?.cohorts ?? []),
    ...(value?.groups ? { groups: groupColumns('group', value.groups) } : {}),
    deciles: columns(told.deciles, ['decile', 'customers', 'clv', 'share', 'historic']),
    customers: customerColumns(told),
    models: modelColumns(told.candidates, told.chosen),
    parameters: parameterColumns(fitsOf(told)),
    checks: checkColumns(told),
    holdout: columns(told.holdout?.byFrequency ?? [], ['frequency', 'customers', 'actual', 'predicted']),
    tracking: {
      week: Int32Array.from(told.tracking?.actual ?? [], (_, index) => index + 1),
      actual: told.tracking?.actual ?? new Float64Array(),
      predicted: told.tracking?.predicted ?? new Float64Array(),
    },
  };
}

function groupColumns(key: string, groups: readonly ValueGroup[]): ColumnTable {
  return {
    [key]: groups.map(({ name }) => name),
    ...columns(groups, ['customers', 'totalClv', 'meanClv', 'meanLower', 'meanUpper', 'share']),
  };
}

function customerColumns({ customers, segments, predictions, margin }: ValueTold): ColumnTable {
  const none = Array<null>(customers.history.length).fill(null);
  const frequency = perCustomer(customers, customers.histories.frequency);
  return {
    customer: customers.customer,
    frequency,
    recency: perCustomer(customers, customers.histories.recency),
    age: perCustomer(customers, customers.histories.age),
    monetary: knownColumn(customers.meanSpend.map((spend, index) => (frequency[index] > 0 ? spend : NaN))),
    probabilityAlive: predictions?.probabilityAlive ?? none,
    expectedPurchases: predictions?.expectedPurchases ?? none,
    expectedSpend: predictions?.expectedSpend ?? none,
    clv: predictions?.value?.clv ?? none,
    clvLower: predictions?.value?.ends?.lower ?? none,
    clvUpper: predictions?.value?.ends?.upper ?? none,
    historicValue: customers.revenue.map((revenue) => revenue * margin),
    segment: namedColumn(segments, segmentNames),
  };
}

/** The model against the two naïve rules, on the holdout. */
function checkColumns({ holdout }: ValueTold): ColumnTable {
  const comparison = holdout?.comparison ?? null;
  const rules = comparison === null ? [] : (['model', 'asBefore', 'zero'] as const);
  const rows = rules.map((rule) => {
    const { total, meanAbsoluteError, rootMeanSquareError } = comparison![rule];
    const actual = comparison!.actualTotal;
    const totalErrorRate = actual > 0 ? total / actual - 1 : null;
    return { rule, predicted: total, actual, totalErrorRate, meanAbsoluteError, rootMeanSquareError };
  });
  return columns(rows, [
    'rule',
    'predicted',
    'actual',
    'totalErrorRate',
    'meanAbsoluteError',
    'rootMeanSquareError',
  ]);
}
