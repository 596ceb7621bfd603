import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { chiSquareUpperTail, logChiSquareUpperTail } from '../chi-square';
import { concordance } from '../concordance';
import { invertMatrix } from '../invert-matrix';
import type { CoxColumn } from './data';
import type { NewtonResult } from './newton';
import type { PartialLikelihood } from './partial-likelihood';
import type { PreparedCox } from './prepare';
import { computeLinearPredictor, createRiskSets, type TieMethod } from './risk-sets';

/**
 * One coefficient. The hazard ratio is per unit of a numeric covariate, or of a level against its reference. Where the
 * coefficient is unbounded ('up': the ratio grows without end, 'down': it falls to zero) there are no numbers.
 */
export interface CoxCoefficient extends CoxColumn {
  unbounded: 'up' | 'down' | null;
  coefficient: number | null;
  standardError: number | null;
  hazardRatio: number | null;
  lower: number | null;
  upper: number | null;
  z: number | null;
  pValue: number | null;
  /** Natural logarithm, for p below 1e-323. */
  logPValue: number | null;
}

export interface ChiSquareTest {
  chiSquare: number;
  degreesOfFreedom: number;
  pValue: number;
  logPValue: number;
}

export interface CoxFit {
  kind: 'fitted';
  ties: TieMethod;
  coefficients: CoxCoefficient[];
  /** Covariance of the bounded coefficients, in their order. */
  covariance: number[][];
  /** All coefficients for predictions; an unbounded one stands far out, where the search left it. */
  point: Float64Array;
  logLikelihoodNull: number;
  logLikelihood: number;
  /** Tests that no covariate matters; Wald's needs all coefficients bounded. */
  likelihoodRatioTest: ChiSquareTest;
  waldTest: ChiSquareTest | null;
  scoreTest: ChiSquareTest | null;
  /** Harrell's C with its standard error; null when no two subjects can be compared. */
  concordance: number | null;
  concordanceStandardError: number | null;
  subjects: number;
  events: number;
  iterations: number;
}

export interface CoxSolution {
  prepared: PreparedCox;
  ties: TieMethod;
  level: number;
  start: PartialLikelihood;
  solution: NewtonResult;
  /** The bounded columns, and the covariance of their coefficients (of standardised covariates). */
  free: number[];
  inverse: number[][];
}

export function describeFit(parts: CoxSolution): CoxFit {
  const { prepared, ties, start, solution, free, inverse } = parts;
  const { scale, columns } = prepared;
  const { point, at, iterations } = solution;
  const gain = Math.max(0, 2 * (at.logLikelihood - start.logLikelihood));
  const wald = quadraticForm(at.information, Array.from(point));
  const ranking = rankRisks(prepared, point);
  return {
    kind: 'fitted',
    ties,
    coefficients: columns.map((_, column) => describeCoefficient(parts, column)),
    covariance: free.map((row, i) => free.map((column, j) => inverse[i][j] / (scale[row] * scale[column]))),
    point: point.map((value, column) => value / scale[column]),
    logLikelihoodNull: start.logLikelihood,
    logLikelihood: at.logLikelihood,
    likelihoodRatioTest: chiSquareTest(gain, columns.length),
    waldTest: free.length < columns.length ? null : chiSquareTest(wald, columns.length),
    scoreTest: scoreTest(start),
    concordance: ranking.kind === 'fitted' ? ranking.concordance : null,
    concordanceStandardError: ranking.kind === 'fitted' ? ranking.standardError : null,
    subjects: prepared.subjects,
    events: prepared.events,
    iterations,
  };
}

function describeCoefficient(parts: CoxSolution, column: number): CoxCoefficient {
  const { prepared, solution, free, inverse, level } = parts;
  const place = free.indexOf(column);
  const estimate = solution.point[column] / prepared.scale[column];
  if (place < 0) return unboundedCoefficient(prepared.columns[column], estimate);
  const standardError = Math.sqrt(inverse[place][place]) / prepared.scale[column];
  const reach = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  const z = estimate / standardError;
  return {
    ...prepared.columns[column],
    unbounded: null,
    coefficient: estimate,
    standardError,
    hazardRatio: Math.exp(estimate),
    lower: Math.exp(estimate - reach),
    upper: Math.exp(estimate + reach),
    z,
    pValue: chiSquareUpperTail(z * z, 1),
    logPValue: logChiSquareUpperTail(z * z, 1),
  };
}

function unboundedCoefficient(column: CoxColumn, estimate: number): CoxCoefficient {
  return {
    ...column,
    unbounded: estimate > 0 ? 'up' : 'down',
    coefficient: null,
    standardError: null,
    hazardRatio: null,
    lower: null,
    upper: null,
    z: null,
    pValue: null,
    logPValue: null,
  };
}

function scoreTest({ score, information }: PartialLikelihood): ChiSquareTest | null {
  const inverse = invertMatrix(information);
  return inverse && chiSquareTest(quadraticForm(inverse, Array.from(score)), score.length);
}

/** vᵀMv. */
export function quadraticForm(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  let sum = 0;
  vector.forEach((left, row) =>
    vector.forEach((right, column) => (sum += left * matrix[row][column] * right)),
  );
  return sum;
}

export function chiSquareTest(chiSquare: number, degreesOfFreedom: number): ChiSquareTest {
  const logPValue = logChiSquareUpperTail(chiSquare, degreesOfFreedom);
  return { chiSquare, degreesOfFreedom, pValue: Math.exp(logPValue), logPValue };
}

function rankRisks(prepared: PreparedCox, point: Float64Array): ReturnType<typeof concordance> {
  const sets = createRiskSets(prepared, 'breslow');
  computeLinearPredictor(sets, point);
  const { time, event, stratum, count } = prepared;
  return concordance({ risk: sets.linearPredictor, time, event, stratum, count });
}
