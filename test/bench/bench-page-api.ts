import type { Scalar } from '../../workers/api';
import type { StatisticsReport } from './results';

/** One cell of a triangle: month of the cohort since year 0, age, value. */
export type TriangleCell = [cohortMonth: number, age: number, value: number];

export interface ImportTimes {
  inspect: number;
  load: number;
  adopt: number;
  total: number;
  rows: number;
  customers: number;
  orders: number;
}

export interface Asked {
  milliseconds: number;
  /** Empty for analyses other than the cohort triangle. */
  cells: TriangleCell[];
}

/** What bench.html offers to the script that drives it. Times are milliseconds as the page sees them. */
export interface BenchPage {
  /** The product's engine, started and asked exactly as the page does. */
  ours: {
    start(): Promise<number>;
    importFile(): Promise<ImportTimes>;
    /** Starts to load, cancels after a while, and tells how long the answer then took. */
    cancelImport(afterMilliseconds: number): Promise<number>;
    ask(analysis: string, params: Record<string, Scalar>): Promise<Asked>;
  };
  /** A DuckDB worker with the same settings and nothing around it. */
  bare: {
    start(): Promise<number>;
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
