import type { IterationProgress, ObjectiveWithGradient } from './search';

/**
 * Second derivatives of an objective at `point`: central differences of its analytic gradient with the same absolute
 * `step` in every coordinate (error of order step²), made symmetric. Of a negative log-likelihood at its minimum this
 * is the observed information. Yields after each coordinate (two evaluations).
 */
export function* numericHessian(
  objective: ObjectiveWithGradient,
  point: Float64Array,
  step = 1e-4,
): Generator<IterationProgress, number[][]> {
  const size = point.length;
  const above = new Float64Array(size);
  const below = new Float64Array(size);
  const columns: number[][] = [];
  for (let column = 0; column < size; column++) {
    const shifted = point.slice();
    shifted[column] = point[column] + step;
    objective(shifted, above);
    shifted[column] = point[column] - step;
    objective(shifted, below);
    columns.push(Array.from(above, (upper, row) => (upper - below[row]) / (2 * step)));
    yield { phase: 'standardErrors', iteration: column + 1, value: null };
  }
  return columns.map((column, index) => column.map((value, row) => (value + columns[row][index]) / 2));
}
