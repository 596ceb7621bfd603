import type { Database } from '../duckdb/database';
import { isoDay, known, shortened, type RawColumn, type RawTable } from './raw-table';

/** What one pass over a column tells. */
export interface ColumnSummary {
  filled: number;
  /** About how many different values. */
  distinct: number;
  smallest: string | null;
  largest: string | null;
  /** The same as numbers, NaN for texts and where nothing is filled. */
  low: number;
  high: number;
  mean: number | null;
  /** All numbers are whole. */
  isWhole: boolean;
}

/** Longest text of a smallest, largest or common value. */
export const longestShown = 200;

/** Selects one column's values, NULL where there is none, as `value`. */
export function valuesOf(table: RawTable, column: RawColumn): string {
  const values = `(SELECT ${column.valueSql} AS value FROM ${table.qualified})`;
  return column.kind === 'number' ? `(SELECT ${known('value', 'number')} AS value FROM ${values})` : values;
}

const numeric = (expression: string, name: string) => `CAST(${expression} AS DOUBLE) AS ${name}`;

export async function summarise(
  database: Database,
  table: RawTable,
  column: RawColumn,
  signal: AbortSignal,
): Promise<ColumnSummary> {
  const isMeasured = column.kind === 'number' || column.kind === 'date';
  const ends = isMeasured
    ? [numeric('min(value)', 'low'), numeric('max(value)', 'high'), numeric('avg(value)', 'mean')]
    : (['min', 'max'] as const).map(
        (end) => `${shortened(`CAST(${end}(value) AS VARCHAR)`, longestShown)} AS ${end}_text`,
      );
  const sql = `SELECT ${numeric('count(value)', 'filled')}, ${numeric('approx_count_distinct(value)', 'n')},
    ${ends.join(', ')}, ${column.kind === 'number' ? 'bool_and(value = floor(value))' : 'TRUE'} AS whole
    FROM ${valuesOf(table, column)}`;
  const [row] = (await database.run(sql, signal)).toArray() as Answer[];
  return {
    filled: row.filled,
    distinct: row.n,
    ...(isMeasured
      ? measuredEnds(column, row)
      : { smallest: row.min_text, largest: row.max_text, low: NaN, high: NaN, mean: null }),
    isWhole: row.whole ?? false,
  };
}

interface Answer {
  filled: number;
  n: number;
  low: number | null;
  high: number | null;
  mean: number | null;
  min_text: string | null;
  max_text: string | null;
  whole: boolean | null;
}

function measuredEnds({ kind }: RawColumn, { low, high, mean }: Answer) {
  const text = (value: number | null) =>
    value === null ? null : kind === 'date' ? isoDay(value) : String(value);
  return {
    smallest: text(low),
    largest: text(high),
    low: low ?? NaN,
    high: high ?? NaN,
    // The middle of dates is no figure that anybody reads.
    mean: kind === 'number' ? mean : null,
  };
}
