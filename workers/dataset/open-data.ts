import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import { Browsers } from './browsers';
import type { Loaded } from './build-data';
import type { Current, Import } from './import';
import { revertToSaved } from './keep';
import type { RawTable } from './raw-table';

/**
 * The data that is open: one notebook's in use, and beside it perhaps a file, inspected or loaded, until it is adopted
 * or discarded. The only writer of both.
 */
export class OpenData {
  /** For the tables in use. */
  readonly browsers: Browsers;
  private inUse: Current | null = null;
  private onItsWay: Import | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {
    this.browsers = new Browsers(database);
  }

  /** The data in use. */
  get current(): Current | null {
    return this.inUse;
  }

  /** The file on its way in. */
  get incoming(): Import | null {
    return this.onItsWay;
  }

  /** @throws EngineError `noDataset` */
  loaded(): Loaded {
    if (!this.inUse) throw new EngineError('noDataset', 'No data has been opened.');
    return this.inUse.loaded;
  }

  /**
   * A table in use.
   * @throws EngineError `tableMissing`
   */
  table(id: string): RawTable {
    const table = this.inUse?.loaded.tables.find((each) => each.id === id);
    if (!table) throw new EngineError('tableMissing', `There is no table ${id}.`, { values: { table: id } });
    return table;
  }

  /** Steps of an import never overlap: a cancelled one is over before the next begins. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** Puts data in use. What was in use before is the caller's to close. */
  use(current: Current | null): void {
    this.inUse = current;
    this.browsers.forget();
  }

  /** Closes the data in use. */
  async letGo(): Promise<void> {
    const { current } = this;
    this.use(null);
    await current?.loaded.selections.close();
    await current?.store.close();
  }

  /** Takes a file in; a former one is to be forgotten before. */
  bring(incoming: Import): void {
    this.onItsWay = incoming;
  }

  /** Discards the file on its way in. */
  async forget(): Promise<void> {
    await this.onItsWay?.discard();
    this.onItsWay = null;
  }

  /**
   * After a write that found no room: a store of the import's own is given up, the one in use goes back to what was saved.
   * Only within a turn.
   */
  async recovering<T>(isOwnStore: boolean, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (isStorageFull(thrown)) await (isOwnStore ? this.incoming?.giveUpStore() : this.goBack());
      throw thrown;
    }
  }

  /** The same outside of turns, for what fills tables while other things go on. */
  async sparing<T>(loaded: Loaded, work: () => Promise<T>): Promise<T> {
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
    if (!this.inUse?.store.isKept) return;
    this.browsers.forget();
    this.inUse = await revertToSaved(this.database, this.inUse);
  }
}

const isStorageFull = (thrown: unknown) => thrown instanceof EngineError && thrown.code === 'storageFull';
