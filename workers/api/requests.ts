/** One thing that was fetched, as the browser tells whoever fetched it. */
export type FetchedResource = Pick<
  PerformanceResourceTiming,
  'name' | 'startTime' | 'transferSize' | 'encodedBodySize' | 'workerStart'
>;

/** What a page or a worker has fetched since it began. */
export interface Timeline {
  /** Milliseconds since 1970, from which the starting times count. */
  startedAt: number;
  fetched: FetchedResource[];
}
