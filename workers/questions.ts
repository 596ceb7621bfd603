import type {
  AnalysisRequest,
  AnalysisResult,
  AttributeValue,
  CountedDataset,
  CustomerFilter,
  FilteredCounts,
  OnProgress,
  SqlRequest,
  SqlResult,
} from './api';
import { createContext } from './analyses/context';
import { runAnalysis } from './analyses/run';
import type { Loaded } from './dataset/build-data';
import type { Database } from './duckdb/database';
import { attributeValues } from './filters/attribute-values';
import { select, type Selection } from './filters/selection';
import { Queries } from './queries/queries';

/** A question of data: all its customers are counted, and it stays the same meanwhile. */
export interface Asked {
  loaded: Loaded;
  dataset: CountedDataset;
  signal: AbortSignal;
  onProgress: OnProgress;
}

/** What can be asked of a notebook's data: analyses, and the person's own queries, of all customers or of some. */
export class Questions {
  readonly queries: Queries;

  constructor(private readonly database: Database) {
    this.queries = new Queries(database);
  }

  async analyse(request: AnalysisRequest, asked: Asked): Promise<AnalysisResult> {
    const selection = await this.select(request.filters ?? [], asked);
    const { context, sql } = createContext({ ...asked, ...selection, database: this.database });
    return { ...(await runAnalysis(request, context)), sql, origin: selection.origin };
  }

  async countFiltered(filters: CustomerFilter[], asked: Asked): Promise<FilteredCounts> {
    const { customers, orders, revenue } = (await this.select(filters, asked)).dataset;
    return { customers, orders, revenue };
  }

  attributeValues(attribute: string, limit: number, asked: Asked): Promise<AttributeValue[]> {
    return attributeValues({ ...asked, filters: [], database: this.database }, attribute, limit);
  }

  async query(request: SqlRequest, asked: Asked): Promise<SqlResult> {
    const selection = await this.select(request.filters, asked);
    const analyse = (analysis: AnalysisRequest) =>
      this.analyse({ ...analysis, filters: request.filters }, asked);
    return this.queries.run(request, { ...asked, selection, analyse });
  }

  private select(filters: readonly CustomerFilter[], asked: Asked): Promise<Selection> {
    return select({ ...asked, filters, database: this.database });
  }
}
