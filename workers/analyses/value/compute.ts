import type { PeriodUnit } from '../../api';
import { daysPerUnit, dayToIso } from '../../model/calendar';
import cutPointsSql from '../../model/rfm-cut-points.sql?raw';
import { readCutPoints, segmentsOf } from '../../model/rfm-segments';
import { bestModel, fitModels, modelIds, type ModelCandidate } from '../../stats/choose-model';
import { correlation } from '../../stats/correlation';
import { fitGammaGamma, type GammaGammaFailure, type GammaGammaFit } from '../../stats/gamma-gamma';
import type { PurchaseFit } from '../../stats/purchase-history';
import { purchaseModels, type ModelId } from '../../stats/purchase-models';
import type { AnalysisContext, Compute } from '../analysis';
import { checkOnHoldout } from './check-on-holdout';
import { perCustomer, type Customers } from './customers';
import { deciles } from './deciles';
import { describe, warn } from './findings';
import { formulaValue } from './formula';
import { byAttribute, byCohort, bySegment } from './groups';
import { ValueIntervals } from './intervals';
import { predictPurchases, predictSpend, type Purchases, type ValueTerms } from './predict';
import { askCustomers, windowOf, type Run } from './run';
import { outputTables, summaryOf } from './tables';
import type { Predictions, ValueTold, ValueTotals } from './told';

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
