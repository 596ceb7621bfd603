import type { Table } from 'apache-arrow';
import type {
  AnalysisResult,
  AnalysisSpec,
  Answer,
  EngineErrorData,
  Progress,
  Scalar,
} from '../../workers/api';
import type { DrawFigures } from '../analyses/figure';
import { loadDraw } from '../analyses/registry';
import { engine } from '../engine/engine.svelte';

type CellStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** A result made ready to be shown. */
export interface Outcome {
  result: AnalysisResult;
  tables: Record<string, Table>;
  draw: DrawFigures;
}

/** Only what takes longer than this is spoken of. */
const slowAfterMilliseconds = 1000;

/** One analysis of the notebook: its parameters, its run and its last result. The only writer of all three. */
export class CellRun {
  readonly spec: AnalysisSpec;
  #requests;
  #params = $state.raw<Record<string, Scalar>>({});
  #status = $state<CellStatus>('waiting');
  #slow = $state(false);
  #outcome = $state.raw<Outcome | null>(null);
  #error = $state.raw<EngineErrorData | null>(null);
  #progress = $state.raw<Progress | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(spec: AnalysisSpec, params: Record<string, Scalar>) {
    this.spec = spec;
    this.#params = params;
    this.#requests = engine.latest(spec.id);
  }

  get params(): Record<string, Scalar> {
    return this.#params;
  }

  get status(): CellStatus {
    return this.#status;
  }

  /** It has run for so long that the reader should be told, and offered a way out. */
  get slow(): boolean {
    return this.#slow;
  }

  /** Stays while a new one is worked out, so that nothing jumps. */
  get outcome(): Outcome | null {
    return this.#outcome;
  }

  get error(): EngineErrorData | null {
    return this.#error;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  /** Sets a parameter, null for its default, and works the cell out again. */
  setParam(name: string, value: Scalar): void {
    const { [name]: _former, ...others } = this.#params;
    this.#params = value === null ? others : { ...others, [name]: value };
    void this.run();
  }

  async run(): Promise<void> {
    this.#enter('running');
    this.#timer = setTimeout(() => (this.#slow = true), slowAfterMilliseconds);
    const answer = await this.#requests.run((id) => this.#ask(id));
    if (answer === null) return;
    this.#enter(answer.ok ? 'done' : answer.error.code === 'cancelled' ? 'cancelled' : 'failed');
    if (answer.ok) this.#outcome = answer.value;
    else this.#error = answer.error;
  }

  cancel(): void {
    this.#requests.cancel();
    this.#enter('cancelled');
  }

  #enter(status: CellStatus): void {
    clearTimeout(this.#timer);
    this.#slow = false;
    this.#status = status;
    this.#error = null;
    this.#progress = null;
  }

  async #ask(id: string): Promise<Answer<Outcome>> {
    const request = { name: this.spec.id, params: this.#params };
    const answer = await engine.analyse(id, request, (progress) => (this.#progress = progress));
    return answer.ok ? this.#prepare(answer.value) : answer;
  }

  async #prepare(result: AnalysisResult): Promise<Answer<Outcome>> {
    try {
      const [{ decodeTables }, draw] = await Promise.all([import('./decode-tables'), loadDraw(this.spec.id)]);
      return { ok: true, value: { result, tables: decodeTables(result.tables), draw } };
    } catch (reason) {
      const cause = reason instanceof Error ? reason.message : String(reason);
      return { ok: false, error: { code: 'queryFailed', message: 'The result could not be read.', cause } };
    }
  }
}
