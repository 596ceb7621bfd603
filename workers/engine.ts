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
} from './api';
import { modelNamespace, type Loaded } from './dataset/build-data';
import { adoptData, openKept, revertToSaved, save, takeTableOut } from './dataset/keep';
import { Import, type Current } from './dataset/import';
import { planLines, usableLinesSql } from './dataset/lines';
import type { RawTable } from './dataset/raw-table';
import { rejectedCsv } from './dataset/rejected';
import { Database } from './duckdb/database';
import { EngineError } from './duckdb/engine-error';
import type { Platform, SourceFile } from './duckdb/platform';
import { Source } from './ingest/source';
import { openStorage, type Storage } from './storage/storage';
import { Browsers } from './dataset/browsers';
import { Questions, type Asked } from './questions';

const never = new AbortController().signal;
const silent = () => undefined;

/**
 * The engine without a page: what `engine.worker.ts` shows to the browser and `command-line.ts` to a shell. One
 * notebook's data is in use; a file may stand beside it, inspected or loaded, until it is adopted or discarded.
 */
export class RetentionEngine {
  private incoming: Import | null = null;
  private current: Current | null = null;
  private readonly browsers: Browsers;
  private readonly questions: Questions;
  private turn: Promise<unknown> = Promise.resolve();
  /** The data whose counts were saved last. */
  private keptCounts: Loaded | null = null;

  private constructor(
    private readonly platform: Platform,
    private readonly database: Database,
    private readonly kept: Storage,
  ) {
    this.browsers = new Browsers(database);
    this.questions = new Questions(database);
  }

  static async start(platform: Platform, onProgress: OnProgress): Promise<RetentionEngine> {
    const database = await Database.start(platform, onProgress);
    return new RetentionEngine(platform, database, await openStorage(database, platform));
  }

  /** Looks at the head of a file, or of several that are one table. */
  inspect(files: SourceFile[], reading: Reading, signal: AbortSignal): Promise<Inspection> {
    return this.inTurn(async () => {
      await this.forget();
      const source = await Source.open(this.database, this.platform, files, reading, signal);
      this.incoming = new Import(this.database, this.kept, source);
      return this.incoming.inspection(this.current, signal);
    });
  }

  /** Looks once more at a table in use. */
  inspectTable(table: string, signal: AbortSignal): Promise<Inspection> {
    return this.inTurn(async () => {
      await this.forget();
      this.incoming = new Import(this.database, this.kept, this.tableInUse(table));
      return this.incoming.inspection(this.current, signal);
    });
  }

  /**
   * Reads what was inspected, beside what is in use.
   * @throws EngineError `rolesMissing` and all that reading and checking can meet
   */
  load(request: LoadRequest, signal: AbortSignal, onProgress: OnProgress): Promise<Dataset> {
    return this.inTurn(() => {
      const { incoming, current } = this;
      if (!incoming) throw new EngineError('noDataset', 'No file has been opened.');
      const isOwn = request.as === 'new';
      return this.recovering(isOwn, () => incoming.load({ request, current, signal, onProgress }));
    });
  }

  adopt(): Promise<Dataset> {
    return this.inTurn(async () => {
      if (!this.incoming) throw new EngineError('noDataset', 'No file has been loaded.');
      const staged = this.incoming.take();
      const isOwn = staged.store !== this.current?.store;
      await this.recovering(isOwn, () => adoptData(this.database, staged, this.current));
      this.current = staged;
      this.browsers.forget();
      return this.dataset();
    });
  }

  /**
   * Puts the customers and their orders together, once, whoever asks; of data in use it is kept with it.
   * @throws EngineError `noUsableRows`, `memoryLimit`, `cancelled`
   */
  async count(
    which: 'loaded' | 'inUse',
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<DatasetCounts> {
    const loaded = which === 'inUse' ? this.loaded() : this.incoming?.loaded;
    if (!loaded) throw new EngineError('noDataset', 'No file has been loaded.');
    const isNew = loaded.rollups.counts === null;
    const counts = await this.sparing(loaded, () => loaded.rollups.count(signal, onProgress));
    // Who asked need not wait for that; where it finds no room, all is put together anew when the data is next opened.
    if (isNew) this.keepCounts(loaded).catch(() => undefined);
    return counts;
  }

  discard(): Promise<void> {
    return this.inTurn(() => this.forget());
  }

  removeTable(table: string): Promise<Dataset> {
    return this.inTurn(async () => {
      this.tableInUse(table);
      this.current = await takeTableOut(this.database, this.current!, table);
      this.browsers.forget();
      return this.dataset();
    });
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
    return this.questions.queries.vocabulary(this.current?.loaded ?? null);
  }

  tablePage(request: TablePageRequest, signal: AbortSignal): Promise<TablePage> {
    return this.browsers.of(this.loaded(), this.tableInUse(request.table)).page(request, signal);
  }

  tableProfile(table: string, signal: AbortSignal): Promise<TableProfile> {
    return this.browsers.profile(this.loaded(), this.tableInUse(table), signal);
  }

  /** All rows of a table that were set apart, as CSV. */
  rejectedRows(id: string, signal: AbortSignal): Promise<Uint8Array> {
    const incoming = this.incoming?.stagedTable(id);
    const { loaded, table } = incoming ?? { loaded: this.loaded(), table: this.tableInUse(id) };
    const { catalog, tables, dataset } = loaded;
    const plan = tables[0].id === id ? planLines(catalog, table, dataset.options) : null;
    const reader = incoming?.source?.reader ?? null;
    return rejectedCsv({ database: this.database, catalog, table, plan, reader, signal });
  }

  async storage(): Promise<StorageState> {
    const store = this.current?.store;
    return { ...(await this.kept.state()), inUse: store?.isKept ? store.id : null };
  }

  /** From now on what is opened is held in memory only. */
  useMemory(): void {
    this.kept.useMemory();
  }

  /**
   * Tells when another tab changes what is kept, or takes over what is in use here.
   * @param interrupt ends what is running, so that the other tab need not wait for it
   */
  watchStorage(onEvent: (event: KeptDataEvent) => void, interrupt: () => void): void {
    this.kept.onChange(() => onEvent({ kind: 'changed' }));
    this.kept.onRelease((store) => {
      interrupt();
      return this.inTurn(async () => {
        if (this.current?.store === store) await this.letGo();
        onEvent({ kind: 'takenOver', data: store.id });
      });
    });
  }

  storedData(): Promise<StoredData[]> {
    return this.kept.list();
  }

  /** Opens kept data in place of what is in use. */
  openStored(id: string, takeOver: boolean): Promise<Dataset> {
    return this.inTurn(async () => {
      await this.forget();
      const opened = await openKept(this.database, this.kept, id, takeOver);
      await this.letGo();
      this.current = opened;
      return this.dataset();
    });
  }

  /** Deletes kept data, also the one in use. */
  deleteStored(id: string): Promise<void> {
    return this.inTurn(async () => {
      if (this.current?.store.id === id) {
        await this.forget();
        await this.current.loaded.selections.close();
        await this.current.store.delete();
        this.current = null;
        this.browsers.forget();
      } else await this.kept.delete(id);
    });
  }

  /** One statement on the tables in use; for tests and benchmarks. */
  query(sql: string): ReturnType<Database['run']> {
    return this.database.run(sql, never, this.current ? modelNamespace(this.current.loaded) : undefined);
  }

  /** A query of the rows of the first table that can be used, in the order of the file; for tests. */
  linesSql(): string {
    const { catalog, tables, dataset } = this.loaded();
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
    const loaded = this.loaded();
    const counts = await this.count('inUse', signal, onProgress);
    const dataset = { ...loaded.dataset, ...counts };
    return this.sparing(loaded, () => question({ loaded, dataset, signal, onProgress }));
  }

  /** So that they need not be put together again when the data is next opened. One of several askers is enough. */
  private keepCounts(loaded: Loaded): Promise<void> {
    return this.inTurn(async () => {
      const { current } = this;
      if (current?.loaded !== loaded || !current.store.isKept || this.keptCounts === loaded) return;
      this.keptCounts = loaded;
      await this.recovering(false, () => save(this.database, current));
    });
  }

  private dataset(): Dataset {
    return this.loaded().dataset;
  }

  private loaded(): Loaded {
    if (!this.current) throw new EngineError('noDataset', 'No data has been opened.');
    return this.current.loaded;
  }

  private tableInUse(id: string): RawTable {
    const table = this.current?.loaded.tables.find((each) => each.id === id);
    if (!table) throw new EngineError('tableMissing', `There is no table ${id}.`, { values: { table: id } });
    return table;
  }

  /** Steps of an import never overlap: a cancelled one is over before the next begins. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /**
   * After a write that found no room: a store of the import's own is given up, the one in use goes back to what was saved.
   * Only within a turn.
   */
  private async recovering<T>(isOwnStore: boolean, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (isStorageFull(thrown)) await (isOwnStore ? this.incoming?.giveUpStore() : this.goBack());
      throw thrown;
    }
  }

  /** The same outside of turns, for what fills tables while other things go on. */
  private async sparing<T>(loaded: Loaded, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (isStorageFull(thrown))
        await this.inTurn(async () => {
          if (this.current?.loaded === loaded) await this.goBack();
          else if (this.incoming?.loaded === loaded) await this.incoming.giveUpStore();
        });
      throw thrown;
    }
  }

  private async goBack(): Promise<void> {
    if (!this.current?.store.isKept) return;
    this.browsers.forget();
    this.current = await revertToSaved(this.database, this.current);
  }

  private async letGo(): Promise<void> {
    const { current } = this;
    this.current = null;
    this.browsers.forget();
    await current?.loaded.selections.close();
    await current?.store.close();
  }

  private async forget(): Promise<void> {
    await this.incoming?.discard();
    this.incoming = null;
  }
}

const isStorageFull = (thrown: unknown) => thrown instanceof EngineError && thrown.code === 'storageFull';
