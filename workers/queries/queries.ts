import type { SqlNames, SqlRequest, SqlResult, SqlVocabulary } from '../api';
import type { AnalysisRequest, AnalysisResult, OnProgress } from '../api';
import type { Loaded } from '../dataset/build-data';
import type { Database } from '../duckdb/database';
import type { Selection } from '../filters/selection';

/** What a query is run on. */
export interface QueryInput {
  loaded: Loaded;
  selection: Selection;
  /** Runs an analysis that the query builds on, for the same customers. */
  analyse: (request: AnalysisRequest) => Promise<AnalysisResult>;
  signal: AbortSignal;
  onProgress: OnProgress;
}

/** The person's own queries. */
export class Queries {
  constructor(private readonly database: Database) {}

  async run(_request: SqlRequest, _input: QueryInput): Promise<SqlResult> {
    throw new Error('Not yet.');
  }

  async names(_sql: string): Promise<SqlNames> {
    throw new Error('Not yet.');
  }

  async vocabulary(_loaded: Loaded | null): Promise<SqlVocabulary> {
    throw new Error('Not yet.');
  }
}
