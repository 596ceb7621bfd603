import type { rendererMemory } from './browser';

export interface Pair {
  ours: number;
  bare: number;
}

export interface ImportReport {
  rows: number;
  customers: number;
  orders: number;
  inspect: number;
  load: number;
  adopt: number;
  total: number;
  /** Customers and orders put together, after that. */
  count: number;
  bare: number;
  ratio: number;
}

type Memory = Awaited<ReturnType<typeof rendererMemory>>;

/** Medians over the rounds, in milliseconds; memory of the first round, in bytes. */
export interface RowsReport {
  rounds: number;
  /** Each round's import, so that the noise of the machine can be seen. */
  importRounds: Pair[];
  import: ImportReport;
  triangles: Record<string, Pair>;
  analyses: Record<string, number>;
  memory: {
    oursBefore: Memory;
    oursAfter: Memory;
    oursAtTheEnd: Memory;
    bareBefore: Memory;
    bareAfter: Memory;
    bareEngineBytes: number;
  };
  cancel: number;
}

/** Imports of one file into one kind of storage, in milliseconds; memory and the reopening of the first round. */
export interface ImportsReport {
  rounds: Pair[];
  ours: number;
  bare: number;
  /** Customers and orders put together, after that. */
  count: number;
  memory: { before: Memory; after: Memory; counted: Memory };
  reopened: { boot: number; milliseconds: number; customers: number; bytes: number } | null;
}

/** What a filter of the notebook costs, in milliseconds. */
export interface FiltersReport {
  /** The triangle of one channel, when nothing was filtered before. */
  first: number;
  /** Of other channels after that, by analysis; medians. */
  later: Record<string, number>;
  /** The triangle of one channel from the raw table. */
  raw: number;
  /** From a click on a cohort to all visible cells redrawn. */
  click: { first: number; later: number };
}

/** How long after the navigation, and what the host had sent by then. */
interface Moment {
  milliseconds: number;
  bytes: number;
}

/** A visit of the page, from a host that compresses nothing. */
export interface VisitReport {
  usable: Moment;
  engine: Moment;
  /** "Ready offline" is shown. */
  offline: Moment;
  /** From the wish for the sample to its first figure. */
  chart: Moment;
  requests: number;
}

export interface StartReport {
  /** Navigation to a drop zone that can be used. */
  milliseconds: number;
  /** What had been asked for by then: as files, and as they crossed the wire from a host that compresses. */
  decodedBytes: number;
  transferredBytes: number;
  requests: string[];
}

export interface LongTasksReport {
  rows: number;
  importMilliseconds: number;
  longestDuringImport: number;
  longestWhileNotebookIsMade: number;
}

export interface StatisticsTiming {
  subjects: number;
  /** Distinct rows the estimator worked on. */
  rows: number;
  milliseconds: number;
  estimates: Record<string, number>;
}

/** How many of the fitted replications have the true value inside the 95 % interval, by parameter. */
export interface CoverageReport {
  replications: number;
  fitted: number;
  inside: Record<string, number>;
}

export interface StatisticsReport {
  timings: Record<string, StatisticsTiming>;
  coverage: Record<string, CoverageReport>;
}

export interface BenchReport {
  machine: {
    processor: string;
    cores: number;
    memoryBytes: number;
    chromium: string;
    node: string;
    /** Over the last minute, before the bench began: what else the machine was doing. */
    loadAverage: number;
  };
  start: StartReport;
  rows: Record<string, RowsReport>;
  /** By file and storage: `csv opfs`, … */
  imports: Record<string, ImportsReport>;
  /** By number of rows. */
  filters: Record<string, FiltersReport>;
  /** The first, the next, and one without the host. */
  visits: Record<string, VisitReport>;
  longTasks: LongTasksReport;
  statistics: StatisticsReport;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
