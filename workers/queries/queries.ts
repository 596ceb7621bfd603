import type {
  AnalysisRequest,
  AnalysisResult,
  OnProgress,
  SqlNames,
  SqlRequest,
  SqlResult,
  SqlTable,
  SqlVocabulary,
} from '../api';
import type { Loaded } from '../dataset/build-data';
import type { Database } from '../duckdb/database';
import { throwIfCancelled } from '../duckdb/engine-error';
import { literal } from '../duckdb/sql-text';
import type { Selection } from '../filters/selection';
import { answer } from './answer';
import { fileTables } from './file-tables';
import { fillTables } from './fill-tables';
import { gather } from './gather';
import { namesOf } from './names';
import { prepare, textsOf } from './prepare';
import { Results } from './results';
import { readStatement } from './statement';
import { readTokens } from './tokens';
import { engineWords, tablesOf, type EngineWords } from './vocabulary';

/** What a query is run on. */
export interface QueryInput {
  loaded: Loaded;
  selection: Selection;
  /** Runs an analysis that the query builds on, for the same customers. */
  analyse: (request: AnalysisRequest) => Promise<AnalysisResult>;
  signal: AbortSignal;
  onProgress: OnProgress;
}

const never = new AbortController().signal;

/** Below this likeness (Jaro and Winkler's, 0 to 1) a name is another name, not a slip of the hand. */
const leastLikeness = 0.75;

/** The person's own queries. */
export class Queries {
  private readonly results: Results;
  private known: Promise<EngineWords> | null = null;
  private readonly tables = new WeakMap<Loaded, Promise<SqlTable[]>>();

  constructor(private readonly database: Database) {
    this.results = new Results(database);
  }

  /**
   * Runs one query that reads only.
   * @throws EngineError `sqlNotQuery`, `sqlOutside`, `sqlNeedsExtension` and `sqlInvalid` with the place in the person's text,
   *   `memoryLimit`, `sqlTooHeavy`, `cancelled`, and what filling tables and running analyses can meet
   */
  async run(request: SqlRequest, input: QueryInput): Promise<SqlResult> {
    const { loaded, selection, signal, onProgress } = input;
    onProgress({ stage: 'query', fraction: null });
    const { tableFunctions } = await this.words();
    const files = fileTables(loaded);
    const gathered = await gather({
      request,
      files,
      read: (sql) => readStatement(this.database, sql, request.parameters, tableFunctions),
      similar: (name, among) => this.similar(name, among),
    });
    throwIfCancelled(signal);
    const conditions = await fillTables(gathered.canonical, textsOf(gathered), selection, signal);
    const { namespace } = selection;
    const take = (analysis: AnalysisRequest) =>
      this.results.take(selection.cache, analysis, () => input.analyse(analysis));
    const { expressions, release } = await prepare(gathered, conditions, files, take);
    try {
      const { limit } = request;
      return await answer(this.database, { query: gathered.main, expressions, namespace, limit, signal });
    } finally {
      await release();
    }
  }

  /** What a text names; never an error, also for a text that is not finished. */
  async names(sql: string): Promise<SqlNames> {
    const { tokens } = await readTokens(this.database, sql);
    return namesOf(tokens);
  }

  /** The words of the engine, and the tables of the data in use. */
  async vocabulary(loaded: Loaded | null): Promise<SqlVocabulary> {
    const { keywords, functions } = await this.words();
    return { keywords, functions, tables: loaded ? await this.tablesOf(loaded) : [] };
  }

  private words(): Promise<EngineWords> {
    this.known ??= engineWords(this.database);
    return this.known;
  }

  private tablesOf(loaded: Loaded): Promise<SqlTable[]> {
    const known = this.tables.get(loaded) ?? tablesOf(this.database, loaded);
    this.tables.set(loaded, known);
    return known;
  }

  private async similar(name: string, among: string[]): Promise<string | null> {
    const rows = among.map((each) => `(${literal(each)})`).join(', ');
    const [best] = (
      await this.database.run(
        `SELECT name, jaro_winkler_similarity(lower(name), lower(${literal(name)})) AS likeness
FROM (VALUES ${rows}) AS known(name) ORDER BY likeness DESC LIMIT 1`,
        never,
      )
    ).toArray();
    return Number(best.likeness) < leastLikeness ? null : String(best.name);
  }
}
