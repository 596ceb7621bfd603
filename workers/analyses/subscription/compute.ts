import { isoToDay } from '../../model/calendar';
import { fitSbg, renewalFitQuality, tabulateRenewals } from '../../stats/sbg';
import type { AnalysisContext, Compute } from '../analysis';
import { describe, warn } from './findings';
import { checkHoldout } from './holdout';
import { readLives } from './lives';
import livesInMonthsSql from './lives-in-months.sql?raw';
import livesOfContractsSql from './lives-of-contracts.sql?raw';
import { outputTables, summaryOf, type SubscriptionTold } from './tables';
import { prospectsOf } from './prospects';

const monthsPerPeriod: Record<string, number> = { month: 1, quarter: 3, year: 12 };

/** How many renew, how many will, and what they are still worth: sBG. Source: definitions, "alive, value". */
export const compute: Compute = async (context, params) => {
  const period = String(params.period);
  const months = monthsPerPeriod[period];
  const lives = readLives(await askLives(context), months);
  const renewals = tabulateRenewals(lives);
  const fit = await context.steps(fitSbg(lives), 'fit');
  const holdout = fit.kind === 'fitted' ? await context.steps(checkHoldout(lives, renewals), 'fit') : null;
  const terms = {
    period,
    horizonPeriods: Number(params.horizonPeriods),
    discountRatePerPeriod: (1 + Number(params.monthlyDiscountRate)) ** months - 1,
    marginPerPeriod: Number(params.marginPerPeriod),
  };
  const told: SubscriptionTold = {
    lives,
    renewals,
    fit,
    holdout,
    quality: fit.kind === 'fitted' ? renewalFitQuality(renewals, fit.model) : null,
    prospects: fit.kind === 'fitted' ? prospectsOf(fit, lives.current, terms) : null,
    terms,
    kind: context.dataset.kind,
  };
  return {
    summary: summaryOf(told),
    tables: outputTables(told),
    findings: describe(told),
    warnings: warn(told),
  };
};

async function askLives(context: AnalysisContext) {
  if (context.dataset.kind === 'durations') return context.query('lives-in-months', livesInMonthsSql);
  await context.calendar('month');
  const asOfDay = isoToDay(context.dataset.asOf ?? '') ?? 0;
  return context.query('lives-of-contracts', livesOfContractsSql, { as_of_day: asOfDay });
}
