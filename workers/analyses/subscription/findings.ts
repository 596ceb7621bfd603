import type { Finding, Scalar } from '../../api';
import { retentionRate, type FitQuality, type RenewalTable, type SbgFit } from '../../stats/sbg';
import { observedSurvival, smallAtRisk } from './holdout';
import type { Prospects, RemainingRow } from './prospects';
import type { SubscriptionTold } from './tables';

const fewEvents = 50;
const fewRenewals = 4;
/** A p-value below this says that the model's form, and not chance, keeps it from the observed rates. */
const poorFit = 0.01;
const muchBeyond = 0.5;
const manyBetween = 0.05;
const nearlyAll = 0.9;
const enoughDepartures = 20;

export function describe(told: SubscriptionTold): Finding[] {
  const { fit, prospects } = told;
  if (fit.kind === 'failed' || prospects === null) return [];
  return [remains(told), retention(fit), ...worth(told), ...currentWorth(told), ...holdoutFinding(told)].map(
    ({ code, values }) => ({ code, values: { ...values, unit: told.terms.period } }),
  );
}

const isPoor = (quality: FitQuality | null) => quality !== null && quality.pValue < poorFit;

function remains({ renewals, prospects, terms, quality }: SubscriptionTold): Finding {
  const { survival, lower, upper } = prospects!.curve;
  const last = survival.length - 1;
  const values = { survival: survival[last], lower: lower[last], upper: upper[last], renewals: last + 1 };
  const counts = { n: renewals.customers, events: renewals.events, beyond: terms.horizonPeriods };
  return { code: 'remains', values: { ...values, ...counts, fits: isPoor(quality) ? 'no' : 'yes' } };
}

function retention({ model, renewals, geometric, heterogeneityEvidence }: SbgFit): Finding {
  const churnRate = geometric.churnRate;
  if (!heterogeneityEvidence) return { code: 'everybodyAlike', values: { churnRate } };
  const last = renewals.atRisk.length;
  const values = {
    first: retentionRate(model, 1),
    later: retentionRate(model, last),
    renewal: last,
    churnRate,
  };
  return { code: 'retentionRises', values };
}

/** A customer of a year's, a few renewals' or, where the data is short, one renewal's standing against a new one. */
function comparedTenure(remaining: RemainingRow[]): RemainingRow {
  const last = remaining.length - 1;
  return remaining[[12, 4].find((renewals) => renewals <= last) ?? last];
}

function worth({ prospects, terms }: SubscriptionTold): Finding[] {
  const [first, later] = [prospects!.remaining[0], comparedTenure(prospects!.remaining)];
  if (first.discountedPeriods === null || later.discountedPeriods === null) return [];
  const values: Record<string, Scalar> = {
    firstPeriods: first.discountedPeriods,
    laterPeriods: later.discountedPeriods,
    renewals: later.renewals,
    firstValue: first.value,
    laterValue: later.value,
    hasMargin: hasMargin(terms.marginPerPeriod),
  };
  return [{ code: 'worth', values }];
}

/** A margin of 1 stands for "not entered": values are then counted in periods. */
const hasMargin = (margin: number) => (margin === 1 ? 'no' : 'yes');

function currentWorth({ prospects, terms }: SubscriptionTold): Finding[] {
  const { currentCustomers: customers, currentValue: value } = prospects!;
  if (value === null || customers === 0) return [];
  return [
    { code: 'currentValue', values: { customers, value, hasMargin: hasMargin(terms.marginPerPeriod) } },
  ];
}

function holdoutFinding({ holdout }: SubscriptionTold): Finding[] {
  if (!holdout) return [];
  const { actual, predicted, constant } = holdout;
  const better = Math.abs(predicted - actual) < Math.abs(constant - actual) ? 'yes' : 'no';
  return [{ code: 'holdout', values: { ...holdout, better } }];
}

export function warn(told: SubscriptionTold): Finding[] {
  return [...dataWarnings(told), ...modelWarnings(told)];
}

function dataWarnings({ lives, renewals, fit, terms, kind }: SubscriptionTold): Finding[] {
  const { period: unit } = terms;
  const observed = renewals.atRisk.length;
  const longer = longerPeriod(lives.departures >= enoughDepartures ? lives : null, unit);
  const warnings: (Finding | false | null)[] = [
    fit.kind === 'failed' && { code: 'modelFailed', values: { reason: fit.reason } },
    fit.kind === 'fitted' &&
      renewals.events < fewEvents && { code: 'fewEvents', values: { events: renewals.events } },
    fit.kind === 'fitted' &&
      observed < fewRenewals && { code: 'fewRenewals', values: { renewals: observed } },
    longer !== null && { code: 'periodTooShort', values: { unit: longer } },
    kind === 'durations' &&
      lives.betweenShare > manyBetween && {
        code: 'betweenRenewals',
        values: { share: lives.betweenShare, unit },
      },
    kind === 'durations' && { code: 'crossSection', values: {} },
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}

/** The period at whose ends nearly everybody left who did, when that is longer than the one chosen. */
function longerPeriod(
  lives: { yearShare: number; quarterShare: number } | null,
  unit: string,
): string | null {
  if (lives === null || unit === 'year') return null;
  if (lives.yearShare >= nearlyAll) return 'year';
  return unit === 'month' && lives.quarterShare >= nearlyAll ? 'quarter' : null;
}

function modelWarnings({ fit, quality, prospects, terms, renewals }: SubscriptionTold): Finding[] {
  if (fit.kind === 'failed' || prospects === null) return [];
  const { shareBeyond, lifePeriods, discountedLifePeriods } = prospects;
  const unit = terms.period;
  const warnings: (Finding | false | null)[] = [
    isPoor(quality) && {
      code: 'poorFit',
      values: { ...quality!.worst, ...lastCompared(renewals, prospects) },
    },
    shareBeyond !== null &&
      shareBeyond > muchBeyond && {
        code: 'extrapolated',
        values: { share: shareBeyond, renewals: renewals.atRisk.length },
      },
    lifePeriods === null && {
      code: discountedLifePeriods === null ? 'valueInfinite' : 'lifeInfinite',
      values: { unit },
    },
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}

/** Shares still there by the model and by the data, at the last renewal that enough customers came to. */
function lastCompared(renewals: RenewalTable, { curve }: Prospects): Record<string, Scalar> {
  const last = Math.max(1, renewals.atRisk.filter((atRisk) => atRisk >= smallAtRisk).length);
  return { last, predicted: curve.survival[last - 1], actual: observedSurvival(renewals)[last - 1] };
}
