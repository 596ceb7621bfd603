import { randomId } from '../../../workers/api/random-id';
import type { SavedHistory } from '../history';
import { ShelfConflict, type KeptNotebook, type NotebookFile, type Shelf } from './shelf';

/** A change waits this long for the next one, but never longer than the second. */
const pauseMilliseconds = 250;
const longestMilliseconds = 400;

/** What is to be kept at this moment. */
export interface Snapshot {
  title: string;
  data: string | null;
  isAgreed: boolean;
  history: SavedHistory;
}

/** Keeps a notebook as it changes. The only writer of how that stands. */
export class Autosave {
  #id: string;
  #revision: number;
  #file = $state.raw<NotebookFile | null>(null);
  #state = $state<'kept' | 'waiting' | 'unkept'>('kept');
  #isCopy = $state(false);
  #isFileRefused = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSince: number | null = null;
  #saving: Promise<void> = Promise.resolve();
  /** Saves that have not begun. */
  #pending = 0;
  #isClosed = false;

  constructor(
    private readonly shelf: Shelf,
    private readonly take: () => Snapshot,
    former: KeptNotebook | null,
    private readonly freshId: () => string = () => randomId(16),
  ) {
    this.#id = former?.id ?? freshId();
    this.#revision = former?.revision ?? 0;
    this.#file = former?.file ?? null;
  }

  get id(): string {
    return this.#id;
  }

  /** unkept: this browser refuses to keep it. */
  get state(): 'kept' | 'waiting' | 'unkept' {
    return this.#state;
  }

  /** Another tab saved the notebook meanwhile, so what is here goes on as a copy of its own. */
  get isCopy(): boolean {
    return this.#isCopy;
  }

  get file(): NotebookFile | null {
    return this.#file;
  }

  /** The last try to write the file failed. */
  get isFileRefused(): boolean {
    return this.#isFileRefused;
  }

  setFile(file: NotebookFile): void {
    this.#file = file;
    this.#isFileRefused = false;
    this.touch();
  }

  /** The file could not be written: the next time another place is asked for, since this one may be gone for good. */
  refuseFile(): void {
    this.#isFileRefused = true;
    if (!this.#file?.handle) return;
    this.#file = { ...this.#file, handle: null };
    this.touch();
  }

  /** Something has changed. */
  touch(): void {
    if (this.#isClosed) return;
    const now = performance.now();
    this.#waitingSince ??= now;
    if (this.#state === 'kept') this.#state = 'waiting';
    clearTimeout(this.#timer);
    const left = longestMilliseconds - (now - this.#waitingSince);
    // Who types fast leaves no room for a timer: what is due is kept at once.
    if (left <= 0) void this.flush();
    else this.#timer = setTimeout(() => void this.flush(), Math.min(pauseMilliseconds, left));
  }

  /** Keeps what is there now; one save follows another. */
  flush(): Promise<void> {
    if (this.#waitingSince === null) return this.#saving;
    clearTimeout(this.#timer);
    this.#waitingSince = null;
    this.#pending += 1;
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  /** After the last save. What is deleted is not to be kept once more. */
  async close(isDeleted = false): Promise<void> {
    if (!isDeleted) await this.flush();
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #save(): Promise<void> {
    this.#pending -= 1;
    if (this.#isClosed) return;
    try {
      await this.#write();
    } catch (thrown) {
      if (!(thrown instanceof ShelfConflict)) return this.#fail(thrown);
      this.#id = this.freshId();
      this.#revision = 0;
      this.#isCopy = true;
      await this.#write().catch((again: unknown) => this.#fail(again));
    }
  }

  async #write(): Promise<void> {
    const kept: KeptNotebook = {
      ...this.take(),
      id: this.#id,
      savedAt: new Date().toISOString(),
      revision: this.#revision + 1,
      file: this.#file,
    };
    await this.shelf.save(kept);
    this.#revision += 1;
    // What was changed meanwhile waits for a save of its own.
    if (this.#waitingSince === null && this.#pending === 0) this.#state = 'kept';
  }

  #fail(thrown: unknown): void {
    console.warn('The notebook could not be kept', thrown);
    this.#state = 'unkept';
  }
}
