import type { Answer, Engine } from './api';
import { EngineError, toErrorData } from './duckdb/engine-error';
import type { Platform, SourceFile } from './duckdb/platform';
import { RetentionEngine } from './engine';
import { writeParquet } from './ingest/parquet/write-parquet';
import { transfer } from 'comlink';

/** The engine behind the contract: calls by id that can be cancelled, and errors as data. */
export function createEngineApi(platform: Platform, toSource: (file: File) => SourceFile): Engine {
  let engine: Promise<RetentionEngine> | null = null;
  const running = new Map<string, AbortController>();

  const started = async () => {
    if (!engine) throw new EngineError('engineFailed', 'The engine has not been started.');
    return engine;
  };

  async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
    try {
      return { ok: true, value: await work() };
    } catch (thrown) {
      return { ok: false, error: toErrorData(thrown) };
    }
  }

  async function cancellable<T>(
    id: string,
    work: (engine: RetentionEngine, signal: AbortSignal) => Promise<T>,
  ): Promise<Answer<T>> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      return await answer(async () => work(await started(), controller.signal));
    } finally {
      running.delete(id);
    }
  }

  const plain = <T>(work: (engine: RetentionEngine) => Promise<T>) =>
    answer(async () => work(await started()));
  const empty = (work: (engine: RetentionEngine) => Promise<void>) =>
    plain(async (retention) => {
      await work(retention);
      return null;
    });

  return {
    boot: (onProgress) =>
      answer(async () => {
        engine ??= RetentionEngine.start(platform, onProgress);
        await engine;
        return null;
      }),
    inspect: (id, files, reading) =>
      cancellable(id, (retention, signal) => retention.inspect(files.map(toSource), reading, signal)),
    inspectTable: (id, table) =>
      cancellable(id, (retention, signal) => retention.inspectTable(table, signal)),
    load: (id, request, onProgress) =>
      cancellable(id, (retention, signal) => retention.load(request, signal, onProgress)),
    count: (id, which, onProgress) =>
      cancellable(id, (retention, signal) => retention.count(which, signal, onProgress)),
    adopt: () => plain((retention) => retention.adopt()),
    discard: () => empty((retention) => retention.discard()),
    async analyse(id, request, onProgress) {
      const answered = await cancellable(id, (retention, signal) =>
        retention.analyse(request, signal, onProgress).catch((thrown: unknown) => {
          throw asAnalysisError(thrown, request.name);
        }),
      );
      return answered.ok ? transfer(answered, buffersOf(Object.values(answered.value.tables))) : answered;
    },
    countFiltered: (id, filters) =>
      cancellable(id, (retention, signal) => retention.countFiltered(filters, signal)),
    attributeValues: (id, attribute, limit) =>
      cancellable(id, (retention, signal) => retention.attributeValues(attribute, limit, signal)),
    async query(id, request, onProgress) {
      const answered = await cancellable(id, (retention, signal) =>
        retention.runQuery(request, signal, onProgress),
      );
      return answered.ok ? transfer(answered, buffersOf([answered.value.table])) : answered;
    },
    sqlNames: (sql) => plain((retention) => retention.sqlNames(sql)),
    sqlVocabulary: () => plain((retention) => retention.sqlVocabulary()),
    async cancel(id) {
      running.get(id)?.abort();
    },
    removeTable: (id, table) => cancellable(id, (retention) => retention.removeTable(table)),
    tablePage: (id, request) => cancellable(id, (retention, signal) => retention.tablePage(request, signal)),
    async tableRows(id, request) {
      const answered = await cancellable(id, (retention, signal) => retention.tableRows(request, signal));
      return answered.ok ? transfer(answered, buffersOf([answered.value.table])) : answered;
    },
    tableProfile: (id, table) =>
      cancellable(id, (retention, signal) => retention.tableProfile(table, signal)),
    async rejectedRows(id, table) {
      const answered = await cancellable(id, (retention, signal) => retention.rejectedRows(table, signal));
      return answered.ok ? transfer(answered, buffersOf([answered.value])) : answered;
    },
    async toParquet(_id, table) {
      const answered = await answer(() => writeParquet(platform, table));
      return answered.ok ? transfer(answered, buffersOf([answered.value])) : answered;
    },
    storage: () => plain((retention) => retention.storage()),
    storedData: () => plain((retention) => retention.storedData()),
    openStored: (id, data, _onProgress, takeOver) =>
      cancellable(id, (retention) => retention.openStored(data, takeOver)),
    deleteStored: (data) => empty((retention) => retention.deleteStored(data)),
    useMemory: () => empty(async (retention) => retention.useMemory()),
    requests: () => answer(async () => (await platform.requests?.()) ?? []),
    async watchStorage(onEvent) {
      const interrupt = () => running.forEach((controller) => controller.abort());
      (await started()).watchStorage(onEvent, interrupt);
    },
  };
}

const buffersOf = (bytes: Uint8Array[]) => bytes.map(({ buffer }) => buffer as ArrayBuffer);

/** A defect in one analysis is that analysis' own: the engine and the other cells go on. */
function asAnalysisError(thrown: unknown, name: string): unknown {
  if (thrown instanceof EngineError) return thrown;
  const cause = thrown instanceof Error ? thrown.stack : String(thrown);
  return new EngineError('analysisFailed', `The analysis ${name} failed.`, { cause, values: { name } });
}
