import type { StoredData } from '../api';
import { EngineError } from '../duckdb/engine-error';
import type { CatalogEngine } from './catalog-engine';
import { freshCatalog, freshId } from './fresh-names';
import type { Storage, StoragePlace, Store } from './store';

/** A store that lives as long as the tab. */
export async function createMemoryStore(engine: CatalogEngine): Promise<Store> {
  const catalog = freshCatalog();
  await engine.attachMemory(catalog);
  const end = () => engine.detach(catalog, null);
  return {
    id: freshId(),
    catalog,
    isKept: false,
    save: async () => undefined,
    bytes: async () => 0,
    revert: async () => undefined,
    close: end,
    delete: end,
  };
}

/** Stores where nothing can be kept. */
export class MemoryStorage implements Storage {
  constructor(
    private readonly engine: CatalogEngine,
    private readonly reason: StoragePlace['reason'],
  ) {}

  async state(): Promise<StoragePlace> {
    return { kind: 'memory', reason: this.reason, isPersistent: false, usedBytes: null, quotaBytes: null };
  }

  create(): Promise<Store> {
    return createMemoryStore(this.engine);
  }

  async list(): Promise<StoredData[]> {
    return [];
  }

  async open(): Promise<Store> {
    throw new EngineError('storageLost', 'Nothing is kept in this browser.');
  }

  async delete(): Promise<void> {}

  useMemory(): void {}

  onRelease(): void {}

  onChange(): void {}
}
