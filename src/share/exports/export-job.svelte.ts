import type { EngineErrorData } from '../../../workers/api';
import { CellError } from '../../cells/cell-run.svelte';
import { announcer } from '../../ui/announcer.svelte';

/** One export after another, and what came of the last. The only writer of that. */
export class ExportJob {
  #abort: AbortController | null = $state.raw(null);
  #said = $state('');
  #error = $state.raw<EngineErrorData | null>(null);
  #hasFailed = $state(false);

  get isBusy(): boolean {
    return this.#abort !== null;
  }

  /** What was done last, in words. */
  get said(): string {
    return this.#said;
  }

  get error(): EngineErrorData | null {
    return this.#error;
  }

  /** It failed here, not in the engine. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** @param work gives the words for what was done; while it runs nothing else is begun */
  async run(work: (signal: AbortSignal) => Promise<string>): Promise<void> {
    if (this.#abort) return;
    const abort = new AbortController();
    [this.#abort, this.#said, this.#error, this.#hasFailed] = [abort, '', null, false];
    try {
      this.#said = await work(abort.signal);
      announcer.say(this.#said);
    } catch (thrown) {
      if (!abort.signal.aborted) this.#fail(thrown);
    } finally {
      this.#abort = null;
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }

  #fail(thrown: unknown): void {
    console.warn('export', thrown);
    if (thrown instanceof CellError) this.#error = thrown.data;
    else this.#hasFailed = true;
  }
}
