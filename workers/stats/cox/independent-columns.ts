/** Columns of which none is a combination of those before it; for every other column, those it is made of. */
export interface ColumnDependence {
  independent: number[];
  dependent: { column: number; parts: number[] }[];
}

/** A pivot that is a smaller share of its diagonal entry than this is zero, and so is a part's share of a column. */
const PIVOT_TOLERANCE = 1e-10;
const PART_TOLERANCE = 1e-6;

/**
 * Which columns of a positive semidefinite matrix of second moments are linear combinations of earlier ones: Cholesky
 * factorisation that passes over columns whose pivot vanishes. Meant for columns of like scale, none of them zero.
 */
export function findDependence(matrix: readonly (readonly number[])[]): ColumnDependence {
  const factor: number[][] = [];
  const result: ColumnDependence = { independent: [], dependent: [] };
  for (let column = 0; column < matrix.length; column++) {
    const row: number[] = [];
    result.independent.forEach((other, place) => {
      let rest = matrix[column][other];
      for (let inner = 0; inner < place; inner++) rest -= row[inner] * factor[place][inner];
      row.push(rest / factor[place][place]);
    });
    const pivot = matrix[column][column] - row.reduce((sum, value) => sum + value * value, 0);
    if (pivot > PIVOT_TOLERANCE * matrix[column][column]) {
      factor.push([...row, Math.sqrt(pivot)]);
      result.independent.push(column);
    } else {
      const shares = solveTransposed(factor, row);
      const parts = result.independent.filter((_, place) => Math.abs(shares[place]) > PART_TOLERANCE);
      result.dependent.push({ column, parts });
    }
  }
  return result;
}

/** x of Lᵀx = row: the shares of the independent columns in a column. */
function solveTransposed(factor: readonly (readonly number[])[], row: readonly number[]): number[] {
  const shares = [...row];
  for (let place = shares.length - 1; place >= 0; place--) {
    for (let later = place + 1; later < shares.length; later++) {
      shares[place] -= factor[later][place] * shares[later];
    }
    shares[place] /= factor[place][place];
  }
  return shares;
}
