import type { StorageState } from '../../../workers/api';

/** A store takes less than its file as a rule; while it is written, both what was and what comes take room. */
const timesTheFile = 3;
const shareLeft = 0.1;

/** Bytes that the browser still allows; null when it doesn't say. */
export function bytesLeft({ usedBytes, quotaBytes }: StorageState): number | null {
  return usedBytes === null || quotaBytes === null ? null : Math.max(0, quotaBytes - usedBytes);
}

/** Whether a file of so many bytes may not find room: worth a word before it is read. */
export function isSpaceShort(state: StorageState, fileBytes: number): boolean {
  const left = bytesLeft(state);
  if (state.kind === 'memory' || left === null) return false;
  return left < shareLeft * state.quotaBytes! || left < timesTheFile * fileBytes;
}
