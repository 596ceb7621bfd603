import {
  defaultDataOptions,
  type Answer,
  type DataOptions,
  type Dataset,
  type EngineErrorData,
  type Inspection,
  type Mapping,
  type Progress,
  type Role,
} from '../../workers/api';
import { engine } from '../engine/engine.svelte';
import { detectedMapping, missingRoles, withRole } from './roles';

/** inspecting: looking at the head; waiting: a role is missing, or the person stopped; loading; ready; failed. */
type DraftStage = 'inspecting' | 'waiting' | 'loading' | 'ready' | 'failed';

/** What is known of a file from an earlier look at it. */
export interface OpenedFile {
  file: File;
  mapping: Mapping;
  options: DataOptions;
}

/** A file on its way in. Nothing of it touches what is open until it is adopted. */
export class ImportDraft {
  readonly file: File;
  #requests = engine.latest('import');
  #stage = $state<DraftStage>('inspecting');
  #inspection = $state.raw<Inspection | null>(null);
  #mapping = $state.raw<Mapping>({});
  #options = $state.raw<DataOptions>(defaultDataOptions);
  #dataset = $state.raw<Dataset | null>(null);
  #error = $state.raw<EngineErrorData | null>(null);
  #progress = $state.raw<Progress | null>(null);
  readonly missing = $derived(missingRoles(this.#mapping));

  constructor(file: File, former?: OpenedFile) {
    this.file = file;
    if (!former) return;
    this.#mapping = former.mapping;
    this.#options = former.options;
  }

  get stage(): DraftStage {
    return this.#stage;
  }

  get inspection(): Inspection | null {
    return this.#inspection;
  }

  get mapping(): Mapping {
    return this.#mapping;
  }

  get options(): DataOptions {
    return this.#options;
  }

  get dataset(): Dataset | null {
    return this.#dataset;
  }

  get error(): EngineErrorData | null {
    return this.#error;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  get opened(): OpenedFile {
    return { file: this.file, mapping: this.#mapping, options: this.#options };
  }

  /** Looks at the file's head, then reads it all when every needed column is known. */
  async begin(): Promise<void> {
    this.#enter('inspecting');
    const answer = await this.#requests.run((id) => engine.inspect(id, this.file));
    if (!this.#accept(answer)) return;
    this.#inspection = answer.value;
    this.#mapping = { ...detectedMapping(answer.value.columns), ...this.#mapping };
    await this.load();
  }

  async load(): Promise<void> {
    this.#dataset = null;
    if (this.missing.length > 0) {
      this.#requests.cancel();
      this.#enter('waiting');
      return;
    }
    this.#enter('loading');
    const answer = await this.#requests.run((id) =>
      engine.load(id, this.#mapping, this.#options, (progress) => (this.#progress = progress)),
    );
    if (!this.#accept(answer)) return;
    this.#dataset = answer.value;
    this.#enter('ready');
  }

  setRole(column: string, role: Role): void {
    this.#mapping = withRole(this.#mapping, column, role);
    void this.load();
  }

  setOption<Name extends keyof DataOptions>(name: Name, value: DataOptions[Name]): void {
    this.#options = { ...this.#options, [name]: value };
    void this.load();
  }

  stop(): void {
    this.#requests.cancel();
    this.#enter('waiting');
  }

  abandon(): void {
    this.#requests.cancel();
    if (engine.status === 'ready') void engine.discard();
  }

  fail(error: EngineErrorData): void {
    this.#enter('failed');
    this.#error = error;
  }

  #enter(stage: DraftStage): void {
    this.#stage = stage;
    this.#progress = null;
    this.#error = null;
  }

  #accept<Value>(answer: Answer<Value> | null): answer is { ok: true; value: Value } {
    if (answer === null) return false;
    if (!answer.ok) this.fail(answer.error);
    return answer.ok;
  }
}
