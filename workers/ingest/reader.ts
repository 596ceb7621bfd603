import type { FileFormat, OnProgress, ReadingGuess, SourceColumn, UnreadColumn } from '../api';
import type { Database } from '../duckdb/database';

/** A column as a first look sees it. */
export interface ColumnSample {
  name: string;
  named: SourceColumn['named'];
  /** The engine's type where the format has types, VARCHAR for texts. */
  type: string;
  /** The first rows as text, null where nothing stands. */
  values: (string | null)[];
}

/** Where the rows go: a table that the reader makes in a namespace of its own. */
export interface ReadTarget {
  database: Database;
  /** Qualified, ready to stand in SQL: `store_1.main`. */
  namespace: string;
  table: string;
  /** Columns to read; the others are left in the file. */
  columns: readonly string[];
  /** Text columns that are worth reading as an engine type at once: column to DOUBLE, DATE or TIMESTAMP. */
  types: Readonly<Record<string, string>>;
}

export interface ReadOutcome {
  /** Rows that stand in the table. */
  rows: number;
  /**
   * Rows of the file that do not: each is a row of `<table>_rejected` (line INTEGER, column_name VARCHAR, value VARCHAR,
   * reason VARCHAR), whose reasons are those of `RejectedRow`.
   */
  rejected: number;
  /** Text columns that were to be read as an engine type and stayed text, because a later value is none. */
  keptAsText: string[];
}

/** One file, or several of one table, opened by the reader of its format. */
export interface TableReader {
  readonly format: FileFormat;
  /** The settings in force, guessed or given. */
  readonly reading: ReadingGuess[];
  readonly samples: ColumnSample[];
  readonly unread: UnreadColumn[];
  /** Rows in the file where the format says so, else null. */
  readonly knownRows: number | null;
  /**
   * Reads all into `target.table`, row for row in the order of the file, and makes `<table>_rejected`.
   * @throws EngineError `cancelled`, `memoryLimit`, `fileUnreadable`, …; both tables are then to be dropped by the caller
   */
  readInto(target: ReadTarget, signal: AbortSignal, onProgress: OnProgress): Promise<ReadOutcome>;
  /**
   * The line (or row, for formats without lines) of the file at which each row of the table begins, counted from 1.
   * @param rows places in the table from 0, ascending
   */
  linesOf(rows: readonly number[], signal: AbortSignal): Promise<number[]>;
  close(): Promise<void>;
}
