import type { CustomerFilter, Scalar } from '../../workers/api';
import type { StatisticsReport } from './results';

/** One cell of a triangle: month of the cohort since year 0, age, value. */
export type TriangleCell = [cohortMonth: number, age: number, value: number];

export interface ImportTimes {
  inspect: number;
  load: number;
  adopt: number;
  /** Until the rows are read, checked and in use. */
  total: number;
  rows: number;
}

export interface Asked {
  milliseconds: number;
  /** Empty for analyses other than the cohort triangle. */
  cells: TriangleCell[];
}

/** Where the data goes: the browser's private file system, or the engine's memory. */
export type BenchStorage = 'opfs' | 'memory';

/** What bench.html offers to the script that drives it. Times are milliseconds as the page sees them. */
export interface BenchPage {
  /** The product's engine, started and asked exactly as the page does. */
  ours: {
    start(storage: BenchStorage): Promise<number>;
    importFile(): Promise<ImportTimes>;
    /** Puts the customers and orders together, on which every analysis rests. */
    count(): Promise<{ milliseconds: number; customers: number; orders: number }>;
    /** Opens the kept data of an earlier page. */
    reopen(): Promise<{ milliseconds: number; customers: number; bytes: number }>;
    /** Starts to load, cancels after a while, and tells how long the answer then took. */
    cancelImport(afterMilliseconds: number): Promise<number>;
    ask(analysis: string, params: Record<string, Scalar>, filters?: CustomerFilter[]): Promise<Asked>;
  };
  /** A DuckDB worker with the same settings and nothing around it. */
  bare: {
    start(storage: BenchStorage): Promise<number>;
    /** `CREATE TABLE AS read_csv`, or decode and insert one after the other. */
    importFile(): Promise<number>;
    ask(sql: string): Promise<Asked>;
    memoryBytes(): Promise<number>;
  };
  /** The estimators on simulated data, in a worker. */
  statistics(): Promise<StatisticsReport>;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}
