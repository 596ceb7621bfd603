/** What a browser lends for keeping data. A fake of it stands in for the browser in tests. */
export interface PrivateStorage {
  files: PrivateFiles;
  locks: Locks;
  messages: Messages;
  figures(): Promise<StorageFigures>;
}

/** A folder of files that only this origin sees. A file that a database has open can be listed, not changed. */
export interface PrivateFiles {
  /** Sizes in bytes, by name. */
  list(): Promise<Map<string, number>>;
  readText(name: string): Promise<string>;
  /** @throws DOMException `QuotaExceededError` when there is no room */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** A file that is not there is no error. */
  remove(name: string): Promise<void>;
  /** The name under which the engine reaches a file. */
  engineName(name: string): string;
}

/** Locks between the tabs of this origin. One ends at the latest with the tab that holds it. */
export interface Locks {
  /**
   * Takes a lock nobody else has.
   * @param patienceMilliseconds how long to wait for who has it
   * @returns how to let go of it; null when another still has it
   */
  hold(name: string, patienceMilliseconds?: number): Promise<(() => void) | null>;
  /** Names of the locks that are held, by this tab or others. */
  held(): Promise<ReadonlySet<string>>;
}

/** What tabs tell each other: that one wants data which another has open, and that the list of kept data changed. */
export type StorageMessage = { kind: 'release'; id: string } | { kind: 'changed' };

/** Messages reach the other tabs, never the one that sends. */
export interface Messages {
  send(message: StorageMessage): void;
  listen(listener: (message: StorageMessage) => void): void;
}

export interface StorageFigures {
  isPersistent: boolean;
  usedBytes: number | null;
  quotaBytes: number | null;
}
