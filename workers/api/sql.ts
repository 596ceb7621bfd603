import type { AnalysisRequest, Scalar } from './analysis';
import type { CustomerFilter } from './filters';

/** What a query names, by the engine's own tokenizer: places are offsets into its text. */
export interface SqlNames {
  /** Tables in FROM, JOIN and the like, without those that the query itself names by WITH; each once, as written. */
  tables: string[];
  /** `$name` blanks outside of texts and comments, each once. */
  parameters: string[];
}

/** A result that a query may name. A cell of SQL is a table of its id; an analysis' tables are `id_table`. */
export type SqlSource =
  { id: string; kind: 'sql'; sql: string } | { id: string; kind: 'analysis'; request: AnalysisRequest };

export interface SqlRequest {
  sql: string;
  /** Values of `$name`, also for the sources. */
  parameters: Record<string, Scalar>;
  /** The cells it builds on, also by others, each after those it builds on itself. */
  sources: SqlSource[];
  filters: CustomerFilter[];
  /** Most rows that come back. */
  limit: number;
}

export interface SqlColumn {
  name: string;
  /** The engine's type name, such as DOUBLE or VARCHAR. */
  type: string;
}

export interface SqlResult {
  columns: SqlColumn[];
  /**
   * The rows as Arrow IPC bytes: numbers as DOUBLE or INTEGER, days and instants as ISO texts, nested values as texts.
   * Columns of the same name have a number behind it from the second on.
   */
  table: Uint8Array;
  /** There are more rows than the limit. */
  isCut: boolean;
}

/** A table that a query can name, for completion. */
export interface SqlTable {
  name: string;
  /** `canonical`: what every analysis rests on. `file`: a table of the notebook as it was read. */
  kind: 'canonical' | 'file';
  columns: SqlColumn[];
}

/** What an editor needs to know of the engine. */
export interface SqlVocabulary {
  keywords: string[];
  functions: string[];
  tables: SqlTable[];
}

/** The tables every analysis rests on, which a query can name; their columns are in model/tables.sql. */
export const canonicalTables = [
  'orders',
  'customers',
  'attributes',
  'calendar',
  'periods',
  'activity',
  'cohort_activity',
  'activity_moves',
  'purchases',
  'purchase_gaps',
] as const;
