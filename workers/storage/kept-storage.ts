import type { StoredData } from '../api';
import { emptyDatabase } from '../duckdb/empty-database';
import { EngineError, storageError } from '../duckdb/engine-error';
import type { CatalogEngine } from './catalog-engine';
import { freshId } from './fresh-names';
import { databaseName, KeptList, lockName } from './kept-list';
import { KeptStore } from './kept-store';
import { createMemoryStore } from './memory-storage';
import type { PrivateStorage } from './private-storage';
import type { Storage, StoragePlace, Store } from './store';

/** How long another tab may take to let go of data: it ends its work and writes what it has. */
const patienceMilliseconds = 15_000;
/** A page that is loaded anew may ask before the browser has ended what it was before. */
const reloadMilliseconds = 1_000;

/** Stores in the browser's private files. */
export class KeptStorage implements Storage {
  private readonly kept: KeptList;
  private readonly own = new Map<string, KeptStore>();
  private isMemoryChosen = false;
  private letGo: (store: Store) => Promise<void> = (store) => store.close();

  private constructor(
    private readonly engine: CatalogEngine,
    private readonly lent: PrivateStorage,
  ) {
    this.kept = new KeptList(lent.files, lent.locks, () => new Date().toISOString());
    lent.messages.listen((message) => {
      if (message.kind === 'release') void this.release(message.id);
    });
  }

  /** @throws DOMException when the browser shows its files and then does not let us write */
  static async open(engine: CatalogEngine, lent: PrivateStorage): Promise<KeptStorage> {
    const storage = new KeptStorage(engine, lent);
    await storage.tryOut();
    await storage.kept.tidy().catch(() => undefined);
    return storage;
  }

  async state(): Promise<StoragePlace> {
    const kind = this.isMemoryChosen ? 'memory' : 'opfs';
    return { kind, reason: this.isMemoryChosen ? 'chosen' : null, ...(await this.lent.figures()) };
  }

  async create(): Promise<Store> {
    if (this.isMemoryChosen) return createMemoryStore(this.engine);
    await this.kept.tidy().catch(() => undefined);
    const id = freshId();
    const letGo = await this.lent.locks.hold(lockName(id));
    if (!letGo) throw new EngineError('storageBusy', 'A new file is taken already.');
    try {
      await this.lent.files.write(databaseName(id), emptyDatabase());
      return await this.attach(id, false, letGo);
    } catch (thrown) {
      await this.kept.remove(id).catch(() => undefined);
      letGo();
      throw storageError(thrown);
    }
  }

  async list(): Promise<StoredData[]> {
    const all = await this.kept.all();
    return all.map((data) => ({ ...data, isBusy: data.isBusy && !this.own.has(data.id) }));
  }

  async open(id: string, takeOver = false): Promise<Store> {
    const own = this.own.get(id);
    if (own) await own.close();
    const letGo = await this.lockOf(id, takeOver);
    try {
      if (!(await this.kept.has(id))) throw new EngineError('storageLost', 'This data is no longer kept.');
      return await this.attach(id, true, letGo);
    } catch (thrown) {
      letGo();
      throw lostError(thrown);
    }
  }

  async delete(id: string): Promise<void> {
    const own = this.own.get(id);
    if (own) return own.delete();
    const letGo = await this.lockOf(id, false);
    try {
      await this.kept.remove(id);
    } finally {
      letGo();
    }
    this.tellOthers();
  }

  useMemory(): void {
    this.isMemoryChosen = true;
  }

  onRelease(letGo: (store: Store) => Promise<void>): void {
    this.letGo = letGo;
  }

  onChange(listener: () => void): void {
    this.lent.messages.listen((message) => {
      if (message.kind === 'changed') listener();
    });
  }

  private async attach(id: string, isSaved: boolean, letGo: () => void): Promise<KeptStore> {
    const store = new KeptStore({
      engine: this.engine,
      files: this.lent.files,
      list: this.kept,
      id,
      isSaved,
      onEnd: () => {
        this.own.delete(id);
        letGo();
      },
      onChange: () => this.tellOthers(),
    });
    await store.attach();
    this.own.set(id, store);
    this.tellOthers();
    return store;
  }

  private async lockOf(id: string, takeOver: boolean): Promise<() => void> {
    const { locks, messages } = this.lent;
    const atOnce = await locks.hold(lockName(id));
    if (atOnce) return atOnce;
    if (takeOver) messages.send({ kind: 'release', id });
    const letGo = await locks.hold(lockName(id), takeOver ? patienceMilliseconds : reloadMilliseconds);
    if (!letGo) throw new EngineError('storageBusy', 'Another tab has this data open.');
    return letGo;
  }

  private async release(id: string): Promise<void> {
    const store = this.own.get(id);
    if (!store) return;
    await this.letGo(store).catch(() => undefined);
    await store.close().catch(() => undefined);
  }

  private tellOthers(): void {
    this.lent.messages.send({ kind: 'changed' });
  }

  /** Some browsers show a file system in private windows and refuse to write to it. */
  private async tryOut(): Promise<void> {
    const id = freshId();
    const letGo = await this.lent.locks.hold(lockName(id));
    try {
      await this.lent.files.write(databaseName(id), new Uint8Array(1));
    } catch (thrown) {
      // A full disk is no refusal: what is kept can be opened, and deleted.
      if (storageError(thrown).code !== 'storageFull') throw thrown;
    } finally {
      await this.kept.remove(id).catch(() => undefined);
      letGo?.();
    }
  }
}

/** Data that can't be attached is damaged, unless it is somebody else's at the moment. */
function lostError(thrown: unknown): EngineError {
  const error = storageError(thrown);
  if (['storageBusy', 'storageLost', 'storageFull', 'memoryLimit'].includes(error.code)) return error;
  return new EngineError('storageLost', error.message, { cause: error.details.cause });
}
