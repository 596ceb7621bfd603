import type { Table, Vector } from 'apache-arrow';
import type { CountedDataset, Finding, OnProgress, PeriodUnit, Scalar, Summary } from '../api';
import type { ActivityUnit } from '../model/derived-tables';

/** A column of a result: numbers, texts or flags, null where there is no value; or a column straight from a query. */
export type Column = ArrayLike<number> | (string | null)[] | (boolean | null)[] | (number | null)[] | Vector;

/** A table of a result, by column. All columns have the same length. */
export type ColumnTable = Record<string, Column>;

/** The world as an analysis sees it: questions to the canonical tables, and nothing of files or pages. */
export interface AnalysisContext {
  dataset: CountedDataset;
  /**
   * Runs a .sql file with its `$name` blanks filled in. The same text asked again is answered from memory.
   * @param name the file's name without ending, under which the page shows the SQL
   */
  query(name: string, sql: string, values?: Record<string, Scalar>): Promise<Table>;
  /** Makes sure the rollup of a unit is built before it is queried. */
  activity(unit: ActivityUnit): Promise<void>;
  /** Makes sure that `activity_moves` holds a unit. */
  moves(unit: PeriodUnit): Promise<void>;
  /** Makes sure the table of purchases is filled before it is queried. */
  purchases(): Promise<void>;
  /** Makes sure the table of gaps between purchases is filled. */
  gaps(): Promise<void>;
  /** Makes sure the periods of a unit are there. */
  calendar(unit: PeriodUnit): Promise<void>;
  /** Makes sure that `attributes` holds an attribute. */
  attribute(name: string): Promise<void>;
  /**
   * Runs a computation that yields between its steps, so that other calls are answered and this one can be cancelled.
   * @throws EngineError `cancelled`
   */
  steps<T>(work: Generator<unknown, T>, stage: 'fit' | 'predict'): Promise<T>;
  onProgress: OnProgress;
}

export interface AnalysisOutput {
  summary: Summary;
  tables: Record<string, ColumnTable>;
  findings: Finding[];
  warnings: Finding[];
  /** Parameters that were null and that the analysis has decided. */
  decided?: Record<string, Scalar>;
}

/** What each `compute.ts` exports as `compute`. Parameters are complete and valid. */
export type Compute = (context: AnalysisContext, params: Record<string, Scalar>) => Promise<AnalysisOutput>;
