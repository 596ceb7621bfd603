import { createRiskSets, type RiskSets, type TieMethod, walkRiskSets } from './risk-sets';
import type { PreparedCox } from './prepare';

/** The log partial likelihood at a point, its slope there, and the information (minus its curvature). */
export interface PartialLikelihood {
  logLikelihood: number;
  score: Float64Array;
  information: number[][];
}

/**
 * The log partial likelihood (Cox 1972, 1975) as a function of the coefficients of standardised covariates, with Efron's
 * or Breslow's handling of ties.
 */
export function partialLikelihood(
  prepared: PreparedCox,
  ties: TieMethod,
): (coefficients: Float64Array) => PartialLikelihood {
  const sets = createRiskSets(prepared, ties);
  const triangle = new Float64Array(sets.variance.length);
  return (coefficients) => {
    const score = prepared.eventSum.slice();
    triangle.fill(0);
    const logLikelihood = walkRiskSets(sets, coefficients, () => addTie(sets, score, triangle));
    return { logLikelihood, score, information: toMatrix(triangle, score.length) };
  };
}

function addTie({ expected, variance }: RiskSets, score: Float64Array, triangle: Float64Array): void {
  for (let column = 0; column < expected.length; column++) score[column] -= expected[column];
  for (let at = 0; at < variance.length; at++) triangle[at] += variance[at];
}

/** The symmetric matrix whose lower triangle is given row after row. */
export function toMatrix(triangle: Float64Array, size: number): number[][] {
  const entry = (row: number, column: number): number => triangle[(row * (row + 1)) / 2 + column];
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => (row >= column ? entry(row, column) : entry(column, row))),
  );
}
