import { invertMatrix } from '../invert-matrix';
import type { CoxData } from './data';
import { type ChiSquareTest, chiSquareTest, type CoxFit, quadraticForm } from './describe-fit';
import { toMatrix } from './partial-likelihood';
import { prepareCox, type PreparedCox } from './prepare';
import { createRiskSets, type RiskSets, walkRiskSets } from './risk-sets';
import { type ScaledResiduals, scaleResiduals } from './scaled-residuals';
import { type TimeTransform, transformTimes } from './time-transform';

/**
 * Whether effects change with time. A test is null where the data can't tell (an unbounded coefficient, or too few
 * distinct times of events).
 */
export interface ProportionalHazardsTest {
  kind: 'tested';
  transform: TimeTransform;
  /** One per term of the model, a factor's levels together; then all terms together. */
  terms: { name: string; test: ChiSquareTest | null }[];
  global: ChiSquareTest | null;
  residuals: ScaledResiduals;
}

/** 'invalidInput': not the data of the fit. 'logOfZero': an event at time 0 has no logarithm. */
export interface ProportionalHazardsFailure {
  kind: 'failed';
  reason: 'invalidInput' | 'logOfZero' | 'notIdentified';
}

/**
 * Score test that coefficients are constant against a linear change with g(time), per term and for all terms, and scaled
 * Schoenfeld residuals (Grambsch & Therneau 1994), as R `cox.zph(fit, transform)` since survival 3.0: exact, not its
 * older approximation. `data` is that of the fit.
 */
export function testProportionalHazards(
  data: CoxData,
  fit: CoxFit,
  transform: TimeTransform = 'km',
): ProportionalHazardsTest | ProportionalHazardsFailure {
  const prepared = prepareCox(data);
  if ('kind' in prepared || prepared.columns.length !== fit.point.length) {
    return { kind: 'failed', reason: 'invalidInput' };
  }
  const clock = transformTimes(prepared, transform);
  const centre = meanOverEvents(prepared, clock);
  if (!Number.isFinite(centre)) return { kind: 'failed', reason: 'logOfZero' };
  const free = fit.coefficients.flatMap(({ unbounded }, column) => (unbounded === null ? [column] : []));
  const moments = collectMoments(prepared, fit, clock, centre);
  const information = moments.information.map((triangle) => toMatrix(triangle, fit.point.length));
  const covariance = invertMatrix(pick(information[0], free, free));
  if (covariance === null) return { kind: 'failed', reason: 'notIdentified' };
  const test = (columns: number[]): ChiSquareTest | null =>
    testColumns(information, moments.timedScore, free, columns);
  return {
    kind: 'tested',
    transform,
    terms: prepared.termNames.map((name, term) => ({
      name,
      test: test(free.filter((column) => prepared.columns[column].term === term)),
    })),
    global: free.length < fit.point.length ? null : test(free),
    residuals: scaleResiduals(prepared, fit, clock, moments.residuals, free, covariance),
  };
}

function meanOverEvents({ tieEvents, events }: PreparedCox, clock: Float64Array): number {
  return clock.reduce(
    (sum, value, tie) => (tieEvents[tie] > 0 ? sum + (tieEvents[tie] / events) * value : sum),
    0,
  );
}

interface Moments {
  /** Lower triangles of Σ V, Σ g·V, Σ g²·V over events; V the covariance in the risk set, g the centred clock. */
  information: [Float64Array, Float64Array, Float64Array];
  /** Σ g·(x − mean x in the risk set) over events. */
  timedScore: Float64Array;
  /** Schoenfeld residuals x − mean x of every prepared row with an event, row after row. */
  residuals: Float64Array;
}

function collectMoments(prepared: PreparedCox, fit: CoxFit, clock: Float64Array, centre: number): Moments {
  const sets = createRiskSets(prepared, fit.ties);
  const width = fit.point.length;
  const triangle = (): Float64Array => new Float64Array(sets.variance.length);
  const moments: Moments = {
    information: [triangle(), triangle(), triangle()],
    timedScore: new Float64Array(width),
    residuals: new Float64Array(prepared.values.length),
  };
  const coefficients = fit.point.map((value, column) => value * prepared.scale[column]);
  walkRiskSets(sets, coefficients, (tie) => addTie(moments, sets, tie, clock[tie] - centre));
  return moments;
}

function addTie(moments: Moments, sets: RiskSets, tie: number, clock: number): void {
  const { prepared, expected, variance } = sets;
  const { information, timedScore, residuals } = moments;
  const width = expected.length;
  for (let at = 0; at < variance.length; at++) {
    information[0][at] += variance[at];
    information[1][at] += clock * variance[at];
    information[2][at] += clock * clock * variance[at];
  }
  for (let row = prepared.tieStart[tie]; row < prepared.tieStart[tie + 1]; row++) {
    if (prepared.event[row] === 0) continue;
    for (let column = 0; column < width; column++) {
      const residual = prepared.values[row * width + column] - expected[column] / prepared.tieEvents[tie];
      residuals[row * width + column] = residual;
      timedScore[column] += clock * prepared.count[row] * residual;
    }
  }
}

function pick(
  matrix: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
): number[][] {
  return rows.map((row) => columns.map((column) => matrix[row][column]));
}

/** Score test that the changes of these columns are zero, the coefficients of all `free` columns being estimated. */
function testColumns(
  [constant, crossed, squared]: number[][][],
  timedScore: Float64Array,
  free: number[],
  columns: number[],
): ChiSquareTest | null {
  if (columns.length === 0) return null;
  const upper = pick(constant, free, free).map((row, at) => [
    ...row,
    ...columns.map((c) => crossed[free[at]][c]),
  ]);
  const lower = columns.map((row) => [
    ...free.map((column) => crossed[row][column]),
    ...columns.map((column) => squared[row][column]),
  ]);
  const inverse = invertMatrix([...upper, ...lower]);
  if (inverse === null) return null;
  const score = [...free.map(() => 0), ...columns.map((column) => timedScore[column])];
  return chiSquareTest(quadraticForm(inverse, score), columns.length);
}
