import { wrap, type Remote } from 'comlink';
import type { Answer, Engine, EngineErrorData } from '../../workers/api';
import engineWorker from '../../workers/engine.worker?worker&url';
import { ownScript } from '../../workers/api/own-script';

/** One running worker. When it dies every open call answers with `engineFailed` instead of waiting for ever. */
export interface WorkerLink {
  call<Value>(use: (engine: Remote<Engine>) => Promise<Answer<Value>>): Promise<Answer<Value>>;
  tell(use: (engine: Remote<Engine>) => Promise<void>): void;
  end(): void;
}

function failure(cause: string): EngineErrorData {
  return { code: 'engineFailed', message: 'The worker stopped.', cause };
}

function causeOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

export function openWorker(onCrash: (error: EngineErrorData) => void): WorkerLink {
  const worker = new Worker(ownScript(engineWorker), { type: 'module' });
  const engine = wrap<Engine>(worker);
  let declareDead: (answer: { ok: false; error: EngineErrorData }) => void = () => undefined;
  const death = new Promise<{ ok: false; error: EngineErrorData }>((resolve) => (declareDead = resolve));

  function crash(cause: string): void {
    const error = failure(cause);
    declareDead({ ok: false, error });
    onCrash(error);
  }
  worker.addEventListener('error', (event) => crash(event.message || 'error'));
  worker.addEventListener('messageerror', () => crash('messageerror'));

  return {
    call: (use) =>
      Promise.race([
        use(engine).catch((reason: unknown) => ({ ok: false as const, error: failure(causeOf(reason)) })),
        death,
      ]),
    tell: (use) => void use(engine).catch(() => undefined),
    end() {
      worker.terminate();
      declareDead({ ok: false, error: failure('ended') });
    },
  };
}
