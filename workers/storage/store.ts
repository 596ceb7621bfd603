import type { StorageState, StoredData } from '../api';
import type { StoredNote } from './kept-list';

/** Where one notebook's data lives: a catalog of the engine, in a file of its own or in memory. */
export interface Store {
  readonly id: string;
  /** Its name in SQL: `store_3`. */
  readonly catalog: string;
  /** In a file that outlives the tab. */
  readonly isKept: boolean;
  /**
   * Makes what the catalog holds last: either all of it or, when the tab is killed meanwhile, what was saved before.
   * @throws EngineError `storageFull`; the store then has to be deleted, or reverted when it had been saved before
   */
  save(note: StoredNote): Promise<void>;
  /** Size of its file; 0 in memory. */
  bytes(): Promise<number>;
  /** Goes back to what was saved last: after `storageFull` the engine's picture of the catalog can't be trusted. */
  revert(): Promise<void>;
  /** Lets go of it. What was never saved is gone. */
  close(): Promise<void>;
  delete(): Promise<void>;
}

/** Where data is kept; which of it is in use, the engine knows. */
export type StoragePlace = Omit<StorageState, 'inUse'>;

/** The stores of this browser. */
export interface Storage {
  state(): Promise<StoragePlace>;
  create(): Promise<Store>;
  /** What is kept, the last saved first. */
  list(): Promise<StoredData[]>;
  /**
   * @param takeOver asks another tab that has it open to let go of it
   * @throws EngineError `storageBusy` when another tab has it open, `storageLost` when it is gone or damaged
   */
  open(id: string, takeOver?: boolean): Promise<Store>;
  /** @throws EngineError `storageBusy` when another tab has it open */
  delete(id: string): Promise<void>;
  /** From now on new stores are in memory only; kept ones can still be opened. */
  useMemory(): void;
  /** What to do when another tab asks for a store of this one: end work on it, close it, tell the person. */
  onRelease(letGo: (store: Store) => Promise<void>): void;
  /** Called when another tab has saved or deleted data. */
  onChange(listener: () => void): void;
}
