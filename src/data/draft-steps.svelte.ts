import type { Answer, EngineErrorData, OnProgress, Progress } from '../../workers/api';
import { engine } from '../engine/engine.svelte';

/**
 * inspecting: looking at the head; waiting: a role or an answer is missing, or the person stopped; loading; ready; failed.
 */
export type DraftStage = 'inspecting' | 'waiting' | 'loading' | 'ready' | 'failed';

/** How far files on their way in are. One step at a time: beginning one ends the other. */
export class DraftSteps {
  #requests = engine.latest('import');
  #stage = $state<DraftStage>('inspecting');
  #error = $state.raw<EngineErrorData | null>(null);
  #progress = $state.raw<Progress | null>(null);

  get stage(): DraftStage {
    return this.#stage;
  }

  get error(): EngineErrorData | null {
    return this.#error;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  enter(stage: DraftStage): void {
    this.#stage = stage;
    this.#progress = null;
    this.#error = null;
  }

  fail(error: EngineErrorData): void {
    this.enter('failed');
    this.#error = error;
  }

  /** Asks the engine for something; null when that failed, or was ended by another step. */
  async ask<Value>(
    stage: DraftStage,
    call: (id: string, onProgress: OnProgress) => Promise<Answer<Value>>,
  ): Promise<Value | null> {
    this.enter(stage);
    const answer = await this.#requests.run((id) => call(id, (progress) => (this.#progress = progress)));
    if (answer?.ok) return answer.value;
    if (answer) this.fail(answer.error);
    return null;
  }

  /** Ends what is being asked. */
  cancel(): void {
    this.#requests.cancel();
  }
}
