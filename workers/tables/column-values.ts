import type { ColumnProfile } from '../api';
import type { Database } from '../duckdb/database';
import { literal } from '../duckdb/sql-text';
import { barOf, barsFor, histogram, type Bars } from './bars';
import { longestShown, valuesOf, type ColumnSummary } from './column-summary';
import { shortened, type RawColumn, type RawTable } from './raw-table';

/** Up to here different values are counted, above they are estimated. */
const mostCounted = 10_000;
/** The estimate is off by a few per cent: what it puts a little above is counted too. */
const mostGrouped = 1.2 * mostCounted;
const mostTop = 5;
/** Of so many different values that they are not all counted, those are named that have at least this share. */
const leastShare = 0.01;
const buckets = 1024;

/** What a second pass over a column tells. */
export interface ColumnValues {
  distinct: number;
  isDistinctApproximate: boolean;
  histogram: ColumnProfile['histogram'];
  top: ColumnProfile['top'];
  /** The different values of numbers and dates, ascending, with their rows, where there are not too many. */
  counted: CountedValues | null;
}

export interface CountedValues {
  values: Float64Array;
  rows: Float64Array;
}

interface Pass {
  database: Database;
  table: RawTable;
  column: RawColumn;
  summary: ColumnSummary;
  signal: AbortSignal;
}

const nothing = { histogram: [], top: [], counted: null };

export async function readValues(pass: Pass): Promise<ColumnValues> {
  const { column, summary } = pass;
  if (summary.filled === 0) return { ...nothing, distinct: 0, isDistinctApproximate: false };
  const isMeasured = column.kind === 'number' || column.kind === 'date';
  if (summary.distinct <= mostGrouped) return isMeasured ? countValues(pass) : countTexts(pass);
  // An estimate can't be above what there is.
  const distinct = Math.min(summary.distinct, summary.filled);
  const shape = isMeasured
    ? { histogram: await countBars(pass), top: [] }
    : { histogram: [], top: await frequentTexts(pass) };
  return { ...shape, distinct, isDistinctApproximate: true, counted: null };
}

async function countValues({ database, table, column, summary, signal }: Pass): Promise<ColumnValues> {
  const answer = await database.run(
    `SELECT CAST(value AS DOUBLE) AS value, CAST(count(*) AS DOUBLE) AS n FROM ${valuesOf(table, column)}
      WHERE value IS NOT NULL GROUP BY 1 ORDER BY 1`,
    signal,
  );
  const values = answer.getChild('value')!.toArray() as Float64Array;
  const rows = answer.getChild('n')!.toArray() as Float64Array;
  const bars = barsFor(summary);
  return {
    distinct: values.length,
    isDistinctApproximate: false,
    histogram: bars ? histogram(bars, rowsByBar(bars, values, rows)) : [],
    top: [],
    counted: { values, rows },
  };
}

function rowsByBar(bars: Bars, values: Float64Array, rows: Float64Array): number[] {
  const sums = new Array<number>(bars.count).fill(0);
  values.forEach((value, index) => (sums[barOf(bars, value)] += rows[index]));
  return sums;
}

async function countBars({
  database,
  table,
  column,
  summary,
  signal,
}: Pass): Promise<ColumnProfile['histogram']> {
  const bars = barsFor(summary);
  if (!bars) return [];
  const bar = `least(${bars.count - 1}, floor((value - ${literal(bars.start)}) / ${literal(bars.width)}))`;
  const answer = await database.run(
    `SELECT CAST(${bar} AS INTEGER) AS bar, CAST(count(*) AS DOUBLE) AS n FROM ${valuesOf(table, column)}
      WHERE value IS NOT NULL GROUP BY 1`,
    signal,
  );
  const rows = new Array<number>(bars.count).fill(0);
  for (const { bar, n } of answer.toArray() as { bar: number; n: number }[]) rows[bar] = n;
  return histogram(bars, rows);
}

interface CountedText {
  value: string;
  n: number;
  distinct: number;
}

/** The commonest of a query that counts texts; equally common ones by the alphabet. */
const topOf = (
  counts: string,
) => `SELECT ${shortened('value', longestShown)} AS value, CAST(n AS DOUBLE) AS n,
  CAST(count(*) OVER () AS DOUBLE) AS "distinct" FROM (${counts}) AS counts ORDER BY n DESC, counts.value LIMIT ${mostTop}`;

async function countTexts({ database, table, column, signal }: Pass): Promise<ColumnValues> {
  const counts = `SELECT CAST(value AS VARCHAR) AS value, count(*) AS n FROM ${valuesOf(table, column)}
    WHERE value IS NOT NULL GROUP BY 1`;
  const rows = (await database.run(topOf(counts), signal)).toArray() as CountedText[];
  return {
    ...nothing,
    distinct: rows[0].distinct,
    isDistinctApproximate: false,
    top: rows.map(({ value, n }) => ({ value, rows: n })),
  };
}

/**
 * The texts with at least 1 % of the filled rows, counted exactly without a table of a million different texts: first the
 * rows of each of 1,024 buckets of texts, then the texts of those buckets alone that are full enough to hold one.
 */
async function frequentTexts({
  database,
  table,
  column,
  summary,
  signal,
}: Pass): Promise<ColumnProfile['top']> {
  const least = Math.ceil(leastShare * summary.filled);
  const source = `(SELECT value, hash(value) % ${buckets} AS bucket FROM ${valuesOf(table, column)} WHERE value IS NOT NULL)`;
  const full = await database.run(
    `SELECT CAST(bucket AS INTEGER) AS bucket FROM ${source} GROUP BY bucket HAVING count(*) >= ${least}`,
    signal,
  );
  if (full.numRows === 0) return [];
  const candidates = (full.toArray() as { bucket: number }[]).map(({ bucket }) => bucket).join(', ');
  const counts = `SELECT value, count(*) AS n FROM ${source} WHERE bucket IN (${candidates})
    GROUP BY value HAVING count(*) >= ${least}`;
  const rows = (await database.run(topOf(counts), signal)).toArray() as CountedText[];
  return rows.map(({ value, n }) => ({ value, rows: n }));
}
