import type { DatasetCounts, EngineErrorData, Progress } from '../../workers/api';
import { engine } from '../engine/engine.svelte';

/** The customers and orders of some data: being put together, known, or what went wrong. */
export class Counting {
  #requests;
  #which: 'loaded' | 'inUse';
  #counts = $state.raw<DatasetCounts | null>(null);
  #error = $state.raw<EngineErrorData | null>(null);
  #progress = $state.raw<Progress | null>(null);

  constructor(which: 'loaded' | 'inUse') {
    this.#which = which;
    this.#requests = engine.latest(`count-${which}`);
  }

  /** Null until they are known. */
  get counts(): DatasetCounts | null {
    return this.#counts;
  }

  get error(): EngineErrorData | null {
    return this.#error;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  async run(): Promise<void> {
    this.cancel();
    const answer = await this.#requests.run((id) =>
      engine.count(id, this.#which, (progress) => (this.#progress = progress)),
    );
    if (answer?.ok) this.#counts = answer.value;
    else if (answer) this.#error = answer.error;
  }

  /** Forgets what is known, for other data. */
  cancel(): void {
    this.#requests.cancel();
    this.#counts = null;
    this.#error = null;
    this.#progress = null;
  }
}
