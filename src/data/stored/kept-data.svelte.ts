import type { Answer, Dataset, EngineErrorData, StorageState, StoredData } from '../../../workers/api';
import { engine } from '../../engine/engine.svelte';

/** Another tab that is just being closed lets go of its data a moment later. */
const busyAgainMilliseconds = 2_000;

/** The data that this browser keeps, as the engine last told. */
class KeptData {
  #all = $state.raw<readonly StoredData[]>([]);
  #state = $state.raw<StorageState | null>(null);
  #takenOver = $state<string | null>(null);
  #openings = engine.latest('stored');
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    engine.watchStorage((event) => {
      if (event.kind === 'takenOver') this.#takenOver = event.data;
      void this.refresh();
    });
  }

  /** The last saved first. */
  get all(): readonly StoredData[] {
    return this.#all;
  }

  /** Null until it is known. */
  get state(): StorageState | null {
    return this.#state;
  }

  /** The kept data in use. */
  get inUse(): StoredData | null {
    return this.#all.find(({ id }) => id === this.#state?.inUse) ?? null;
  }

  /** Id of the data that another tab has taken from this one. */
  get takenOver(): string | null {
    return this.#takenOver;
  }

  /** Other data is open now. */
  forgetTakeOver(): void {
    this.#takenOver = null;
  }

  async refresh(): Promise<void> {
    clearTimeout(this.#later);
    const [state, all] = await Promise.all([engine.storage(), engine.storedData()]);
    if (state.ok) this.#state = state.value;
    if (!all.ok) return;
    this.#all = all.value;
    if (all.value.some(({ isBusy }) => isBusy))
      this.#later = setTimeout(() => void this.refresh(), busyAgainMilliseconds);
  }

  /**
   * Puts kept data in use.
   * @param takeOver from another tab that has it open
   * @returns null when other data was asked for meanwhile
   */
  open(data: string, takeOver: boolean): Promise<Answer<Dataset> | null> {
    return this.#openings.run((id) => engine.openStored(id, data, () => undefined, takeOver));
  }

  /** @returns what went wrong */
  async delete(data: string): Promise<EngineErrorData | null> {
    const answer = await engine.deleteStored(data);
    await this.refresh();
    return answer.ok ? null : answer.error;
  }

  /** Holds in memory what is opened from now on. */
  async useMemory(): Promise<void> {
    await engine.useMemory();
    await this.refresh();
  }

  /** Asks the browser not to clear the data away by itself; a window alone may ask. Browsers answer in their own way. */
  async askToPersist(): Promise<void> {
    await this.refresh();
    if (this.#state?.kind !== 'opfs' || this.#state.isPersistent) return;
    const isGranted = await navigator.storage.persist().catch(() => false);
    if (isGranted) await this.refresh();
  }
}

export const keptData = new KeptData();
