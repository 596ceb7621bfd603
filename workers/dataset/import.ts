import {
  ownValue,
  defaultDataOptions,
  type DataOptions,
  type Dataset,
  type Inspection,
  type LoadRequest,
  type OnProgress,
  type Role,
  type TableSettings,
} from '../api';
import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import type { Source } from '../ingest/source';
import { checkTimeZone } from '../ingest/time-zone';
import type { Storage, Store } from '../storage/storage';
import { dropModel, modelNamespace, type Loaded } from './build-data';
import { buildOrExtend } from './extend-data';
import { checkFits } from './fits';
import { freshName } from './fresh-name';
import { inspectRaw } from './inspect-raw';
import { rawName, rejectedName, type RawTable } from './raw-table';
import { checkColumns, readTable } from './read-table';
import { compareReplacement } from './replacement';

const never = new AbortController().signal;

/** The data in use, and the store that holds it. */
export interface Current {
  store: Store;
  loaded: Loaded;
}

/** What `load` has made and `adopt` will put in use. */
export interface Staged extends Current {
  /** The table in use whose place another takes. */
  replaced: RawTable | null;
}

interface LoadContext {
  request: LoadRequest;
  current: Current | null;
  signal: AbortSignal;
  onProgress: OnProgress;
}

/** A file, or a table looked at once more, on its way in. What it makes stands beside what is in use. */
export class Import {
  private ownStore: Store | null = null;
  /** The file's rows, read into a store. */
  private raw: { catalog: string; table: RawTable } | null = null;
  private staged: Staged | null = null;

  /** @param source the opened file, or the table in use whose columns or settings are to change */
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly source: Source | RawTable,
  ) {}

  private get file(): Source | null {
    return 'reader' in this.source ? this.source : null;
  }

  inspection(current: Current | null, signal: AbortSignal): Promise<Inspection> | Inspection {
    return 'reader' in this.source
      ? this.source.inspection()
      : inspectRaw(this.database, current!.loaded.catalog, this.source, signal);
  }

  /** Reads the file, if that is not done, and makes sure that it can be used, beside what is in use. */
  async load(context: LoadContext): Promise<Dataset> {
    const { request, current, signal, onProgress } = context;
    const options = optionsOf(request, current);
    checkTimeZone(options.timeZone);
    await this.dropStaged();
    const store = await this.storeFor(request, current);
    const raw = await this.rawTable(store, context);
    const { tables, replaced } = placeTable(raw, request, current);
    const loaded = await buildOrExtend({
      database: this.database,
      catalog: store.catalog,
      tables,
      options,
      current: store === current?.store ? current.loaded : null,
      reader: this.file
        ? { table: raw.id, linesOf: (rows, end) => this.file!.reader.linesOf(rows, end) }
        : null,
      signal,
      onProgress,
    });
    this.staged = { store, loaded, replaced };
    if (this.file && replaced && current) await this.compare(current.loaded, replaced, raw, context);
    return this.staged.loaded.dataset;
  }

  private async compare(
    former: Loaded,
    replaced: RawTable,
    raw: RawTable,
    { signal, onProgress }: LoadContext,
  ): Promise<void> {
    const { loaded } = this.staged!;
    const side = async (data: Loaded, table: RawTable) => ({
      model: modelNamespace(data),
      dataset: { ...data.dataset, ...(await data.rollups.count(signal, onProgress)) },
      table,
    });
    const replacement = await compareReplacement(
      this.database,
      await side(former, replaced),
      await side(loaded, raw),
      signal,
    );
    this.staged = { ...this.staged!, loaded: { ...loaded, dataset: { ...loaded.dataset, replacement } } };
  }

  /** Hands over what was loaded; from then on it is not this import's to drop. */
  take(): Staged {
    if (!this.staged) throw new EngineError('noDataset', 'No file has been loaded.');
    const taken = this.staged;
    this.staged = null;
    this.ownStore = null;
    this.raw = null;
    return taken;
  }

  /** What `load` has made, as long as nobody has taken it over. */
  get loaded(): Loaded | null {
    return this.staged?.loaded ?? null;
  }

  stagedTable(id: string): { loaded: Loaded; table: RawTable; source: Source | null } | null {
    const table = this.staged?.loaded.tables.find((each) => each.id === id);
    return table
      ? { loaded: this.staged!.loaded, table, source: this.raw?.table.id === id ? this.file : null }
      : null;
  }

  /** After a write that found no room: what was made is gone, and the next `load` begins with a store of its own. */
  async giveUpStore(): Promise<void> {
    const { ownStore } = this;
    if (!ownStore) return;
    this.ownStore = null;
    this.raw = null;
    this.staged = null;
    await ownStore.delete();
  }

  /** Forgets the file and drops all it has made. */
  async discard(): Promise<void> {
    await this.dropStaged();
    if (this.ownStore) await this.ownStore.delete();
    else await this.dropRaw();
    this.ownStore = null;
    this.raw = null;
    await this.file?.reader.close();
  }

  private async storeFor(request: LoadRequest, current: Current | null): Promise<Store> {
    if (request.as !== 'new' || !this.file) {
      if (!current) throw new EngineError('noDataset', 'There is no data to which a table could be added.');
      return current.store;
    }
    this.ownStore ??= await this.storage.create();
    return this.ownStore;
  }

  private async rawTable(store: Store, { request, signal, onProgress }: LoadContext): Promise<RawTable> {
    const { settings } = request;
    const { catalog } = store;
    if (!this.file) {
      const table = { ...(this.source as RawTable), settings };
      return checkColumns(this.database, catalog, table, signal);
    }
    const known = this.raw;
    if (known?.catalog === catalog && isReadAlike(known.table.settings, settings)) {
      const table = await checkColumns(this.database, catalog, { ...known.table, settings }, signal);
      this.raw = { catalog, table };
      return table;
    }
    await this.dropRaw();
    await this.checkRoom(store, settings);
    const names = { id: freshName('t'), sqlName: freshName('table') };
    const input = {
      database: this.database,
      catalog,
      source: this.file,
      settings,
      ...names,
      signal,
      onProgress,
    };
    const table = await readTable(input).catch(async (thrown: unknown) => {
      await this.dropTables(catalog, names.sqlName);
      throw thrown;
    });
    this.raw = { catalog, table };
    return table;
  }

  /** Refuses, before anything is read, what would not fit. */
  private async checkRoom(store: Store, settings: TableSettings): Promise<void> {
    const { quotaBytes, usedBytes } = await this.storage.state();
    const freeBytes = quotaBytes === null || usedBytes === null ? null : quotaBytes - usedBytes;
    const { rows, letters } = this.file!.estimate();
    for (const name of settings.leftOut ?? []) delete letters[name];
    const needed = Object.keys(letters).filter((name) => {
      const role = ownValue(settings.mapping, name);
      return role !== undefined && neededRoles.includes(role);
    });
    checkFits({ rows, letters }, settings.customerShare, { isKept: store.isKept, freeBytes }, needed);
  }

  private async dropStaged(): Promise<void> {
    const staged = this.staged;
    this.staged = null;
    if (staged) await dropModel(this.database, staged.loaded);
  }

  private async dropRaw(): Promise<void> {
    if (this.raw) await this.dropTables(this.raw.catalog, this.raw.table.sqlName);
    this.raw = null;
  }

  private async dropTables(catalog: string, sqlName: string): Promise<void> {
    for (const name of [rawName(catalog, { sqlName }), rejectedName(catalog, { sqlName })])
      await this.database.run(`DROP TABLE IF EXISTS ${name}`, never);
  }
}

/** Without these columns there is nothing to analyse. */
const neededRoles: readonly Role[] = [
  'customer',
  'time',
  'amount',
  'price',
  'quantity',
  'order',
  'start',
  'end',
  'durationMonths',
  'churned',
];

function optionsOf(request: LoadRequest, current: Current | null): DataOptions {
  const former = request.as === 'new' ? {} : current?.loaded.dataset.options;
  return { ...defaultDataOptions, ...former, ...request.options };
}

/** Whether the same rows and columns come out of the file. */
function isReadAlike(one: TableSettings, other: TableSettings): boolean {
  const columns = ({ leftOut }: TableSettings) => [...(leftOut ?? [])].sort().join('\n');
  return columns(one) === columns(other);
}

/** The notebook's tables with the new one in its place. */
function placeTable(
  raw: RawTable,
  { as, table }: LoadRequest,
  current: Current | null,
): { tables: RawTable[]; replaced: RawTable | null } {
  const former = as === 'new' && !current ? [] : (current?.loaded.tables ?? []);
  const taken = as === 'replacement' ? table : raw.id;
  const replaced = former.find(({ id }) => id === taken) ?? null;
  if (replaced)
    return { tables: former.map((each) => (each === replaced ? { ...raw, id: each.id } : each)), replaced };
  if (as === 'replacement') throw new EngineError('tableMissing', `There is no table ${table}.`);
  return { tables: as === 'addition' ? [...former, raw] : [raw], replaced: null };
}
