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
import { ResultMemory } from './analyses/result-memory';
import { runAnalysis } from './analyses/run';
import type { Loaded } from './dataset/build-data';
import type { Database } from './duckdb/database';
import { attributeValues } from './filters/attribute-values';
import { countSelected, select, type Selection } from './filters/selection';
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
  /** A query may build on an analysis that a cell has just shown. */
  private readonly results = new ResultMemory();

  constructor(private readonly database: Database) {
    this.queries = new Queries(database);
  }

  analyse(request: AnalysisRequest, asked: Asked): Promise<AnalysisResult> {
    return this.about(request.filters ?? [], asked, async (selection) => {
      const known = this.results.get(selection.cache, request);
      // Nothing had to be asked for it again.
      if (known) return { ...known, origin: 'rollup' };
      const { database } = this;
      const { onProgress } = asked;
      const { context, sql } = createContext({ ...selection, onProgress, database });
      const result = { ...(await runAnalysis(request, context)), sql, origin: selection.origin };
      this.results.set(selection.cache, request, result);
      return result;
    });
  }

  countFiltered(filters: CustomerFilter[], asked: Asked): Promise<FilteredCounts> {
    return countSelected({ ...asked, filters, database: this.database });
  }

  attributeValues(attribute: string, limit: number, asked: Asked): Promise<AttributeValue[]> {
    return attributeValues({ ...asked, database: this.database }, attribute, limit);
  }

  query(request: SqlRequest, asked: Asked): Promise<SqlResult> {
    const { filters } = request;
    return this.about(filters, asked, async (selection) => {
      // What a query of the person's reads is not known before it runs.
      await selection.fills.rows(selection.signal);
      const analyse = (analysis: AnalysisRequest) => this.analyse({ ...analysis, filters }, asked);
      return this.queries.run(request, { ...asked, signal: selection.signal, selection, analyse });
    });
  }

  /** Asks something of the customers that pass. */
  private async about<T>(
    filters: readonly CustomerFilter[],
    asked: Asked,
    question: (selection: Selection) => Promise<T>,
  ): Promise<T> {
    const selection = await select({ ...asked, filters, database: this.database });
    try {
      return await question(selection);
    } finally {
      selection.release();
    }
  }
}
