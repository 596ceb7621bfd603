import { tableFromIPC } from 'apache-arrow';
import { proxy, wrap, type Remote } from 'comlink';
import {
  defaultTableSettings,
  type AnalysisResult,
  type Answer,
  type Engine,
  type LoadRequest,
} from '../../workers/api';
import type { BenchPage, TriangleCell } from './bench-page-api';
import { chosenFile } from './chosen-file';

let engine: Remote<Engine>;
let requests = 0;
const nextId = () => `bench-${(requests += 1)}`;
const silent = () => proxy(() => undefined);

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

async function inspect(): Promise<LoadRequest> {
  const { columns } = valueOf(await engine.inspect(nextId(), [chosenFile()], {}));
  const mapping = Object.fromEntries(columns.map(({ name, role }) => [name, role]));
  return { as: 'new', table: null, settings: { ...defaultTableSettings, mapping }, options: {} };
}

function cellsOf(result: AnalysisResult): TriangleCell[] {
  if (result.analysis !== 'cohort') return [];
  return [...tableFromIPC(result.tables.cells)].map((row) => {
    const [year, month] = String(row.cohort).split('-').map(Number);
    return [year * 12 + month - 1, Number(row.age), Number(row.value)];
  });
}

export const ourEngine: BenchPage['ours'] = {
  async start(storage) {
    const began = performance.now();
    const worker =
      storage === 'opfs'
        ? new Worker(new URL('../../workers/engine.worker.ts', import.meta.url), { type: 'module' })
        : new Worker(new URL('./memory-engine.worker.ts', import.meta.url), { type: 'module' });
    engine = wrap<Engine>(worker);
    valueOf(await engine.boot(silent()));
    return performance.now() - began;
  },

  async importFile() {
    const began = performance.now();
    const request = await inspect();
    const inspected = performance.now();
    valueOf(await engine.load(nextId(), request, silent()));
    const loaded = performance.now();
    const { rowsRead } = valueOf(await engine.adopt());
    const adopted = performance.now();
    return {
      inspect: inspected - began,
      load: loaded - inspected,
      adopt: adopted - loaded,
      total: adopted - began,
      rows: rowsRead,
    };
  },

  async count() {
    const began = performance.now();
    const { customers, orders } = valueOf(await engine.count(nextId(), 'inUse', silent()));
    return { milliseconds: performance.now() - began, customers, orders };
  },

  async cancelImport(afterMilliseconds) {
    const request = await inspect();
    const id = nextId();
    const answer = engine.load(id, request, silent());
    await new Promise((resolve) => setTimeout(resolve, afterMilliseconds));
    const began = performance.now();
    await engine.cancel(id);
    const loaded = await answer;
    const milliseconds = performance.now() - began;
    if (loaded.ok || loaded.error.code !== 'cancelled')
      throw new Error('The import was over before the cancel.');
    return milliseconds;
  },

  async reopen() {
    const [kept] = valueOf(await engine.storedData());
    const began = performance.now();
    valueOf(await engine.openStored(nextId(), kept.id, silent(), false));
    const { customers } = valueOf(await engine.count(nextId(), 'inUse', silent()));
    return { milliseconds: performance.now() - began, customers, bytes: kept.bytes };
  },

  async ask(analysis, params, filters = []) {
    const began = performance.now();
    const result = valueOf(await engine.analyse(nextId(), { name: analysis, params, filters }, silent()));
    const milliseconds = performance.now() - began;
    return { milliseconds, cells: cellsOf(result) };
  },
};
