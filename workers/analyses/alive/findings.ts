import type { Finding } from '../../api';
import type { AliveTold, StateTotals } from './told';

const fewRepeatCustomers = 100;
/** Below this most silences are too short to mean anything. */
const shortWindowDays = 180;

export function describe(told: AliveTold): Finding[] {
  const { totals } = told;
  const of = (state: StateTotals['state']) => totals.find((row) => row.state === state)!;
  const [slowing, leaving, gone] = [of('slowingDown'), of('aboutToLeave'), of('gone')];
  if (told.basis === 'silence') return silenceFinding(told, slowing, gone);
  return [
    ...stillThere(told),
    ...dropoutFinding(told, slowing),
    ...leavingFinding(told, slowing, leaving),
    ...goneFinding(told, gone),
    ...nextPeriod(told, totals),
    ...oneTimeFinding(told),
    ...modelFinding(told),
  ];
}

/** Without a model: who has been silent for too long, and who for longer than usual. */
function silenceFinding(
  { customers, lapseWindowDays }: AliveTold,
  slowing: StateTotals,
  gone: StateTotals,
): Finding[] {
  const values = {
    customers: customers.count,
    slowing: slowing.customers,
    gone: gone.customers,
    lapseWindowDays,
  };
  return customers.count === 0 ? [] : [{ code: 'bySilence', values }];
}

function stillThere({ basis, customers, predictions }: AliveTold): Finding[] {
  if (basis !== 'probability' || !predictions) return [];
  const expectedAlive = total(predictions.probabilityAlive);
  const values = { customers: customers.count, expectedAlive, aliveShare: expectedAlive / customers.count };
  return [{ code: 'stillThere', values }];
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function dropoutFinding({ basis, chosen: { fit } }: AliveTold, slowing: StateTotals): Finding[] {
  if (basis !== 'rhythm' || fit.kind === 'failed') return [];
  const gain = Math.max(0, fit.logLikelihood - fit.nbd.logLikelihood);
  return [{ code: 'noDropout', values: { gain, customers: fit.customers, slowing: slowing.customers } }];
}

/** Who can still be kept, what is at stake with them, and how much of that the first to call hold. */
function leavingFinding(told: AliveTold, slowing: StateTotals, leaving: StateTotals): Finding[] {
  const { basis, predictions, amountBasis, first, horizonMonths } = told;
  if (basis !== 'probability' || !predictions || first.length === 0) return [];
  const atRisk = predictions.valueAtRisk ?? predictions.purchasesAtRisk;
  const inAll =
    predictions.valueAtRisk === null
      ? (leaving.purchasesAtRisk ?? 0) + (slowing.purchasesAtRisk ?? 0)
      : (leaving.valueAtRisk ?? 0) + (slowing.valueAtRisk ?? 0);
  const ofFirst = first.reduce((sum, index) => sum + atRisk[index], 0);
  const values = {
    leaving: leaving.customers,
    slowing: slowing.customers,
    horizonMonths,
    hasAmount: amountBasis === 'none' ? 'no' : 'yes',
    valueAtRisk: inAll,
    purchasesAtRisk: (leaving.purchasesAtRisk ?? 0) + (slowing.purchasesAtRisk ?? 0),
    first: first.length,
    firstShare: inAll > 0 ? ofFirst / inAll : 0,
  };
  return [{ code: 'leaving', values }];
}

function goneFinding({ basis }: AliveTold, gone: StateTotals): Finding[] {
  if (basis !== 'probability' || gone.customers === 0) return [];
  const { customers, share, expectedAlive, revenueShare } = gone;
  const values = {
    gone: customers,
    goneShare: share,
    expectedAlive: expectedAlive ?? 0,
    hasRevenue: revenueShare === null ? 'no' : 'yes',
    revenueShare: revenueShare ?? 0,
  };
  return [{ code: 'gone', values }];
}

function nextPeriod({ horizonMonths }: AliveTold, totals: readonly StateTotals[]): Finding[] {
  const expected = (rows: readonly StateTotals[]) =>
    rows.reduce((sum, row) => sum + (row.expectedPurchases ?? 0), 0);
  const all = expected(totals);
  if (!(all > 0)) return [];
  const safeShare = expected(totals.filter(({ state }) => state === 'safe')) / all;
  return [{ code: 'nextPeriod', values: { horizonMonths, expectedPurchases: all, safeShare } }];
}

/** What is known of customers without a repeat purchase, where the model can tell them apart at all. */
function oneTimeFinding({ basis, chosen, customers, predictions }: AliveTold): Finding[] {
  if (basis !== 'probability' || chosen.model === 'bgnbd' || !predictions) return [];
  const chances = predictions.probabilityAlive.filter((_, index) => customers.frequency[index] === 0);
  if (chances.length === 0) return [];
  const [least, most] = chances.reduce(
    ([low, high], chance) => [Math.min(low, chance), Math.max(high, chance)],
    [1, 0],
  );
  return [{ code: 'oneTime', values: { oneTimeCustomers: chances.length, least, most } }];
}

/** Which model was chosen, and how clearly. Not told where somebody chose it. */
function modelFinding({ isAutomatic, candidates, chosen }: AliveTold): Finding[] {
  if (!isAutomatic || chosen.aic === null) return [];
  const others = candidates.filter((candidate) => candidate !== chosen && candidate.aic !== null);
  const second = others.toSorted((one, other) => (one.aic ?? 0) - (other.aic ?? 0))[0];
  if (!second) return [];
  const difference = (second.aic ?? 0) - chosen.aic;
  // The usual reading of differences in AIC: under two, both are supported alike (Burnham & Anderson 2002).
  const isClear = difference >= 2 ? 'yes' : 'no';
  return [
    { code: 'modelChosen', values: { model: chosen.model, second: second.model, difference, isClear } },
  ];
}

export function warn(told: AliveTold): Finding[] {
  const { customers, chosen, basis, spendFailed, windowDays, lapseWindowDays } = told;
  const repeatCustomers = customers.frequency.reduce((sum, repeats) => sum + (repeats > 0 ? 1 : 0), 0);
  const oneTimeCustomers = customers.count - repeatCustomers;
  const { fit, model } = chosen;
  const warnings: (Finding | false)[] = [
    fit.kind === 'failed' && { code: 'modelFailed', values: { reason: fit.reason, lapseWindowDays } },
    basis === 'probability' &&
      fit.kind === 'fitted' &&
      fit.verdict === 'boundary' && { code: 'boundaryFit', values: {} },
    basis === 'probability' &&
      model === 'bgnbd' &&
      oneTimeCustomers > 0 && { code: 'oneTimeAlive', values: { oneTimeCustomers } },
    spendFailed !== null && { code: 'spendModelFailed', values: { reason: spendFailed } },
    repeatCustomers < fewRepeatCustomers && { code: 'fewRepeatCustomers', values: { repeatCustomers } },
    windowDays < shortWindowDays && { code: 'windowShort', values: { days: windowDays } },
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}
