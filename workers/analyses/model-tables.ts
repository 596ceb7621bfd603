import type { Summary } from '../api';
import type { ModelCandidate } from '../stats/choose-model';
import type { ColumnTable } from './analysis';

/** What every analysis that fits a model of purchases says of it: in the summary, and in the tables it shows. */

/** Two-sided 95 % of the standard normal distribution. */
const quantile = 1.959963984540054;

type Cell = string | number | boolean | null;

/** Rows as columns, for tables of moderate length. */
export function columns<Name extends string>(
  rows: readonly Record<Name, Cell>[],
  names: readonly Name[],
): ColumnTable {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name]) as (number | null)[]]));
}

/** The parameters stand in the summary by their names; a failed fit has r and alpha as null. */
export function modelSummary({ model, fit, aic }: ModelCandidate): Summary {
  if (fit.kind === 'failed') {
    const unknown = { r: null, alpha: null, logLikelihood: null, standardErrors: {} };
    return { model, ...unknown, modelFailed: fit.reason };
  }
  return {
    model,
    ...fit.parameters,
    logLikelihood: fit.logLikelihood,
    nbdLogLikelihood: fit.nbd.logLikelihood,
    aic,
    verdict: fit.verdict,
    dropoutEvidence: fit.dropoutEvidence,
    standardErrors: fit.standardErrors,
    modelFailed: null,
  };
}

/** The models that were fitted, the best first, and NBD, in which nobody leaves, as the yardstick. */
export function modelColumns(candidates: readonly ModelCandidate[], chosen: ModelCandidate): ColumnTable {
  const rows = candidates.map(({ model, fit, aic }) => ({
    model: model as string,
    logLikelihood: fit.kind === 'fitted' ? fit.logLikelihood : null,
    aic,
    used: model === chosen.model,
  }));
  if (chosen.fit.kind === 'fitted') {
    const { logLikelihood } = chosen.fit.nbd;
    rows.push({ model: 'nbd', logLikelihood, aic: 4 - 2 * logLikelihood, used: false });
  }
  rows.sort((one, other) => (one.aic ?? Infinity) - (other.aic ?? Infinity));
  const least = rows[0]?.aic ?? 0;
  return columns(
    rows.map((row) => ({ ...row, aicDifference: row.aic === null ? null : row.aic - least })),
    ['model', 'logLikelihood', 'aic', 'aicDifference', 'used'],
  );
}

/** A fit's parameters by name with their standard errors, as every estimator here gives them. */
interface Estimates {
  parameters: Record<string, number>;
  standardErrors: Record<string, number | null>;
}

/** Parameters with 95 % Wald intervals of their logarithms, since they are positive. */
export function parameterColumns(fits: readonly Estimates[]): ColumnTable {
  const rows = fits.flatMap(({ parameters, standardErrors }) =>
    Object.entries(parameters).map(([parameter, estimate]) => {
      const standardError = standardErrors[parameter] ?? null;
      const spread = standardError === null ? null : Math.exp((quantile * standardError) / estimate);
      const lower = spread === null ? null : estimate / spread;
      const upper = spread === null ? null : estimate * spread;
      return { parameter, estimate, standardError, lower, upper };
    }),
  );
  return columns(rows, ['parameter', 'estimate', 'standardError', 'lower', 'upper']);
}
