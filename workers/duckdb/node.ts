import { createRequire } from 'node:module';
import { openAsBlob } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Worker as NodeWorker } from 'node:worker_threads';
import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm';
import type { Platform, SourceFile } from './platform';

const require = createRequire(import.meta.url);

/** DuckDB's Node worker script expects a browser worker's globals; this lends it those of a worker thread. */
const workerThread = `
  const { parentPort } = require('node:worker_threads');
  globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
  parentPort.on('message', (data) => globalThis.onmessage({ data }));
  require(${JSON.stringify(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-eh.worker.cjs'))});
`;

type Listener = (event: { data: unknown }) => void;

/** A worker thread with the part of the browser's Worker that AsyncDuckDB uses. */
function startWorkerThread(): Worker {
  const thread = new NodeWorker(workerThread, { eval: true });
  return {
    addEventListener(type: string, listener: Listener) {
      if (type === 'message') thread.on('message', (data: unknown) => listener({ data }));
      else thread.on(type === 'close' ? 'exit' : type, listener);
    },
    removeEventListener() {},
    postMessage: (message: unknown, transfer: ArrayBuffer[]) => thread.postMessage(message, transfer),
    terminate: () => void thread.terminate(),
  } as unknown as Worker;
}

/** Node's side: for `npm run analyse`, tests and benchmarks. */
export const nodePlatform: Platform = {
  async startDatabase(onProgress) {
    onProgress({ stage: 'boot', fraction: null });
    const database = new AsyncDuckDB(new VoidLogger(), startWorkerThread());
    await database.instantiate(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
    return database;
  },

  loadParquet: () => import('parquet-wasm'),
};

export async function nodeFile(path: string): Promise<SourceFile> {
  const { size } = await stat(path);
  return {
    name: basename(path),
    bytes: size,
    async head(length) {
      const handle = await open(path);
      try {
        const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    register: (database, engineName) =>
      database.registerFileURL(engineName, resolve(path), DuckDBDataProtocol.NODE_FS, false),
    blob: () => openAsBlob(path),
  };
}
