import type {
  AnalysisRequest,
  AnalysisResult,
  DataOptions,
  Dataset,
  Mapping,
  SourceColumn,
  SqlNames,
  SqlRequest,
  SqlResult,
} from '../api';
import type { specs } from '../analyses/registry';

/** What knows documents: it is the page's, and handed in, since the engine knows nothing of pages. */
export interface Documents {
  wishesOf(
    text: string,
    columns: readonly SourceColumn[],
    analyses: typeof specs,
  ): { name: string | undefined; mapping: Mapping; options: Partial<DataOptions> };
  runDocument(
    text: string,
    dataset: Dataset,
    engine: {
      analyse: (request: AnalysisRequest, signal: AbortSignal) => Promise<AnalysisResult>;
      query: (request: SqlRequest, signal: AbortSignal) => Promise<SqlResult>;
      names: (sql: string) => Promise<SqlNames>;
      rows: (bytes: Uint8Array) => Record<string, unknown>[];
    },
    analyses: typeof specs,
  ): Promise<{ cells: { status: string; error?: unknown }[] }>;
}
