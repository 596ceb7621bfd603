import type { Table } from 'apache-arrow';
import type { SqlColumn } from '../../../workers/api';
import type { Figure } from '../../analyses/figure';

export interface ExportRows {
  table: Table;
  /** The engine's types, where they say more than the table's own. */
  types: readonly SqlColumn[];
  /** There are more rows than these. */
  isCut: boolean;
}

/** Gets rows to be written; what it throws is a `CellError`. */
export type GetRows = (signal: AbortSignal) => Promise<ExportRows>;

/** A table that is shown somewhere and can be given away. */
export interface ExportTable {
  /** Unique within its cell; part of the file's name. */
  part: string;
  title: string;
  /** How many rows it has, in words. */
  count: string;
  columnLabel: (name: string) => string;
  rows: GetRows;
  /** Where `rows` are only the first of them. */
  allRows: GetRows | null;
  /** The column that names customers; null where none does. */
  customerColumn: string | null;
}

export interface ExportFigure {
  title: string;
  figure: Figure;
}

/** Most rows that are asked for at once, and held in the page's memory. */
export const mostExportedRows = 1_000_000;

/** A table that is at hand, whole. */
export const rowsAtHand =
  (table: Table, types: readonly SqlColumn[] = [], isCut = false): GetRows =>
  () =>
    Promise.resolve({ table, types, isCut });

/** The column by which a table names customers: as all our tables call it, or as a file of the notebook does. */
export function customerColumnOf(table: readonly string[], inFiles: readonly string[] = []): string | null {
  const known = ['customer', ...inFiles].map((name) => name.toLowerCase());
  return known.map((name) => table.find((each) => each.toLowerCase() === name)).find(Boolean) ?? null;
}
