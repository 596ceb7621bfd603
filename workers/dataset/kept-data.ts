import type { Dataset, KeptDataEvent, StorageState, StoredData } from '../api';
import type { Database } from '../duckdb/database';
import type { Storage } from '../storage/storage';
import { openKept } from './keep';
import type { OpenData } from './open-data';

/** The data that outlives the page: what there is, which is in use here, and what other tabs do to it. */
export class KeptData {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly open: OpenData,
  ) {}

  async state(): Promise<StorageState> {
    const store = this.open.current?.store;
    return { ...(await this.storage.state()), inUse: store?.isKept ? store.id : null };
  }

  list(): Promise<StoredData[]> {
    return this.storage.list();
  }

  /** From now on what is opened is held in memory only. */
  useMemory(): void {
    this.storage.useMemory();
  }

  watch(onEvent: (event: KeptDataEvent) => void, interrupt: () => void): void {
    this.storage.onChange(() => onEvent({ kind: 'changed' }));
    this.storage.onRelease((store) => {
      interrupt();
      return this.open.inTurn(async () => {
        if (this.open.current?.store === store) await this.open.letGo();
        onEvent({ kind: 'takenOver', data: store.id });
      });
    });
  }

  use(id: string, takeOver: boolean): Promise<Dataset> {
    return this.open.inTurn(async () => {
      await this.open.forget();
      const opened = await openKept(this.database, this.storage, id, takeOver);
      await this.open.letGo();
      this.open.use(opened);
      return opened.loaded.dataset;
    });
  }

  delete(id: string): Promise<void> {
    return this.open.inTurn(async () => {
      const { current } = this.open;
      if (current?.store.id !== id) return this.storage.delete(id);
      await this.open.forget();
      await current.loaded.selections.close();
      await current.store.delete();
      this.open.use(null);
    });
  }
}
