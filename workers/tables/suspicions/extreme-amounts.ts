import type { Suspicion } from '../../api';
import { literal } from '../../duckdb/sql-text';
import { valuesOf } from '../column-summary';
import type { ProfiledColumn } from '../profiled-column';

/** An amount is extreme when it is more than this many times the 99th percentile, whatever its sign. */
const timesUsual = 100;
/** Above this the percentile is estimated: the exact one needs all values in memory. */
const mostExact = 20_000_000;

/** extremeAmounts: how many, the largest of them, and the 99th percentile of all sizes (`usual`). */
export async function extremeAmounts(profiled: ProfiledColumn, signal: AbortSignal): Promise<Suspicion[]> {
  const { database, table, column, summary } = profiled;
  const values = valuesOf(table, column);
  const percentile = summary.filled > mostExact ? 'approx_quantile' : 'quantile_cont';
  const first = `SELECT CAST(${percentile}(abs(value), 0.99) AS DOUBLE) AS usual FROM ${values}`;
  const [{ usual }] = (await database.run(first, signal)).toArray() as { usual: number }[];
  const limit = timesUsual * usual;
  if (!(usual > 0) || !Number.isFinite(limit) || Math.max(-summary.low, summary.high) <= limit) return [];
  const second = `SELECT CAST(count(*) AS DOUBLE) AS n, arg_max(value, abs(value)) AS largest FROM ${values}
    WHERE abs(value) > ${literal(limit)}`;
  const [{ n, largest }] = (await database.run(second, signal)).toArray() as { n: number; largest: number }[];
  return [
    { code: 'extremeAmounts', values: { column: column.name, role: column.role, rows: n, largest, usual } },
  ];
}
