import type { Scalar } from '../../api';
import { EngineError } from '../../duckdb/engine-error';
import { daysPerUnit, dayToIso, isoToDay } from '../../model/calendar';
import { lapseWindow } from '../../model/lapse-window';
import { bestModel, fitModels, modelIds, type ModelCandidate } from '../../stats/choose-model';
import { fitGammaGamma } from '../../stats/gamma-gamma';
import { purchaseModels, type ModelId } from '../../stats/purchase-models';
import { orderDescending } from '../../stats/order-descending';
import { orderByRank } from '../../stats/rank-values';
import type { AnalysisContext, Compute } from '../analysis';
import { readCustomers, type Customers } from './customers';
import { describe, warn } from './findings';
import historiesSql from './histories.sql?raw';
import { meanAmounts, predictAmounts, predictHistories } from './predict';
import { recencyMap } from './recency-map';
import { states, statesOf, type Basis } from './states';
import { outputTables, summaryOf } from './tables';
import { totalsByState, type AliveTold, type AmountBasis, type Predictions } from './told';

/** As many as can be called in a day. */
const firstToCall = 10;

/**
 * Who is a customer still, by a model of purchases and dropout, and who is about to leave.
 * Source: definitions, "alive, value" and "lapsed, rhythm".
 */
export const compute: Compute = async (context, params) => {
  const { from, calibration } = windowOf(context, params);
  const unitDays = daysPerUnit[params.unit as 'day' | 'week'];
  await context.purchases();
  const table = await context.query('histories', historiesSql, { calibration_day: calibration });
  const customers = readCustomers(table, calibration, unitDays);
  const isAutomatic = params.model === 'automatic';
  const candidates = await context.steps(
    fitModels(customers.histories, isAutomatic ? modelIds : [params.model as ModelId]),
    'fit',
  );
  const chosen = bestModel(candidates);
  const basis = basisOf(chosen);
  const amounts = await askAmounts(context, customers);
  const horizonMonths = Number(params.horizonMonths);
  const horizon = (horizonMonths * daysPerUnit.month) / unitDays;
  const predictions = await predict(context, customers, chosen, amounts.perPurchase, horizon);
  const { days: lapseWindowDays } = await lapseWindow(context, null, 'month');
  const state = statesOf(basis, customers, predictions, lapseWindowDays);
  const order = await orderOf(context, customers, { basis, predictions, state, amountBasis: amounts.basis });
  const told: AliveTold = {
    customers,
    candidates,
    chosen,
    isAutomatic,
    basis,
    predictions,
    amountBasis: amounts.basis,
    spendFailed: amounts.failed,
    state,
    totals: totalsByState(customers, predictions, state, amounts.basis !== 'none'),
    order,
    first: order.filter((index) => isLeaving(state[index])).slice(0, firstToCall),
    map: recencyMap(customers, predictions?.probabilityAlive ?? null),
    horizonMonths,
    lapseWindowDays,
    calibrationDay: calibration,
    windowDays: calibration - from,
    unit: String(params.unit),
  };
  return {
    summary: summaryOf(told),
    tables: outputTables(told),
    findings: describe(told),
    warnings: warn(told),
    decided: { calibrationEnd: dayToIso(calibration) },
  };
};

/** @throws EngineError `parametersInvalid` when calibration would end outside the data */
function windowOf(context: AnalysisContext, params: Record<string, Scalar>) {
  const [from, asOf] = [isoToDay(context.dataset.from ?? '') ?? 0, isoToDay(context.dataset.asOf ?? '') ?? 0];
  const set = params.calibrationEnd;
  const calibration = set === null ? asOf : (isoToDay(String(set)) ?? asOf);
  if (calibration >= from && calibration <= asOf) return { from, calibration };
  throw new EngineError('parametersInvalid', 'calibrationEnd must lie within the data.', {
    values: { parameter: 'calibrationEnd', value: set },
  });
}

/** Whether somebody in this state may still be won back. */
function isLeaving(state: number): boolean {
  return states[state] === 'slowingDown' || states[state] === 'aboutToLeave';
}

function basisOf({ fit }: ModelCandidate): Basis {
  if (fit.kind === 'failed') return 'silence';
  return fit.dropoutEvidence ? 'probability' : 'rhythm';
}

interface Amounts {
  basis: AmountBasis;
  perPurchase: Float64Array | null;
  /** Why Gamma-Gamma is not used. */
  failed: string | null;
}

/** What a coming purchase of each customer is expected to be worth. */
async function askAmounts(context: AnalysisContext, customers: Customers): Promise<Amounts> {
  if (context.dataset.revenue === null) return { basis: 'none', perPurchase: null, failed: null };
  const { frequency, meanRepeatAmount } = customers;
  const meanSpend = meanRepeatAmount.map((amount) => (Number.isNaN(amount) ? 0 : amount));
  const spend = await context.steps(fitGammaGamma({ frequency, meanSpend }), 'fit');
  if (spend.kind === 'fitted' && spend.meanExists) {
    const perPurchase = await context.steps(
      predictAmounts({ ...customers, meanRepeatAmount: meanSpend }, spend.parameters),
      'predict',
    );
    return { basis: 'gammaGamma', perPurchase, failed: null };
  }
  const failed = spend.kind === 'failed' ? spend.reason : 'noMean';
  return { basis: 'meanAmount', perPurchase: meanAmounts(customers), failed };
}

async function predict(
  context: AnalysisContext,
  { count, history, histories }: Customers,
  { model, fit }: ModelCandidate,
  perPurchase: Float64Array | null,
  horizon: number,
): Promise<Predictions | null> {
  if (fit.kind === 'failed') return null;
  const ofHistory = await context.steps(
    predictHistories(histories, purchaseModels[model], fit.parameters, horizon),
    'predict',
  );
  const predictions: Predictions = {
    probabilityAlive: new Float64Array(count),
    atLastPurchase: new Float64Array(count),
    expectedPurchases: new Float64Array(count),
    purchasesAtRisk: new Float64Array(count),
    valueAtRisk: perPurchase && new Float64Array(count),
  };
  for (let index = 0; index < count; index += 1) {
    const alive = ofHistory.probabilityAlive[history[index]];
    const ifAlive = ofHistory.purchasesIfAlive[history[index]];
    predictions.probabilityAlive[index] = alive;
    predictions.atLastPurchase[index] = ofHistory.atLastPurchase[history[index]];
    predictions.expectedPurchases[index] = alive * ifAlive;
    predictions.purchasesAtRisk[index] = (1 - alive) * ifAlive;
    if (perPurchase) predictions.valueAtRisk![index] = (1 - alive) * ifAlive * perPurchase[index];
  }
  return predictions;
}

/**
 * The customers as they are listed: by value at risk. Without evidence that anybody leaves there is none; then those who
 * are slowing down come first, and the best customers of a state before the others.
 */
async function orderOf(
  context: AnalysisContext,
  customers: Customers,
  {
    basis,
    predictions,
    state,
    amountBasis,
  }: Pick<AliveTold, 'basis' | 'predictions' | 'state' | 'amountBasis'>,
): Promise<Uint32Array> {
  if (basis === 'probability' && predictions)
    return context.steps(orderDescending(predictions.valueAtRisk ?? predictions.purchasesAtRisk), 'predict');
  const worth = amountBasis === 'none' ? customers.frequency : customers.revenue;
  const byWorth = await context.steps(orderDescending(worth.map((value) => value || 0)), 'predict');
  const urgency = state.map((place) => (isLeaving(place) ? 0 : states[place] === 'gone' ? 1 : 2));
  return orderByRank(byWorth, urgency, 3);
}
