import type {
  AnalysisRequest,
  AnalysisResult,
  AttributeValue,
  CustomerFilter,
  Dataset,
  DatasetCounts,
  FilteredCounts,
  Inspection,
  KeptDataEvent,
  LoadRequest,
  OnProgress,
  Reading,
  SqlNames,
  SqlRequest,
  SqlResult,
  SqlVocabulary,
  StorageState,
  StoredData,
  TablePage,
  TablePageRequest,
  TableProfile,
  TableRowsRequest,
} from './api';
import { modelNamespace } from './dataset/build-data';
import { Counting } from './dataset/counting';
import { ImportSteps } from './dataset/import-steps';
import { KeptData } from './dataset/kept-data';
import { planLines, usableLinesSql } from './dataset/lines';
import { OpenData } from './dataset/open-data';
import { OpenTables } from './dataset/open-tables';
import { Database } from './duckdb/database';
import type { Platform, SourceFile } from './duckdb/platform';
import { Questions, type Asked } from './questions';
import { openStorage, type Storage } from './storage/storage';

const never = new AbortController().signal;
const silent = () => undefined;

/**
 * The engine without a page: what `engine.worker.ts` shows to the browser and `command-line.ts` to a shell. A front: what
 * is open is held by `OpenData`, and each group of calls has a file that does them.
 */
export class RetentionEngine {
  private readonly open: OpenData;
  private readonly steps: ImportSteps;
  private readonly counting: Counting;
  private readonly questions: Questions;
  private readonly tables: OpenTables;
  private readonly keptData: KeptData;

  private constructor(
    platform: Platform,
    private readonly database: Database,
    storage: Storage,
  ) {
    this.open = new OpenData(database);
    this.steps = new ImportSteps(platform, database, storage, this.open);
    this.counting = new Counting(database, this.open);
    this.questions = new Questions(database);
    this.tables = new OpenTables(database, this.open);
    this.keptData = new KeptData(database, storage, this.open);
  }

  static async start(platform: Platform, onProgress: OnProgress): Promise<RetentionEngine> {
    const database = await Database.start(platform, onProgress);
    return new RetentionEngine(platform, database, await openStorage(database, platform));
  }

  /** Looks at the head of a file, or of several that are one table. */
  inspect(files: SourceFile[], reading: Reading, signal: AbortSignal): Promise<Inspection> {
    return this.steps.inspect(files, reading, signal);
  }

  /** Looks once more at a table in use. */
  inspectTable(table: string, signal: AbortSignal): Promise<Inspection> {
    return this.steps.inspectTable(table, signal);
  }

  /**
   * Reads what was inspected, beside what is in use.
   * @throws EngineError `rolesMissing` and all that reading and checking can meet
   */
  load(request: LoadRequest, signal: AbortSignal, onProgress: OnProgress): Promise<Dataset> {
    return this.steps.load(request, signal, onProgress);
  }

  adopt(): Promise<Dataset> {
    return this.steps.adopt();
  }

  discard(): Promise<void> {
    return this.steps.discard();
  }

  /**
   * Puts the customers and their orders together, once, whoever asks; of data in use it is kept with it.
   * @throws EngineError `noUsableRows`, `memoryLimit`, `cancelled`
   */
  count(which: 'loaded' | 'inUse', signal: AbortSignal, onProgress: OnProgress): Promise<DatasetCounts> {
    return this.counting.count(which, signal, onProgress);
  }

  analyse(request: AnalysisRequest, signal: AbortSignal, onProgress: OnProgress): Promise<AnalysisResult> {
    return this.ask(signal, onProgress, (asked) => this.questions.analyse(request, asked));
  }

  countFiltered(filters: CustomerFilter[], signal: AbortSignal): Promise<FilteredCounts> {
    return this.ask(signal, silent, (asked) => this.questions.countFiltered(filters, asked));
  }

  attributeValues(attribute: string, limit: number, signal: AbortSignal): Promise<AttributeValue[]> {
    return this.ask(signal, silent, (asked) => this.questions.attributeValues(attribute, limit, asked));
  }

  /** Runs a query of the person's. */
  runQuery(request: SqlRequest, signal: AbortSignal, onProgress: OnProgress): Promise<SqlResult> {
    return this.ask(signal, onProgress, (asked) => this.questions.query(request, asked));
  }

  sqlNames(sql: string): Promise<SqlNames> {
    return this.questions.queries.names(sql);
  }

  sqlVocabulary(): Promise<SqlVocabulary> {
    return this.questions.queries.vocabulary(this.open.current?.loaded ?? null);
  }

  tablePage(request: TablePageRequest, signal: AbortSignal): Promise<TablePage> {
    return this.tables.page(request, signal);
  }

  tableRows(request: TableRowsRequest, signal: AbortSignal): Promise<SqlResult> {
    return this.tables.rows(request, signal);
  }

  tableProfile(table: string, signal: AbortSignal): Promise<TableProfile> {
    return this.tables.profile(table, signal);
  }

  /** All rows of a table that were set apart, as CSV. */
  rejectedRows(table: string, signal: AbortSignal): Promise<Uint8Array> {
    return this.tables.rejectedRows(table, signal);
  }

  removeTable(table: string): Promise<Dataset> {
    return this.tables.remove(table);
  }

  storage(): Promise<StorageState> {
    return this.keptData.state();
  }

  /** From now on what is opened is held in memory only. */
  useMemory(): void {
    this.keptData.useMemory();
  }

  /**
   * Tells when another tab changes what is kept, or takes over what is in use here.
   * @param interrupt ends what is running, so that the other tab need not wait for it
   */
  watchStorage(onEvent: (event: KeptDataEvent) => void, interrupt: () => void): void {
    this.keptData.watch(onEvent, interrupt);
  }

  storedData(): Promise<StoredData[]> {
    return this.keptData.list();
  }

  /** Opens kept data in place of what is in use. */
  openStored(id: string, takeOver: boolean): Promise<Dataset> {
    return this.keptData.use(id, takeOver);
  }

  /** Deletes kept data, also the one in use. */
  deleteStored(id: string): Promise<void> {
    return this.keptData.delete(id);
  }

  /** One statement on the tables in use; for tests and benchmarks. */
  query(sql: string): ReturnType<Database['run']> {
    const { current } = this.open;
    return this.database.run(sql, never, current ? modelNamespace(current.loaded) : undefined);
  }

  /** A query of the rows of the first table that can be used, in the order of the file; for tests. */
  linesSql(): string {
    const { catalog, tables, dataset } = this.open.loaded();
    return usableLinesSql(planLines(catalog, tables[0], dataset.options));
  }

  stop(): Promise<void> {
    return this.database.stop();
  }

  /** Asks something of the data in use, with all its customers counted. */
  private async ask<T>(
    signal: AbortSignal,
    onProgress: OnProgress,
    question: (asked: Asked) => Promise<T>,
  ): Promise<T> {
    const loaded = this.open.loaded();
    const counts = await this.count('inUse', signal, onProgress);
    const dataset = { ...loaded.dataset, ...counts };
    return this.open.sparing(loaded, () => question({ loaded, dataset, signal, onProgress }));
  }
}
