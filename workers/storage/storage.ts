import type { Platform } from '../duckdb/platform';
import type { CatalogEngine } from './catalog-engine';
import { KeptStorage } from './kept-storage';
import { MemoryStorage } from './memory-storage';
import type { PrivateStorage } from './private-storage';
import type { Storage } from './store';

export type { Storage, Store } from './store';

/** The browser's private files where it has them and lets us write, else memory, with the reason. */
export async function openStorage(engine: CatalogEngine, platform: Platform): Promise<Storage> {
  let lent: PrivateStorage | null;
  try {
    lent = (await platform.openPrivateStorage?.()) ?? null;
    if (!lent) return new MemoryStorage(engine, 'unsupported');
    return await KeptStorage.open(engine, lent);
  } catch {
    return new MemoryStorage(engine, 'refused');
  }
}
