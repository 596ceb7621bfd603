import type { Dataset, Inspection, LoadRequest, OnProgress, Reading } from '../api';
import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import type { Platform, SourceFile } from '../duckdb/platform';
import { Source } from '../ingest/source';
import type { Storage } from '../storage/storage';
import { Import } from './import';
import { adoptData } from './keep';
import type { OpenData } from './open-data';
import type { RawTable } from './raw-table';

/** The steps by which a file becomes data in use, each in its turn: inspect, load, and then adopt or discard. */
export class ImportSteps {
  constructor(
    private readonly platform: Platform,
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly open: OpenData,
  ) {}

  inspect(files: SourceFile[], reading: Reading, signal: AbortSignal): Promise<Inspection> {
    const source = () => Source.open(this.database, this.platform, files, reading, signal);
    return this.inspectSource(source, signal);
  }

  inspectTable(table: string, signal: AbortSignal): Promise<Inspection> {
    return this.inspectSource(async () => this.open.table(table), signal);
  }

  load(request: LoadRequest, signal: AbortSignal, onProgress: OnProgress): Promise<Dataset> {
    return this.open.inTurn(() => {
      const { incoming, current } = this.open;
      if (!incoming) throw new EngineError('noDataset', 'No file has been opened.');
      const isOwn = request.as === 'new';
      return this.open.recovering(isOwn, () => incoming.load({ request, current, signal, onProgress }));
    });
  }

  adopt(): Promise<Dataset> {
    return this.open.inTurn(async () => {
      const { incoming, current } = this.open;
      if (!incoming) throw new EngineError('noDataset', 'No file has been loaded.');
      const staged = incoming.take();
      const isOwn = staged.store !== current?.store;
      await this.open.recovering(isOwn, () => adoptData(this.database, staged, current));
      this.open.use(staged);
      return staged.loaded.dataset;
    });
  }

  discard(): Promise<void> {
    return this.open.inTurn(() => this.open.forget());
  }

  private inspectSource(source: () => Promise<Source | RawTable>, signal: AbortSignal): Promise<Inspection> {
    return this.open.inTurn(async () => {
      await this.open.forget();
      const incoming = new Import(this.database, this.storage, await source());
      this.open.bring(incoming);
      return incoming.inspection(this.open.current, signal);
    });
  }
}
