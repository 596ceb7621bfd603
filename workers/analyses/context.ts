import type { Table } from 'apache-arrow';
import type { CountedDataset, OnProgress, SqlRun } from '../api';
import type { Database } from '../duckdb/database';
import { throwIfCancelled } from '../duckdb/engine-error';
import { fillIn } from '../duckdb/sql-text';
import { readsCalendarOnly, readsRows, type Fills } from '../filters/fills';
import type { AnalysisContext } from './analysis';
import type { QueryCache } from './query-cache';

interface ContextInput {
  dataset: CountedDataset;
  database: Database;
  /** Where the canonical tables are found, ready to stand in SQL. */
  namespace: string;
  fills: Fills;
  cache: QueryCache;
  calendarCache: QueryCache;
  signal: AbortSignal;
  onProgress: OnProgress;
}

/** How long a computation may keep the worker from answering, in milliseconds. */
const longestStep = 40;

/** The context of one run, and the SQL it has asked so far. */
export function createContext(input: ContextInput): { context: AnalysisContext; sql: SqlRun[] } {
  const { dataset, database, namespace, fills, signal, onProgress } = input;
  const sql: SqlRun[] = [];
  const context: AnalysisContext = {
    dataset,
    onProgress,
    async query(name, text, values = {}) {
      const filled = fillIn(text, values);
      sql.push({ name, text: filled });
      const cache = readsCalendarOnly(filled) ? input.calendarCache : input.cache;
      const known = cache.get(filled);
      if (known) return known;
      if (readsRows(filled)) await fills.rows(signal);
      onProgress({ stage: 'query', fraction: null });
      const table: Table = await database.run(filled, signal, namespace);
      cache.set(filled, table);
      return table;
    },
    async activity(unit) {
      onProgress({ stage: 'rollup', fraction: null });
      await fills.activity(unit, signal);
    },
    async moves(unit) {
      onProgress({ stage: 'rollup', fraction: null });
      await fills.moves(unit, signal);
    },
    async purchases() {
      onProgress({ stage: 'rollup', fraction: null });
      await fills.purchases(signal);
    },
    async gaps() {
      onProgress({ stage: 'rollup', fraction: null });
      await fills.gaps(signal);
    },
    calendar: (unit) => fills.calendar(unit, signal),
    attribute: (name) => fills.attribute(name, signal),
    async steps(work, stage) {
      onProgress({ stage, fraction: null });
      let paused = Date.now();
      for (;;) {
        const { done, value } = work.next();
        if (done) return value;
        if (Date.now() - paused < longestStep) continue;
        if (typeof value === 'number') onProgress({ stage, fraction: value });
        await new Promise((resolve) => setTimeout(resolve));
        throwIfCancelled(signal);
        paused = Date.now();
      }
    },
  };
  return { context, sql };
}
