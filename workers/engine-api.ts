import type { Answer, Engine } from './api';
import { EngineError, toErrorData } from './duckdb/engine-error';
import type { Platform, SourceFile } from './duckdb/platform';
import { RetentionEngine } from './engine';
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

  async function cancellable<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<Answer<T>> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      return await answer(() => work(controller.signal));
    } finally {
      running.delete(id);
    }
  }

  return {
    boot: (onProgress) =>
      answer(async () => {
        engine ??= RetentionEngine.start(platform, onProgress);
        await engine;
        return null;
      }),
    inspect: (id, file) =>
      cancellable(id, async (signal) => (await started()).inspect(toSource(file), signal)),
    load: (id, mapping, options, onProgress) =>
      cancellable(id, async (signal) => (await started()).load(mapping, options, signal, onProgress)),
    adopt: () => answer(async () => (await started()).adopt()),
    discard: () =>
      answer(async () => {
        await (await started()).discard();
        return null;
      }),
    async analyse(id, request, onProgress) {
      const answered = await cancellable(id, async (signal) => {
        const retention = await started();
        return retention.analyse(request, signal, onProgress).catch((thrown: unknown) => {
          throw asAnalysisError(thrown, request.name);
        });
      });
      if (!answered.ok) return answered;
      return transfer(
        answered,
        Object.values(answered.value.tables).map(({ buffer }) => buffer as ArrayBuffer),
      );
    },
    async cancel(id) {
      running.get(id)?.abort();
    },
  };
}

/** A defect in one analysis is that analysis' own: the engine and the other cells go on. */
function asAnalysisError(thrown: unknown, name: string): unknown {
  if (thrown instanceof EngineError) return thrown;
  const cause = thrown instanceof Error ? thrown.stack : String(thrown);
  return new EngineError('analysisFailed', `The analysis ${name} failed.`, { cause, values: { name } });
}
