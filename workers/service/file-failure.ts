import type { FailureReason } from '../api/offline';

/** A file of the build that could not be had or kept. */
export class FileFailure extends Error {
  constructor(
    readonly reason: FailureReason,
    readonly file: string,
  ) {
    super(`${reason}: ${file}`);
  }
}

/** What went wrong, whoever threw it: the browser's storage, the network, or the check of what came. */
export function failureOf(thrown: unknown): FileFailure {
  if (thrown instanceof FileFailure) return thrown;
  const isFull = thrown instanceof Error && thrown.name === 'QuotaExceededError';
  return new FileFailure(isFull ? 'space' : 'connection', '');
}
