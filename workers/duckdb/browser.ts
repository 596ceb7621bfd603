import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm';
import duckdbModule from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import parquetModule from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { openBrowserStorage } from '../storage/browser-storage';
import type { Platform, SourceFile } from './platform';
import type { FullMessage } from './tell-when-full';

/** The browser's side: workers and WebAssembly from our own origin, files read in place by handle. */
export const browserPlatform: Platform = {
  async startDatabase(onProgress, onFull) {
    const worker = new Worker(new URL('./duckdb.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<Partial<FullMessage>>) => {
      if (event.data.fullFile === undefined) return;
      event.stopImmediatePropagation();
      onFull(event.data.fullFile);
    });
    const database = new AsyncDuckDB(new VoidLogger(), worker);
    await database.instantiate(duckdbModule, null, ({ bytesLoaded, bytesTotal }) => {
      // A host that compresses announces the compressed length, which the bytes received then exceed.
      const fraction = bytesTotal > 0 ? Math.min(1, bytesLoaded / bytesTotal) : null;
      onProgress({ stage: 'download', fraction });
    });
    return database;
  },

  async loadParquet() {
    const parquet = await import('parquet-wasm/esm');
    await parquet.default({ module_or_path: parquetModule });
    return parquet;
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
