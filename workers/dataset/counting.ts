import type { DatasetCounts, OnProgress } from '../api';
import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import type { Loaded } from './build-data';
import { saveBeside } from './keep';
import type { OpenData } from './open-data';

/** Puts the customers and their orders together, once, whoever asks; of data in use it is kept with it. */
export class Counting {
  /** The data whose counts were saved last. */
  private kept: Loaded | null = null;

  constructor(
    private readonly database: Database,
    private readonly open: OpenData,
  ) {}

  async count(
    which: 'loaded' | 'inUse',
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<DatasetCounts> {
    const loaded = which === 'inUse' ? this.open.loaded() : this.open.incoming?.loaded;
    if (!loaded) throw new EngineError('noDataset', 'No file has been loaded.');
    const isNew = loaded.rollups.counts === null;
    const counts = await this.open.sparing(loaded, () => loaded.rollups.count(signal, onProgress));
    // Who asked need not wait for that; where it finds no room, all is put together anew when the data is next opened.
    if (isNew) this.keep(loaded).catch(() => undefined);
    return counts;
  }

  /** So that they need not be put together again when the data is next opened. One of several askers is enough. */
  private keep(loaded: Loaded): Promise<void> {
    return this.open.inTurn(async () => {
      const { current } = this.open;
      if (current?.loaded !== loaded || !current.store.isKept || this.kept === loaded) return;
      this.kept = loaded;
      await this.open.recovering(false, () => saveBeside(this.database, current));
    });
  }
}
