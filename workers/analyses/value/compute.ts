import type { PeriodUnit, Scalar } from '../../api';
import { EngineError } from '../../duckdb/engine-error';
import { daysPerUnit, dayToIso, isoToDay } from '../../model/calendar';
import cutPointsSql from '../../model/rfm-cut-points.sql?raw';
import { readCutPoints, segmentsOf } from '../../model/rfm-segments';
import { bestModel, fitModels, modelIds, type ModelCandidate } from '../../stats/choose-model';
import { correlation } from '../../stats/correlation';
import { fitGammaGamma, type GammaGammaFailure, type GammaGammaFit } from '../../stats/gamma-gamma';
import type { PurchaseFit } from '../../stats/purchase-history';
import { purchaseModels, type ModelId, type PurchaseModel } from '../../stats/purchase-models';
import type { AnalysisContext, Compute } from '../analysis';
import { perCustomer, readCustomers, type Customers } from './customers';
import { deciles } from './deciles';
import { describe, warn } from './findings';
import { formulaValue } from './formula';
import { byAttribute, byCohort, bySegment } from './groups';
import { checkHoldout, trackPurchases, type HoldoutCheck, type Tracking } from './holdout';
import { ValueIntervals } from './intervals';
import { predictPurchases, predictSpend, type Purchases, type ValueTerms } from './predict';
import summarySql from './summary.sql?raw';
import { outputTables, summaryOf } from './tables';
import type { Predictions, ValueTold, ValueTotals } from './told';
import weeklySql from './weekly.sql?raw';

/** The share of the window on which the holdout check fits, unless the person sets where calibration ends. */
const calibrationShare = 3 / 4;

/** What one run works with. */
interface Run {
  context: AnalysisContext;
  params: Record<string, Scalar>;
  days: Window;
  unitDays: number;
}

/**
 * What customers are worth: so far, by formula, and by a model of purchases with Gamma-Gamma.
 * Source: definitions, "alive, value".
 */
export const compute: Compute = async (context, params) => {
  const days = windowOf(context, params);
  const unitDays = daysPerUnit[params.unit as 'day' | 'week'];
  const run = { context, params, days, unitDays };
  await context.purchases();
  const customers = await askCustomers(run, days.calibration);
  const isAutomatic = params.model === 'automatic';
  const candidates = await context.steps(
    fitModels(customers.histories, isAutomatic ? modelIds : [params.model as ModelId]),
    'fit',
  );
  const chosen = bestModel(candidates);
  const spend = await fitSpend(context, customers);
  const margin = Number(params.margin);
  const cuts = await context.query('rfm-cut-points', cutPointsSql, { as_of_day: days.asOf });
  const segments = segmentsOf(customers.silentDays, customers.orders, readCutPoints(cuts));
  const predictions = await predict(run, customers, chosen, spend, segments);
  const told: ValueTold = {
    customers,
    segments,
    candidates,
    chosen,
    isAutomatic,
    spend,
    predictions,
    formula: await formulaValue(context, margin),
    ...(await checkOnHoldout(run, customers, chosen)),
    correlation: repeatCorrelation(customers),
    deciles: predictions?.value
      ? await context.steps(deciles(predictions.value.clv, customers.revenue), 'predict')
      : [],
    margin,
    horizonMonths: Number(params.horizonMonths),
    windowDays: days.calibration - days.from,
    unit: String(params.unit),
    groupBy: params.groupBy as string | null,
  };
  return {
    summary: summaryOf(told),
    tables: outputTables(told),
    findings: describe(told),
    warnings: warn(told),
    decided: { calibrationEnd: dayToIso(days.calibration) },
  };
};

interface Window {
  from: number;
  calibration: number;
  asOf: number;
}

/** @throws EngineError `parametersInvalid` when calibration would end outside the data */
function windowOf(context: AnalysisContext, params: Record<string, Scalar>): Window {
  const [from, asOf] = [isoToDay(context.dataset.from ?? '') ?? 0, isoToDay(context.dataset.asOf ?? '') ?? 0];
  const calibration =
    params.calibrationEnd === null ? asOf : (isoToDay(String(params.calibrationEnd)) ?? asOf);
  if (calibration > from && calibration <= asOf) return { from, calibration, asOf };
  const values = { parameter: 'calibrationEnd', value: params.calibrationEnd };
  throw new EngineError('parametersInvalid', 'calibrationEnd must lie within the data.', { values });
}

async function askCustomers({ context, params, days, unitDays }: Run, until: number): Promise<Customers> {
  const table = await context.query('summary', summarySql, {
    calibration_day: until,
    as_of_day: days.asOf,
    group_by: params.groupBy ?? '',
  });
  return readCustomers(table, unitDays);
}

/** Gamma-Gamma on the repeat customers with a positive mean spend. */
function fitSpend(
  context: AnalysisContext,
  customers: Customers,
): Promise<GammaGammaFit | GammaGammaFailure> {
  const frequency = perCustomer(customers, customers.histories.frequency);
  return context.steps(fitGammaGamma({ frequency, meanSpend: customers.meanSpend }), 'fit');
}

function repeatCorrelation(customers: Customers): number | null {
  const frequency = perCustomer(customers, customers.histories.frequency);
  const isRepeat = frequency.map((x) => (x > 0 ? 1 : 0));
  return correlation(frequency, customers.meanSpend, isRepeat);
}

async function predict(
  run: Run,
  customers: Customers,
  { model, fit }: ModelCandidate,
  spend: GammaGammaFit | GammaGammaFailure,
  segments: ValueTold['segments'],
): Promise<Predictions | null> {
  if (fit.kind === 'failed') return null;
  const { context, params, unitDays } = run;
  const terms: ValueTerms = {
    horizonMonths: Number(params.horizonMonths),
    monthlyDiscountRate: Number(params.monthlyDiscountRate),
    margin: Number(params.margin),
    monthLength: daysPerUnit.month / unitDays,
  };
  const hasSpend = spend.kind === 'fitted' && spend.meanExists;
  const withIntervals = hasSpend && fit.covariance !== null;
  const purchases = await context.steps(
    predictPurchases(customers.histories, purchaseModels[model], fit.parameters, terms, withIntervals),
    'predict',
  );
  const expectedSpend = hasSpend
    ? await context.steps(predictSpend(customers, spend.parameters), 'predict')
    : null;
  return {
    probabilityAlive: perCustomer(customers, purchases.probabilityAlive),
    expectedPurchases: perCustomer(customers, purchases.expected),
    expectedSpend: expectedSpend?.perPurchase ?? null,
    value:
      expectedSpend && hasSpend
        ? totalsOf(run, { customers, segments, fit, spend, purchases, expectedSpend }, terms.margin)
        : null,
  };
}

interface Valued {
  customers: Customers;
  segments: ValueTold['segments'];
  fit: PurchaseFit<string>;
  spend: GammaGammaFit;
  purchases: Purchases;
  expectedSpend: { perPurchase: Float64Array; slopes: Float64Array };
}

function totalsOf({ context, params }: Run, valued: Valued, margin: number): ValueTotals {
  const { customers, segments, fit, spend, purchases, expectedSpend } = valued;
  const clv = perCustomer(customers, purchases.discounted);
  for (let index = 0; index < clv.length; index += 1) clv[index] *= expectedSpend.perPurchase[index] * margin;
  const covariances = fit.covariance && { purchases: fit.covariance, spend: spend.covariance };
  const intervals = new ValueIntervals(customers, clv, purchases, expectedSpend, covariances);
  return {
    clv,
    ends: intervals.ofCustomers(),
    total: intervals.ofGroups(new Int32Array(clv.length), 1)[0],
    cohorts: byCohort(customers, intervals, params.period as PeriodUnit, context.dataset.options.weekStart),
    segments: bySegment(segments, intervals),
    groups: params.groupBy === null ? null : byAttribute(customers, intervals),
  };
}

interface Checked {
  holdout: HoldoutCheck | null;
  tracking: Tracking | null;
  holdoutFromWeek: number | null;
}

/** With calibration until the last day there is nothing to compare with, so the check fits on the first part of the window. */
async function checkOnHoldout(
  run: Run,
  fittedCustomers: Customers,
  { model, fit: fitted }: ModelCandidate,
): Promise<Checked> {
  const { context, days, unitDays } = run;
  const isSet = days.calibration < days.asOf;
  const calibration = isSet
    ? days.calibration
    : Math.floor(days.from + calibrationShare * (days.asOf - days.from));
  const customers = isSet ? fittedCustomers : await askCustomers(run, calibration);
  const formulas: PurchaseModel = purchaseModels[model];
  const fit = isSet ? fitted : await context.steps(formulas.fit(customers.histories), 'fit');
  if (fit.kind === 'failed') return { holdout: null, tracking: null, holdoutFromWeek: null };
  const holdoutLength = (days.asOf - calibration) / unitDays;
  const holdout = await context.steps(
    checkHoldout(customers, formulas, fit.parameters, holdoutLength),
    'predict',
  );
  const weeks = Math.floor((days.asOf - days.from + 1) / 7);
  const actual = await askWeekly(run, calibration, weeks);
  const tracked = trackPurchases(customers.firstDay, formulas, fit.parameters, days.from, weeks, unitDays);
  const predicted = await context.steps(tracked, 'predict');
  const holdoutFromWeek = Math.ceil((calibration - days.from + 1) / 7) + 1;
  return { holdout, tracking: { actual, predicted }, holdoutFromWeek };
}

/** Cumulative repeat purchases at the end of each week. */
async function askWeekly({ context, days }: Run, calibration: number, weeks: number): Promise<Float64Array> {
  const rows = await context.query('weekly', weeklySql, {
    calibration_day: calibration,
    from_day: days.from,
  });
  const actual = new Float64Array(weeks);
  for (const row of rows)
    if (Number(row.week) <= weeks) actual[Number(row.week) - 1] = Number(row.repeat_purchases);
  for (let week = 1; week < weeks; week += 1) actual[week] += actual[week - 1];
  return actual;
}
