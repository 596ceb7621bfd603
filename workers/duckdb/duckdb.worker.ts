import duckdbModule from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?packed';
import duckdbWorker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { fetchEngine } from './fetch-engine';
import { tellRequests } from './tell-requests';
import { tellWhenFull } from './tell-when-full';

/** The engine's own worker script, in a worker that takes care of full disks. What is asked before it is there waits. */
const early: MessageEvent[] = [];
tellRequests();
globalThis.onmessage = (event) => void early.push(event);
tellWhenFull();
fetchEngine(duckdbModule);
void import(/* @vite-ignore */ duckdbWorker).then(() => {
  for (const event of early) globalThis.dispatchEvent(event);
});
