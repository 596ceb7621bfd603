import type { ColumnProfile, Role } from '../api';
import { identifier } from '../duckdb/sql-text';

/** A column of a table as its file has it, and how it is read. */
export interface RawColumn {
  name: string;
  /** The engine's type name, such as VARCHAR or TIMESTAMP. */
  type: string;
  role: Role;
  kind: ColumnProfile['kind'];
  /**
   * SQL of the value over the table's columns, NULL where there is none: DOUBLE for numbers, INTEGER days since
   * 1970-01-01 for dates, BOOLEAN, and VARCHAR for texts.
   */
  valueSql: string;
}

/** A table as it was read from its file: one row for each row of the file, in its order. */
export interface RawTable {
  /** Ready to stand in SQL: `store_1.main.table_1`. */
  qualified: string;
  columns: readonly RawColumn[];
}

/** The longest text that is sent for one cell; a line of a file may be megabytes long. */
const longestText = 1000;

/**
 * The table with the place of each row, from 0 in the order of the file, as `place`. That is the engine's row number,
 * unless a column of the file has taken its name.
 */
export function placedRows({ qualified, columns }: RawTable, selected: string): string {
  return hasRowNumbers(columns)
    ? `(SELECT rowid AS place, ${selected} FROM ${qualified})`
    : `(SELECT row_number() OVER () - 1 AS place, ${selected} FROM ${qualified})`;
}

function hasRowNumbers(columns: readonly RawColumn[]): boolean {
  return !columns.some(({ name }) => name.toLowerCase() === 'rowid');
}

/** The value as it stands in the file. A whole number that is stored as a float loses its ".0". */
export function textSql({ name, type }: RawColumn): string {
  const column = identifier(name);
  const text = `CAST(${column} AS VARCHAR)`;
  return /^(DOUBLE|FLOAT|REAL)/.test(type) ? `regexp_replace(${text}, '\\.0$', '')` : text;
}

/** A text cut to what a cell can show. */
export function shortened(text: string, length = longestText): string {
  return `CASE WHEN strlen(${text}) > ${length} THEN left(${text}, ${length}) || '…' ELSE ${text} END`;
}

/** What counts as a value, where `value` is the name of one: a number that is none or endless is missing. */
export function known(value: string, kind: RawColumn['kind']): string {
  return kind === 'number' ? `(CASE WHEN isfinite(${value}) THEN ${value} END)` : value;
}

const millisecondsPerDay = 86_400_000;
const farthestDay = 100_000_000;

/** Days since 1970-01-01 as an ISO date. */
export function isoDay(day: number): string {
  const within = Math.max(-farthestDay, Math.min(farthestDay, day));
  return new Date(within * millisecondsPerDay).toISOString().replace(/T.*/, '');
}

/** An ISO date as days since 1970-01-01, NaN when it is none. */
export function dayOf(iso: string): number {
  return /^[+-]?\d{4,6}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) / millisecondsPerDay : NaN;
}
