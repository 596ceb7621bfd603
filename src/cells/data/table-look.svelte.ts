import type { EngineErrorData, TableProfile } from '../../../workers/api';
import { engine } from '../../engine/engine.svelte';

type LookStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** The engine's look at all columns of one table. */
export class TableLook {
  #requests;
  #status = $state<LookStatus>('waiting');
  #profile = $state.raw<TableProfile | null>(null);
  #error = $state.raw<EngineErrorData | null>(null);

  constructor(private readonly table: string) {
    this.#requests = engine.latest(`profile-${table}`);
  }

  get status(): LookStatus {
    return this.#status;
  }

  get profile(): TableProfile | null {
    return this.#profile;
  }

  get error(): EngineErrorData | null {
    return this.#error;
  }

  /** Asks once; what was stopped or failed is asked anew by the person alone. */
  begin(): void {
    if (this.#status === 'waiting') void this.run();
  }

  async run(): Promise<void> {
    this.#status = 'running';
    this.#error = null;
    const answer = await this.#requests.run((id) => engine.tableProfile(id, this.table));
    if (answer === null) return;
    this.#status = answer.ok ? 'done' : answer.error.code === 'cancelled' ? 'cancelled' : 'failed';
    if (answer.ok) this.#profile = answer.value;
    else this.#error = answer.error;
  }

  cancel(): void {
    if (this.#status !== 'running') return;
    this.#requests.cancel();
    this.#status = 'cancelled';
  }
}
