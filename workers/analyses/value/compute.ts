import type { Scalar } from '../../api';
import { daysPerUnit, dayToIso, isoToDay } from '../../model/calendar';
import { fitBgNbd, type BgNbdFit } from '../../stats/bg-nbd';
import type { PurchaseFitFailure } from '../../stats/purchase-history';
import { correlation } from '../../stats/correlation';
import { fitGammaGamma, type GammaGammaFailure, type GammaGammaFit } from '../../stats/gamma-gamma';
import { EngineError } from '../../duckdb/engine-error';
import type { AnalysisContext, Compute } from '../analysis';
import { readSummaries, type Summaries } from './customers';
import { describe, warn } from './findings';
import { formulaValue } from './formula';
import { checkHoldout, trackPurchases, type HoldoutCheck, type Tracking } from './holdout';
import { predictValues, type Predictions } from './predict';
import summarySql from './summary.sql?raw';
import { deciles, outputTables, summaryOf } from './tables';
import weeklySql from './weekly.sql?raw';

/** The share of the window on which the holdout check fits, unless the person sets where calibration ends. */
const calibrationShare = 3 / 4;

interface Fitted {
  customers: Summaries;
  model: BgNbdFit | PurchaseFitFailure;
}

/** What customers are worth: so far, by formula, and by BG/NBD with Gamma-Gamma. Source: definitions, "alive, value". */
export const compute: Compute = async (context, params) => {
  const days = windowOf(context, params);
  await context.purchases();
  const unitDays = daysPerUnit[params.unit as 'day' | 'week'];
  const fitted = await fitAt(context, days.calibration, unitDays);
  const { customers, model } = fitted;
  const spend = await fitSpend(context, customers);
  const terms = {
    horizonMonths: Number(params.horizonMonths),
    monthlyDiscountRate: Number(params.monthlyDiscountRate),
    margin: Number(params.margin),
    monthLength: daysPerUnit.month / unitDays,
  };
  const parameters = model.kind === 'fitted' ? model.parameters : null;
  const spendParameters = spend.kind === 'fitted' && spend.meanExists ? spend.parameters : null;
  const predictions: Predictions | null =
    parameters &&
    (await context.steps(predictValues(customers, parameters, spendParameters, terms), 'predict'));
  const check = await holdoutOf(context, fitted, days, unitDays);
  const formula = await formulaValue(context, terms.margin);
  const told = {
    customers,
    model,
    spend,
    predictions,
    formula,
    holdout: check.holdout,
    tracking: check.tracking,
    holdoutFromWeek: check.holdoutFromWeek,
    correlation: repeatCorrelation(customers),
    deciles: predictions ? deciles(predictions.clv, customers.revenue) : [],
    margin: terms.margin,
    horizonMonths: terms.horizonMonths,
    windowDays: days.calibration - days.from,
    unit: String(params.unit),
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

async function fitAt(context: AnalysisContext, calibrationDay: number, unitDays: number): Promise<Fitted> {
  const table = await context.query('summary', summarySql, { calibration_day: calibrationDay });
  const customers = readSummaries(table, unitDays);
  return { customers, model: await context.steps(fitBgNbd(customers), 'fit') };
}

/** Gamma-Gamma on the repeat customers with a positive mean spend. */
async function fitSpend(
  context: AnalysisContext,
  customers: Summaries,
): Promise<GammaGammaFit | GammaGammaFailure> {
  const { frequency, meanSpend } = customers;
  return context.steps(fitGammaGamma({ frequency, meanSpend }), 'fit');
}

function repeatCorrelation({ frequency, meanSpend }: Summaries): number | null {
  const repeat = frequency.map((_, index) => index).filter((index) => frequency[index] > 0);
  return correlation(
    repeat.map((index) => frequency[index]),
    repeat.map((index) => meanSpend[index]),
  );
}

/** With calibration until the last day there is nothing to compare with, so the check fits on the first part of the window. */
async function holdoutOf(
  context: AnalysisContext,
  fitted: Fitted,
  days: Window,
  unitDays: number,
): Promise<{ holdout: HoldoutCheck | null; tracking: Tracking | null; holdoutFromWeek: number | null }> {
  const isSet = days.calibration < days.asOf;
  const calibration = isSet
    ? days.calibration
    : Math.floor(days.from + calibrationShare * (days.asOf - days.from));
  const { customers, model } = isSet ? fitted : await fitAt(context, calibration, unitDays);
  if (model.kind === 'failed') return { holdout: null, tracking: null, holdoutFromWeek: null };
  const holdoutLength = (days.asOf - calibration) / unitDays;
  const holdout = await context.steps(checkHoldout(customers, model.parameters, holdoutLength), 'predict');
  const weeks = Math.floor((days.asOf - days.from + 1) / 7);
  const rows = await context.query('weekly', weeklySql, {
    calibration_day: calibration,
    from_day: days.from,
  });
  const actual = new Float64Array(weeks);
  for (const row of rows)
    if (Number(row.week) <= weeks) actual[Number(row.week) - 1] = Number(row.repeat_purchases);
  for (let week = 1; week < weeks; week += 1) actual[week] += actual[week - 1];
  const tracked = trackPurchases(customers.firstDay, model.parameters, days.from, weeks, unitDays);
  const predicted = await context.steps(tracked, 'predict');
  const holdoutFromWeek = Math.ceil((calibration - days.from + 1) / 7) + 1;
  return { holdout, tracking: { actual, predicted }, holdoutFromWeek };
}
