import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SavedHistory } from '../history';

/** The file a notebook was last saved in or opened from. */
export interface NotebookFile {
  name: string;
  /** Where the browser lets us write in place. */
  handle: FileSystemFileHandle | null;
  /** What the file holds. */
  text: string;
}

/** A notebook as this browser keeps it. */
export interface KeptNotebook {
  id: string;
  title: string;
  /** ISO instant. */
  savedAt: string;
  /** Counts saves: who saves must have seen the last. */
  revision: number;
  /** Id of the kept data it is about; null where there is none. */
  data: string | null;
  file: NotebookFile | null;
  /** False for one from elsewhere whose queries the person has not agreed to. */
  isAgreed?: boolean;
  history: SavedHistory;
}

export type NotebookEntry = Pick<KeptNotebook, 'id' | 'title' | 'savedAt' | 'data'>;

/** Another tab has saved the notebook meanwhile. */
export class ShelfConflict extends Error {}

/** Where notebooks are kept between visits. Every method rejects where the browser refuses its storage. */
export interface Shelf {
  /** The last saved first. */
  list(): Promise<NotebookEntry[]>;
  get(id: string): Promise<KeptNotebook | null>;
  /** The id of the last saved that was opened from a file of this name and text. */
  findOpenedFrom(file: Pick<NotebookFile, 'name' | 'text'>): Promise<string | null>;
  /** @throws ShelfConflict when `notebook.revision` is not one more than what is kept */
  save(notebook: KeptNotebook): Promise<void>;
  remove(id: string): Promise<void>;
}

interface Schema extends DBSchema {
  entries: { key: string; value: Omit<KeptNotebook, 'history'> };
  histories: { key: string; value: { id: string; history: SavedHistory } };
}

const stores = ['entries', 'histories'] as const;

/** Notebooks in the browser's own data base; entries and texts apart, so that a list reads no text. */
class BrowserShelf implements Shelf {
  #database: Promise<IDBPDatabase<Schema>> | null = null;

  async list(): Promise<NotebookEntry[]> {
    const entries = await (await this.#open()).getAll('entries');
    return entries
      .map(({ id, title, savedAt, data }) => ({ id, title, savedAt, data }))
      .sort((one, other) => (one.savedAt < other.savedAt ? 1 : -1));
  }

  async get(id: string): Promise<KeptNotebook | null> {
    const transaction = (await this.#open()).transaction(stores);
    const [entry, kept] = await Promise.all([
      transaction.objectStore('entries').get(id),
      transaction.objectStore('histories').get(id),
    ]);
    return entry && kept ? { ...entry, history: kept.history } : null;
  }

  async findOpenedFrom({ name, text }: Pick<NotebookFile, 'name' | 'text'>): Promise<string | null> {
    const entries = await (await this.#open()).getAll('entries');
    const found = entries
      .filter(({ file }) => file?.name === name && file.text === text)
      .sort((one, other) => (one.savedAt < other.savedAt ? 1 : -1));
    return found[0]?.id ?? null;
  }

  async save({ history, ...entry }: KeptNotebook): Promise<void> {
    const transaction = (await this.#open()).transaction(stores, 'readwrite');
    const entries = transaction.objectStore('entries');
    const former = await entries.get(entry.id);
    if ((former?.revision ?? 0) !== entry.revision - 1) {
      transaction.abort();
      await transaction.done.catch(() => undefined);
      throw new ShelfConflict('The notebook was saved by another tab.');
    }
    await Promise.all([
      entries.put(entry),
      transaction.objectStore('histories').put({ id: entry.id, history }),
      transaction.done,
    ]);
  }

  async remove(id: string): Promise<void> {
    const transaction = (await this.#open()).transaction(stores, 'readwrite');
    await Promise.all([
      ...stores.map((store) => transaction.objectStore(store).delete(id)),
      transaction.done,
    ]);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>('wafa-notebooks', 1, {
      upgrade(database) {
        for (const store of stores) database.createObjectStore(store, { keyPath: 'id' });
      },
      // Another tab wants a later version: it must not wait for this one.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      terminated: () => (this.#database = null),
    });
    return this.#database;
  }
}

export const shelf: Shelf = new BrowserShelf();
