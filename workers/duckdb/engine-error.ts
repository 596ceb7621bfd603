import type { EngineErrorData, ErrorCode } from '../api';

/** An error with a code the page has words for. `message` is for logs and the command line, in English. */
export class EngineError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Omit<EngineErrorData, 'code' | 'message'> = {},
  ) {
    super(message);
  }

  toData(): EngineErrorData {
    return { code: this.code, message: this.message, ...this.details };
  }
}

/** Whatever was thrown, as data that can cross the worker. */
export function toErrorData(thrown: unknown): EngineErrorData {
  if (thrown instanceof EngineError) return thrown.toData();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  return { code: 'engineFailed', message, cause: stack };
}

/** The engine's own error for a statement, as ours. */
export function queryError(thrown: unknown, sql: string): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (/^(query was canceled|INTERRUPT Error|\{"exception_type":"INTERRUPT")/i.test(message))
    return cancelled();
  if (isQuotaError(thrown)) return new EngineError('storageFull', message, { sql });
  if (isTrap(thrown)) return new EngineError('engineFailed', message, { sql });
  const code = /out of memory|memory limit|failed to allocate/i.test(message) ? 'memoryLimit' : 'queryFailed';
  return new EngineError(code, message, { sql });
}

/** What WebAssembly throws when a program goes astray or too deep: nothing in its memory can be relied on from then on. */
function isTrap(thrown: unknown): boolean {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return (
    nameOf(thrown) === 'RuntimeError' ||
    /^(memory access out of bounds|null function or function signature|table index is out|unreachable|maximum call stack)/i.test(
      message,
    )
  );
}

/** A failure of the browser's private files, as ours. */
export function storageError(thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (/another open (access handle|writable)|NoModificationAllowed/i.test(`${nameOf(thrown)} ${message}`))
    return new EngineError('storageBusy', message);
  return queryError(thrown, '');
}

const nameOf = (thrown: unknown) => (thrown instanceof Error ? thrown.name : '');

/** The name is lost where the engine wraps the error, and a full disk goes by other words than a used-up quota. */
function isQuotaError(thrown: unknown): boolean {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return /quota ?exceeded|exceeded the quota|no space (available|left)|no_device_space/i.test(
    `${nameOf(thrown)} ${message}`,
  );
}

export function cancelled(): EngineError {
  return new EngineError('cancelled', 'The work was cancelled.');
}

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}
