import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm';
import duckdbModule from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?packed';
import parquetModule from 'parquet-wasm/esm/parquet_wasm_bg.wasm?packed';
import { openBrowserStorage, privateFolder } from '../storage/browser-storage';
import duckdbStarter from './duckdb.worker?worker&url';
import type { StartMessage } from './fetch-engine';
import { fetchUnpacked } from './fetch-unpacked';
import { ownScript } from '../api/own-script';
import type { Platform, SourceFile } from './platform';
import { askRequests, ownTimeline } from './tell-requests';
import type { FullMessage } from './tell-when-full';

type Message = StartMessage & Partial<FullMessage>;

/** Hears what the worker says besides the engine's answers, before the engine's own listener does. */
function listen(worker: Worker, hear: (message: Message) => boolean): void {
  worker.addEventListener('message', (event: MessageEvent<Message>) => {
    if (hear(event.data)) event.stopImmediatePropagation();
  });
}

let databaseWorker: Worker | null = null;

/** The browser's side: workers and WebAssembly from our own origin, files read in place by handle. */
export const browserPlatform: Platform = {
  async startDatabase(onProgress, onFull) {
    const worker = new Worker(ownScript(duckdbStarter), { type: 'module' });
    databaseWorker = worker;
    const failure = new Promise<never>((_resolve, reject) =>
      listen(worker, ({ fetched, startFailed, fullFile }) => {
        if (fetched !== undefined) onProgress({ stage: 'download', fraction: fetched });
        if (startFailed !== undefined) reject(new Error(startFailed));
        if (fullFile !== undefined) onFull(fullFile);
        return [fetched, startFailed, fullFile].some((part) => part !== undefined);
      }),
    );
    const database = new AsyncDuckDB(new VoidLogger(), worker);
    await Promise.race([database.instantiate(duckdbModule), failure]);
    return database;
  },

  privateFolder,

  async loadParquet() {
    const parquet = await import('parquet-wasm/esm');
    await parquet.default({ module_or_path: fetchUnpacked(parquetModule) });
    return parquet;
  },

  async requests() {
    return [ownTimeline(), ...(databaseWorker ? [await askRequests(databaseWorker)] : [])];
  },

  openPrivateStorage: openBrowserStorage,
};

export function browserFile(file: File): SourceFile {
  return {
    name: file.name,
    bytes: file.size,
    head: async (length) => new Uint8Array(await file.slice(0, length).arrayBuffer()),
    register: (database, engineName) =>
      database.registerFileHandle(engineName, file, DuckDBDataProtocol.BROWSER_FILEREADER, true),
    blob: () => Promise.resolve(file),
  };
}
