import type { Database } from '../duckdb/database';
import type { ColumnSummary } from './column-summary';
import type { ColumnValues } from './column-values';
import type { RawColumn, RawTable } from './raw-table';

/** Days by which dates are judged. */
export interface ProfileDays {
  /** Today, ISO. */
  today: string;
  /** Last observed day of the data in use, ISO; null without dates. */
  asOf: string | null;
}

/** A column, all that is known of it, and what it is looked at with. */
export interface ProfiledColumn {
  database: Database;
  table: RawTable;
  column: RawColumn;
  rows: number;
  summary: ColumnSummary;
  values: ColumnValues;
}
