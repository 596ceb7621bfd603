import type { Finding, Scalar } from '../../api';
import { sum } from './customers';
import { methodsOf, type ValueTold } from './told';

const fewRepeatCustomers = 100;
/** Below this the window holds too little of a year's seasons to look a year ahead. */
const shortWindowDays = 180;
const strongCorrelation = 0.3;
/** A group smaller than this is not compared with others. */
const smallGroup = 20;
/** Total errors on the holdout up to which, and from which, the predictions are called good and rough. */
const [goodError, roughError] = [0.1, 0.25];

export function describe(told: ValueTold): Finding[] {
  return [
    ...totalFinding(told),
    ...topFinding(told),
    ...segmentFinding(told),
    ...methodsFinding(told),
    ...modelFinding(told),
    ...dropoutFinding(told),
    ...holdoutFinding(told),
  ];
}

function totalFinding({ predictions, horizonMonths, customers }: ValueTold): Finding[] {
  const total = predictions?.value?.total;
  if (!total) return [];
  const count = customers.history.length;
  const values: Record<string, Scalar> = {
    customers: count,
    totalClv: total.clv,
    meanClv: total.clv / count,
    horizonMonths,
    hasInterval: total.lower === null ? 'no' : 'yes',
    totalLower: total.lower ?? total.clv,
    totalUpper: total.upper ?? total.clv,
  };
  return [{ code: 'totalValue', values }];
}

function topFinding({ deciles }: ValueTold): Finding[] {
  if (deciles.length === 0) return [];
  const [{ customers, share }] = deciles;
  return [{ code: 'topShare', values: { topCustomers: customers, topShare: share } }];
}

/** The segment that holds most of the value, among those with enough customers. */
function segmentFinding({ predictions }: ValueTold): Finding[] {
  const segments = (predictions?.value?.segments ?? []).filter(({ customers }) => customers >= smallGroup);
  if (segments.length < 2) return [];
  const { name, customers, share, meanClv } = segments.toSorted(
    (one, other) => other.totalClv - one.totalClv,
  )[0];
  return [{ code: 'segmentValue', values: { segment: name, customers, share, segmentMean: meanClv } }];
}

function methodsFinding(told: ValueTold): Finding[] {
  const [historic, formula, modelled] = methodsOf(told);
  if (modelled.perCustomer === null) return [];
  const values = {
    historicMean: historic.perCustomer,
    formulaMean: formula.perCustomer ?? 0,
    hasFormula: formula.perCustomer === null ? 'no' : 'yes',
    meanClv: modelled.perCustomer,
  };
  return [{ code: 'methods', values }];
}

/** Which model was chosen, and how clearly. Not told where somebody chose it. */
function modelFinding({ isAutomatic, candidates, chosen }: ValueTold): Finding[] {
  if (!isAutomatic || chosen.aic === null) return [];
  const others = candidates.filter((candidate) => candidate !== chosen && candidate.aic !== null);
  const second = others.toSorted((one, other) => (one.aic ?? 0) - (other.aic ?? 0))[0];
  if (!second) return [];
  const difference = (second.aic ?? 0) - chosen.aic;
  const values = {
    model: chosen.model,
    second: second.model,
    difference,
    // The usual reading of differences in AIC: under two, both are supported alike (Burnham & Anderson 2002).
    isClear: difference >= 2 ? 'yes' : 'no',
  };
  return [{ code: 'modelChosen', values }];
}

function dropoutFinding({ chosen: { fit } }: ValueTold): Finding[] {
  if (fit.kind === 'failed' || fit.dropoutEvidence) return [];
  const gain = Math.max(0, fit.logLikelihood - fit.nbd.logLikelihood);
  return [{ code: 'noDropout', values: { gain, customers: fit.customers } }];
}

function holdoutFinding({ holdout }: ValueTold): Finding[] {
  const comparison = holdout?.comparison;
  if (!comparison || comparison.actualTotal === 0) return [];
  const { actualTotal: actual, model, asBefore, zero } = comparison;
  const error = model.total / actual - 1;
  const isBetter = model.meanAbsoluteError < asBefore.meanAbsoluteError;
  const size = Math.abs(error);
  const trust = size <= goodError && isBetter ? 'good' : size > roughError || !isBetter ? 'rough' : 'fair';
  const values = {
    actual,
    predicted: model.total,
    error,
    meanError: model.meanAbsoluteError,
    asBeforeError: asBefore.meanAbsoluteError,
    zeroError: zero.meanAbsoluteError,
    better: isBetter ? 'yes' : 'no',
  };
  return [
    { code: 'holdout', values },
    { code: 'trust', values: { trust } },
  ];
}

export function warn(told: ValueTold): Finding[] {
  const { customers, chosen, spend, correlation, windowDays } = told;
  const { frequency, count } = customers.histories;
  const repeatCustomers = sum(count.filter((_, index) => frequency[index] > 0));
  const oneTimeCustomers = customers.history.length - repeatCustomers;
  const spendProblem = spend.kind === 'failed' ? spend.reason : spend.meanExists ? null : 'noMean';
  const { fit, model } = chosen;
  const isFitted = fit.kind === 'fitted';
  const warnings: (Finding | false | null)[] = [
    fit.kind === 'failed' && { code: 'modelFailed', values: { reason: fit.reason } },
    isFitted && fit.dropoutEvidence && fit.verdict === 'boundary' && { code: 'boundaryFit', values: {} },
    spendProblem !== null && { code: 'spendModelFailed', values: { reason: spendProblem } },
    spend.kind === 'fitted' &&
      spend.excluded > 0 && { code: 'spendExcluded', values: { customers: spend.excluded } },
    correlation !== null &&
      Math.abs(correlation) > strongCorrelation && { code: 'spendCorrelated', values: { correlation } },
    repeatCustomers < fewRepeatCustomers && { code: 'fewRepeatCustomers', values: { repeatCustomers } },
    isFitted &&
      model === 'bgnbd' &&
      oneTimeCustomers > 0 && { code: 'oneTimeAlive', values: { oneTimeCustomers } },
    windowDays < shortWindowDays && { code: 'windowShort', values: { days: windowDays } },
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}
