import type { Finding } from '../../api';
import { methodsOf, type ValueTold } from './tables';

const fewRepeatCustomers = 100;
/** Below this the window holds too little of a year's seasons to look a year ahead. */
const shortWindowDays = 180;
const strongCorrelation = 0.3;

export function describe(told: ValueTold): Finding[] {
  const { model, deciles } = told;
  const [historic, formula, modelled] = methodsOf(told);
  const findings: Finding[] = [];
  if (modelled.perCustomer !== null) {
    const { horizonMonths } = told;
    const customers = told.customers.frequency.length;
    findings.push({
      code: 'totalValue',
      values: { customers, totalClv: modelled.total, meanClv: modelled.perCustomer, horizonMonths },
    });
  }
  if (deciles.length > 0) {
    findings.push({
      code: 'topShare',
      values: { topCustomers: deciles[0].customers, topShare: deciles[0].share },
    });
  }
  if (modelled.perCustomer !== null) {
    findings.push({
      code: 'methods',
      values: {
        historicMean: historic.perCustomer,
        formulaMean: formula.perCustomer ?? 0,
        hasFormula: formula.perCustomer === null ? 'no' : 'yes',
        meanClv: modelled.perCustomer,
      },
    });
  }
  if (model.kind === 'fitted' && !model.dropoutEvidence) {
    const gain = model.logLikelihood - model.nbd.logLikelihood;
    findings.push({ code: 'noDropout', values: { gain, customers: model.customers } });
  }
  return [...findings, ...holdoutFinding(told)];
}

function holdoutFinding({ holdout }: ValueTold): Finding[] {
  const comparison = holdout?.comparison;
  if (!comparison || comparison.actualTotal === 0) return [];
  const { actualTotal: actual, model, asBefore } = comparison;
  const better = model.meanAbsoluteError < asBefore.meanAbsoluteError ? 'yes' : 'no';
  const values = { actual, predicted: model.total, error: model.total / actual - 1, better };
  return [{ code: 'holdout', values }];
}

export function warn({ customers, model, spend, correlation, windowDays }: ValueTold): Finding[] {
  const repeatCustomers = customers.frequency.filter((x) => x > 0).length;
  const oneTimeCustomers = customers.frequency.length - repeatCustomers;
  const spendProblem = spend.kind === 'failed' ? spend.reason : spend.meanExists ? null : 'noMean';
  const warnings: (Finding | false | null)[] = [
    model.kind === 'failed' && { code: 'modelFailed', values: { reason: model.reason } },
    spendProblem !== null && { code: 'spendModelFailed', values: { reason: spendProblem } },
    correlation !== null &&
      Math.abs(correlation) > strongCorrelation && { code: 'spendCorrelated', values: { correlation } },
    repeatCustomers < fewRepeatCustomers && { code: 'fewRepeatCustomers', values: { repeatCustomers } },
    model.kind === 'fitted' && oneTimeCustomers > 0 && { code: 'oneTimeAlive', values: { oneTimeCustomers } },
    windowDays < shortWindowDays && { code: 'windowShort', values: { days: windowDays } },
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}
