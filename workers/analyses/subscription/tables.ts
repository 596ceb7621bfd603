import type { DatasetKind, Scalar, Summary } from '../../api';
import type { FitQuality, RenewalTable, SbgFailure, SbgFit } from '../../stats/sbg';
import { wilson } from '../../stats/wilson';
import type { ColumnTable } from '../analysis';
import { observedSurvival, smallAtRisk, type HoldoutCheck } from './holdout';
import type { Lives } from './lives';
import type { Prospects, Terms } from './prospects';

/** Everything that one run of the analysis has found, before it is told. */
export interface SubscriptionTold {
  lives: Lives;
  renewals: RenewalTable;
  fit: SbgFit | SbgFailure;
  holdout: HoldoutCheck | null;
  quality: FitQuality | null;
  prospects: Prospects | null;
  terms: Terms;
  kind: DatasetKind;
}

export function summaryOf(told: SubscriptionTold): Summary {
  const { renewals, prospects, holdout, quality, terms, kind } = told;
  const curve = prospects?.curve;
  return {
    model: 'sbg',
    ...modelSummary(told.fit),
    n: renewals.customers,
    events: renewals.events,
    observedPeriods: renewals.atRisk.length,
    projectedPeriods: curve?.survival.length ?? null,
    projectedSurvival: curve?.survival.at(-1) ?? null,
    expectedLifePeriods: prospects?.lifePeriods ?? null,
    discountedLifePeriods: prospects?.discountedLifePeriods ?? null,
    newCustomerValue: prospects?.newCustomerValue ?? null,
    currentCustomers: prospects?.currentCustomers ?? null,
    currentValue: prospects?.currentValue ?? null,
    shareBeyond: prospects?.shareBeyond ?? null,
    fitChi2: quality?.chiSquare ?? null,
    fitDf: quality?.degreesOfFreedom ?? null,
    fitP: quality?.pValue ?? null,
    holdoutFrom: holdout?.from ?? null,
    holdoutTo: holdout?.to ?? null,
    holdoutActual: holdout?.actual ?? null,
    holdoutPredicted: holdout?.predicted ?? null,
    holdoutConstant: holdout?.constant ?? null,
    period: terms.period,
    discountRatePerPeriod: terms.discountRatePerPeriod,
    marginPerPeriod: terms.marginPerPeriod,
    kind,
  };
}

/** churnRate is one rate for everybody, which the boundary fit is; alpha and beta are null there and in a failed fit. */
function modelSummary(fit: SbgFit | SbgFailure): Summary {
  if (fit.kind === 'failed') {
    const nothing = { alpha: null, beta: null };
    return {
      verdict: 'failed',
      reason: fit.reason,
      ...nothing,
      logLikelihood: null,
      standardErrors: nothing,
      churnRate: null,
      heterogeneityGain: null,
      heterogeneityEvidence: null,
    };
  }
  const { alpha = null, beta = null } = fit.verdict === 'converged' ? fit.model : {};
  return {
    verdict: fit.verdict,
    reason: null,
    alpha,
    beta,
    logLikelihood: fit.logLikelihood,
    standardErrors: fit.standardErrors ? { ...fit.standardErrors } : { alpha: null, beta: null },
    churnRate: fit.geometric.churnRate,
    heterogeneityGain: fit.logLikelihood - fit.geometric.logLikelihood,
    heterogeneityEvidence: fit.heterogeneityEvidence,
  };
}

export function outputTables(told: SubscriptionTold): Record<string, ColumnTable> {
  return {
    retention: columns(retentionRows(told), retentionNames),
    remaining: columns(told.prospects?.remaining ?? [], remainingNames),
    parameters: columns(parameterRows(told.fit), parameterNames),
  };
}

const retentionNames = [
  'period',
  'observed',
  'fitted',
  'survival',
  'survivalLower',
  'survivalUpper',
  'observedSurvival',
  'observedLower',
  'observedUpper',
  'atRisk',
  'churned',
  'small',
  'projected',
] as const;
type Row<Name extends string> = Record<Name, Scalar>;

/** One row per renewal, observed ones first; survival is the model's, observedSurvival the product of the observed rates. */
function retentionRows({ renewals, prospects }: SubscriptionTold): Row<(typeof retentionNames)[number]>[] {
  const { atRisk, renewed, churned } = renewals;
  const curve = prospects?.curve;
  const stillThere = observedSurvival(renewals);
  return Array.from({ length: curve?.survival.length ?? atRisk.length }, (_, index) => {
    const rate = index < atRisk.length ? wilson(renewed[index], atRisk[index]) : null;
    return {
      period: index + 1,
      observed: rate?.rate ?? null,
      fitted: curve?.retention[index] ?? null,
      survival: curve?.survival[index] ?? null,
      survivalLower: curve?.lower[index] ?? null,
      survivalUpper: curve?.upper[index] ?? null,
      observedSurvival: stillThere[index] ?? null,
      observedLower: rate?.lower ?? null,
      observedUpper: rate?.upper ?? null,
      atRisk: atRisk[index] ?? null,
      churned: churned[index] ?? null,
      small: rate === null ? null : atRisk[index] < smallAtRisk,
      projected: index >= atRisk.length,
    };
  });
}

const remainingNames = ['renewals', 'customers', 'discountedPeriods', 'expectedPeriods', 'value'] as const;
const parameterNames = ['parameter', 'estimate', 'standardError', 'lower', 'upper'] as const;

const deviate = 1.959963984540054;

/** With 95 % Wald intervals of the logarithm, or of the log odds for a rate, so that they stay where parameters can be. */
function parameterRows(fit: SbgFit | SbgFailure): Row<(typeof parameterNames)[number]>[] {
  if (fit.kind === 'failed') return [];
  if (fit.verdict === 'boundary') {
    const { churnRate: rate, standardError } = fit.geometric;
    const width = (deviate * standardError) / (rate * (1 - rate));
    const shifted = (by: number) => 1 / (1 + Math.exp(-Math.log(rate / (1 - rate)) - by));
    return [
      {
        parameter: 'churnRate',
        estimate: rate,
        standardError,
        lower: shifted(-width),
        upper: shifted(width),
      },
    ];
  }
  const { model, standardErrors } = fit;
  return (['alpha', 'beta'] as const).map((parameter) => {
    const [estimate, standardError] = [model[parameter], standardErrors[parameter]];
    const factor = Math.exp((deviate * standardError) / estimate);
    return { parameter, estimate, standardError, lower: estimate / factor, upper: estimate * factor };
  });
}

/** Rows as columns; a table without rows keeps them. */
function columns<Name extends string>(
  rows: readonly Record<Name, Scalar>[],
  names: readonly Name[],
): ColumnTable {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name]) as (number | null)[]]));
}
