import type { CountedDataset, CustomerFilter, OnProgress } from '../api';
import { QueryCache } from '../analyses/query-cache';
import { modelNamespace, type Loaded } from '../dataset/build-data';
import type { Database } from '../duckdb/database';
import type { Rollups } from '../model/rollups';

/** What fills the canonical tables that a question reads. */
export type Fills = Pick<Rollups, 'calendar' | 'activity' | 'purchases' | 'attribute'>;

/** The customers a question is about: all of them, or those that pass the filters. */
export interface Selection {
  /** Where their canonical tables are found, ready to stand in SQL. */
  namespace: string;
  /** The data as it is for these customers: their counts, and the last day that counts. */
  dataset: CountedDataset;
  fills: Fills;
  cache: QueryCache;
  origin: 'rollup' | 'rows';
}

export interface SelectionInput {
  database: Database;
  loaded: Loaded;
  /** All customers, counted. */
  dataset: CountedDataset;
  filters: readonly CustomerFilter[];
  signal: AbortSignal;
  onProgress: OnProgress;
}

/** The customers that pass the filters. */
export async function select({ loaded, dataset }: SelectionInput): Promise<Selection> {
  const { rollups, cache } = loaded;
  return { namespace: modelNamespace(loaded), dataset, fills: rollups, cache, origin: 'rollup' };
}
