import type { CountedDataset } from '../api';
import type { QueryCache } from '../analyses/query-cache';
import type { Fills } from './fills';

/** The customers a question is about: all of them, or those that pass the filters. */
export interface Selection {
  /** Where their canonical tables are found, ready to stand in SQL. */
  readonly namespace: string;
  /** The data as it is for these customers: their counts, and the last day that counts. */
  readonly dataset: CountedDataset;
  readonly fills: Fills;
  readonly cache: QueryCache;
  /** Of what is the same for all customers who are seen until the same day. */
  readonly calendarCache: QueryCache;
  /** Ends what is asked of them: when the asker has gone, or the data is given up. */
  readonly signal: AbortSignal;
  /** `rows` as soon as a question about some customers had to go to their rows. */
  readonly origin: 'rollup' | 'rows';
  /** To be called when the question is answered: until then their tables stay. */
  release(): void;
}
