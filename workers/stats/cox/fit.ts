import { invertMatrix } from '../invert-matrix';
import type { IterationProgress } from '../search';
import { type CoxColumn, type CoxData, type CoxFailure } from './data';
import { type CoxFit, describeFit } from './describe-fit';
import { constantCovariate } from './design';
import { findDependence } from './independent-columns';
import { searchMaximum } from './newton';
import { partialLikelihood, type PartialLikelihood } from './partial-likelihood';
import { prepareCox, type PreparedCox } from './prepare';
import type { TieMethod } from './risk-sets';

export interface CoxOptions {
  /** Default 'efron'. */
  ties?: TieMethod;
  /** Of the intervals; default 0.95. */
  level?: number;
  /** Iterations of the search; default 100. */
  maximumIterations?: number;
}

/** Information per event (of a covariate with variance 1) below which it never differed among those at risk. */
const NO_INFORMATION = 1e-12;

/**
 * Cox's proportional hazards regression (Cox 1972) by maximum partial likelihood, as R `coxph()`: hazard ratios with Wald
 * intervals, three tests of the whole model, Harrell's C. With strata, every stratum has its own baseline. A coefficient
 * that runs to infinity is told by `unbounded` and has no estimate; the others are those of the limit. A generator: see
 * `minimise`.
 */
export function* fitCox(
  data: CoxData,
  options: CoxOptions = {},
): Generator<IterationProgress, CoxFit | CoxFailure> {
  const { ties = 'efron', level = 0.95, maximumIterations = 100 } = options;
  const prepared = prepareCox(data);
  if ('kind' in prepared) return prepared;
  yield { phase: 'searching', iteration: 0, value: null };
  const likelihood = partialLikelihood(prepared, ties);
  const start = likelihood(new Float64Array(prepared.columns.length));
  const problem = findDegenerateColumn(prepared, start);
  if (problem !== null) return problem;
  const solution = yield* searchMaximum(likelihood, start, prepared.range, maximumIterations);
  if (solution === null) return { kind: 'failed', reason: 'notConverged' };
  const free = [...solution.unbounded.keys()].filter((column) => !solution.unbounded[column]);
  const { information } = solution.at;
  const inverse = invertMatrix(free.map((row) => free.map((column) => information[row][column])));
  if (inverse === null) return { kind: 'failed', reason: 'notConverged' };
  yield { phase: 'standardErrors', iteration: solution.iterations, value: null };
  return describeFit({ prepared, ties, level, start, solution, free, inverse });
}

/** A covariate about which the risk sets say nothing by itself, or nothing beside those before it. */
function findDegenerateColumn(prepared: PreparedCox, start: PartialLikelihood): CoxFailure | null {
  const { columns, events } = prepared;
  const silent = columns.findIndex(
    (_, column) => !(start.information[column][column] > NO_INFORMATION * events),
  );
  if (silent >= 0) return constantCovariate(columns[silent].name, columns[silent].level);
  const [dependent] = findDependence(start.information).dependent;
  if (dependent === undefined) return null;
  return {
    kind: 'failed',
    reason: 'collinearCovariates',
    covariate: columns[dependent.column].name,
    level: columns[dependent.column].level,
    with: dependent.parts.map((column) => labelOf(columns[column])),
  };
}

function labelOf({ name, level }: CoxColumn): string {
  return level === null ? name : `${name}: ${level}`;
}
