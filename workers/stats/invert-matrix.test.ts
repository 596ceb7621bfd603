import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invertMatrix } from './invert-matrix';

describe('invertMatrix', () => {
  it('inverts what can be inverted by hand', () => {
    // [[4, 2], [2, 3]] has determinant 8.
    const inverse = invertMatrix([
      [4, 2],
      [2, 3],
    ]);
    expect(inverse?.flat().map((value) => value * 8)).toEqual(
      [3, -2, -2, 4].map((value) => expect.closeTo(value, 12)),
    );
  });

  it('gives the identity when multiplied, for any L·Lᵀ + I', () => {
    const square = fc.array(
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 }),
      {
        minLength: 4,
        maxLength: 4,
      },
    );
    const dot = (left: number[], right: number[]): number =>
      left.reduce((sum, value, i) => sum + value * right[i], 0);
    fc.assert(
      fc.property(square, (rows) => {
        const matrix = rows.map((left, i) => rows.map((right, j) => dot(left, right) + (i === j ? 1 : 0)));
        const inverse = invertMatrix(matrix) ?? [];
        matrix.forEach((row, i) =>
          inverse.forEach((column, j) => expect(dot(row, column)).toBeCloseTo(i === j ? 1 : 0, 9)),
        );
        expect(inverse).toHaveLength(4);
      }),
      { seed: 1 },
    );
  });

  it('answers null when not positive definite', () => {
    const reject = (matrix: number[][]): void => expect(invertMatrix(matrix)).toBeNull();
    reject([[0]]);
    reject([[-1]]);
    reject([[NaN]]);
    reject([
      [1, 2],
      [2, 1],
    ]);
    reject([
      [1, 1],
      [1, 1],
    ]);
  });
});
