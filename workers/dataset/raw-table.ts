import {
  ownValue,
  type ColumnFormat,
  type DatasetTable,
  type Fix,
  type RejectedRow,
  type Role,
  type SourceColumn,
} from '../api';
import type { ValueColumn } from '../ingest/values/column';
import { formatFor } from '../ingest/values/guess';

/** A table of the notebook as the engine keeps it: what the page sees, and where its rows stand. */
export interface RawTable extends DatasetTable {
  /** Name of the table in the store's schema `main`; `<sqlName>_rejected` holds the rows that could not be read. */
  sqlName: string;
  /** What to add to a row's place (from 0) to get its line in the file; null where that differs from row to row. */
  lineOffset: number | null;
  /** The first values of columns of texts, by which reading them is made quick. */
  samples: Record<string, (string | null)[]>;
}

/** The part of a raw table that the page sees. */
export function describeTable(table: RawTable): DatasetTable {
  const { sqlName: _sqlName, lineOffset: _lineOffset, samples: _samples, ...described } = table;
  return described;
}

/** A column as the expressions of values want it. */
export function valueColumn(table: RawTable, { name, type }: SourceColumn): ValueColumn {
  return { name, type, values: table.samples[name] ?? [] };
}

/** Qualified name of the raw table, ready to stand in SQL. */
export const rawName = (catalog: string, table: Pick<RawTable, 'sqlName'>) =>
  `${catalog}.main.${table.sqlName}`;

export const rejectedName = (catalog: string, table: Pick<RawTable, 'sqlName'>) =>
  `${rawName(catalog, table)}_rejected`;

/** How a column's values are read: as the person chose, else by the best guess. */
export function formatOf(table: RawTable, column: SourceColumn): ColumnFormat {
  return ownValue(table.settings.formats, column.name) ?? column.formats[0]?.format ?? 'text';
}

/** How they are read where the role wants dates, numbers, or yes and no. */
export function formatAs(
  kind: 'date' | 'number' | 'boolean',
  table: RawTable,
  column: SourceColumn,
): ColumnFormat {
  return ownValue(table.settings.formats, column.name) ?? formatFor(kind, column.formats);
}

export function numberFormatOf(table: RawTable, column: SourceColumn): 'number' | 'numberComma' {
  return formatAs('number', table, column) === 'numberComma' ? 'numberComma' : 'number';
}

/** The mendings in force: those the person set, else what is done unasked. */
export function fixesOf(table: RawTable, column: SourceColumn): Fix[] {
  const unasked: Fix[] = column.fixes.some(({ fix }) => fix === 'wholeNumber') ? ['wholeNumber'] : [];
  return ownValue(table.settings.fixes, column.name) ?? unasked;
}

export function roleOf(table: RawTable, column: SourceColumn): Role {
  return ownValue(table.settings.mapping, column.name) ?? 'attribute';
}

export function columnWithRole(table: RawTable, role: Role): SourceColumn | undefined {
  return table.columns.find((column) => roleOf(table, column) === role);
}

/** Why a row that was read can't be used: `problem` in SQL is the place in this list, from 1. */
export interface Problem {
  reason: RejectedRow['reason'];
  column: string;
}
