/**
 * Inverse of a symmetric positive definite matrix by Cholesky factorisation; null when the matrix is not positive
 * definite (to working precision: a pivot not above 1e-13 of its diagonal entry) or holds a NaN.
 */
export function invertMatrix(matrix: readonly (readonly number[])[]): number[][] | null {
  const factor = choleskyFactor(matrix);
  if (factor === null) return null;
  const inverseFactor = invertLowerTriangle(factor);
  const size = matrix.length;
  const inverse = matrix.map((row) => row.map(() => 0));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let inner = row; inner < size; inner++)
        sum += inverseFactor[inner][row] * inverseFactor[inner][column];
      inverse[row][column] = sum;
      inverse[column][row] = sum;
    }
  }
  return inverse;
}

/** Lower triangular L with L·Lᵀ = matrix, or null. */
function choleskyFactor(matrix: readonly (readonly number[])[]): number[][] | null {
  const factor = matrix.map((row) => row.map(() => 0));
  for (let row = 0; row < matrix.length; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row][column];
      for (let inner = 0; inner < column; inner++) rest -= factor[row][inner] * factor[column][inner];
      if (row !== column) factor[row][column] = rest / factor[column][column];
      else if (rest > 1e-13 * matrix[row][row]) factor[row][row] = Math.sqrt(rest);
      else return null;
    }
  }
  return factor;
}

function invertLowerTriangle(factor: readonly (readonly number[])[]): number[][] {
  const inverse = factor.map((row) => row.map(() => 0));
  for (let column = 0; column < factor.length; column++) {
    inverse[column][column] = 1 / factor[column][column];
    for (let row = column + 1; row < factor.length; row++) {
      let sum = 0;
      for (let inner = column; inner < row; inner++) sum += factor[row][inner] * inverse[inner][column];
      inverse[row][column] = -sum / factor[row][row];
    }
  }
  return inverse;
}
