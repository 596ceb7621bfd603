/** Data kept in the browser's own storage. */
export interface StoredData {
  id: string;
  title: string;
  bytes: number;
  /** ISO instants. */
  savedAt: string;
  rows: number;
  /** Null as long as they have not been counted. */
  customers: number | null;
  from: string | null;
  asOf: string | null;
  /** Another tab has it open. */
  isBusy: boolean;
}

export interface StorageState {
  /** `memory` where the browser has no private file system, or refuses it. */
  kind: 'opfs' | 'memory';
  /** Why it is memory: a key of the page's texts. */
  reason: 'unsupported' | 'refused' | 'chosen' | null;
  isPersistent: boolean;
  usedBytes: number | null;
  quotaBytes: number | null;
  /** Id of the kept data that is in use; null when what is open is in memory only, or nothing is. */
  inUse: string | null;
}

/** `changed`: another tab has saved or deleted data. `takenOver`: another tab has taken the data that was in use here. */
export type KeptDataEvent = { kind: 'changed' } | { kind: 'takenOver'; data: string };
