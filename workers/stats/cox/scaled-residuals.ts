import { orderByRank, rankValues } from '../rank-values';
import type { CoxColumn } from './data';
import type { CoxFit } from './describe-fit';
import type { PreparedCox } from './prepare';

/**
 * Scaled Schoenfeld residuals, which scatter around the coefficient as it is at their time: one entry per row with
 * events, by time. Per bounded coefficient its residuals and their correlation with transformed time (null when either
 * is constant).
 */
export interface ScaledResiduals {
  time: Float64Array;
  transformedTime: Float64Array;
  /** Subjects with the event that an entry stands for. */
  count: Float64Array;
  columns: (CoxColumn & { residual: Float64Array; correlation: number | null })[];
}

/**
 * Scales Schoenfeld residuals (Grambsch & Therneau 1994): the coefficient plus events × covariance × residual. `clock` is
 * the transformed time of each tie, `residuals` are those of every prepared row, `covariance` is of the `free` columns.
 */
export function scaleResiduals(
  prepared: PreparedCox,
  fit: CoxFit,
  clock: Float64Array,
  residuals: Float64Array,
  free: number[],
  covariance: number[][],
): ScaledResiduals {
  const { scale, events, tieStart, tieEvents } = prepared;
  const width = scale.length;
  const tieOfRow = new Uint32Array(prepared.time.length);
  tieEvents.forEach((_, tie) => tieOfRow.fill(tie, tieStart[tie], tieStart[tie + 1]));
  const withEvent = Uint32Array.from(tieOfRow.keys()).filter((row) => prepared.event[row] === 1);
  const times = rankValues(prepared.time);
  const rows = orderByRank(withEvent, times.rank, times.distinct.length);
  const count = Float64Array.from(rows, (row) => prepared.count[row]);
  const transformedTime = Float64Array.from(rows, (row) => clock[tieOfRow[row]]);
  const columns = free.map((column, place) => {
    const residual = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at++) {
      const start = rows[at] * width;
      let sum = 0;
      for (let other = 0; other < free.length; other++) {
        sum += covariance[place][other] * residuals[start + free[other]];
      }
      residual[at] = fit.point[column] + (events * sum) / scale[column];
    }
    return {
      ...prepared.columns[column],
      residual,
      correlation: weightedCorrelation(transformedTime, residual, count),
    };
  });
  return { time: Float64Array.from(rows, (row) => prepared.time[row]), transformedTime, count, columns };
}

function weightedCorrelation(left: Float64Array, right: Float64Array, count: Float64Array): number | null {
  let [total, meanLeft, meanRight] = [0, 0, 0];
  for (let at = 0; at < count.length; at++) {
    total += count[at];
    meanLeft += (count[at] / total) * (left[at] - meanLeft);
    meanRight += (count[at] / total) * (right[at] - meanRight);
  }
  let [squaresLeft, squaresRight, products] = [0, 0, 0];
  for (let at = 0; at < count.length; at++) {
    const [fromLeft, fromRight] = [left[at] - meanLeft, right[at] - meanRight];
    squaresLeft += count[at] * fromLeft * fromLeft;
    squaresRight += count[at] * fromRight * fromRight;
    products += count[at] * fromLeft * fromRight;
  }
  const spread = Math.sqrt(squaresLeft * squaresRight);
  return spread > 0 ? products / spread : null;
}
