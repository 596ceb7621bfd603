import type {
  Answer,
  DataOptions,
  Dataset,
  DatasetTable,
  EngineErrorData,
  Inspection,
  Progress,
  Reading,
  SourceColumn,
  TableSettings,
} from '../../workers/api';
import { engine } from '../engine/engine.svelte';
import { Counting } from './counting.svelte';
import { DraftChoices, type Chosen } from './draft-choices.svelte';
import type { DraftSource } from './draft-source';
import { DraftSteps, type DraftStage } from './draft-steps.svelte';
import { firstLook } from './first-look';
import { checkedColumns, openQuestions, type OpenQuestion } from './open-questions';
import { loadedTable, loadTarget, purposeKey, type Purpose } from './purpose';

/** Files on their way in. Nothing of them touches what is open until they are adopted. */
export class ImportDraft {
  readonly files: readonly File[];
  /** Goes on by itself once the file is read: nobody has to wait for it. */
  readonly counting = new Counting('loaded');
  #choices: DraftChoices;
  #steps = new DraftSteps();
  #inspection = $state.raw<Inspection | null>(null);
  #dataset = $state.raw<Dataset | null>(null);
  #table = $state.raw<DatasetTable | null>(null);
  /** What the engine last looked at is what the settings say. */
  #isLookedAt = false;
  /** As the file's head shows them, and over the whole column once it was read. */
  readonly columns: readonly SourceColumn[] = $derived(
    checkedColumns(this.#inspection?.columns ?? [], this.#table?.columns ?? []),
  );
  readonly questions: readonly OpenQuestion[] = $derived.by(() =>
    openQuestions(this.#inspection, this.columns, this.#choices.settings),
  );
  readonly unanswered = $derived(this.questions.filter(({ answer }) => answer === null).length);

  constructor(source: DraftSource) {
    this.files = source.files;
    this.#choices = new DraftChoices(source);
  }

  get stage(): DraftStage {
    return this.#steps.stage;
  }

  get error(): EngineErrorData | null {
    return this.#steps.error;
  }

  get progress(): Progress | null {
    return this.#steps.progress;
  }

  /** What is chosen, to be read; the methods below change it and read the file again. */
  get chosen(): Chosen {
    return this.#choices;
  }

  /** The file has been read, and only an answer is missing. */
  get isHeldByQuestion(): boolean {
    return this.#table !== null && this.unanswered > 0;
  }

  get inspection(): Inspection | null {
    return this.#inspection;
  }

  /** Null until the file has been read whole, with every question answered. */
  get dataset(): Dataset | null {
    return this.#dataset;
  }

  /** The table that was read, as it stands in `dataset`. */
  get table(): DatasetTable | null {
    return this.#table;
  }

  /** Looks at the file's head, then reads it all when every needed column is known. */
  async begin(): Promise<void> {
    const inspection = await this.#steps.ask('inspecting', (id) => this.#look(id));
    if (!inspection) return;
    this.#isLookedAt = true;
    this.#inspection = inspection;
    this.#table = null;
    this.#choices.fitTo(inspection);
    await this.load();
  }

  async load(): Promise<void> {
    this.#dataset = null;
    this.counting.cancel();
    if (!this.#isLookedAt) return this.begin();
    const { purpose, settings, options, missing, tables } = this.#choices;
    if (missing.length > 0) return this.stop();
    const request = { ...loadTarget(purpose), settings, options };
    const dataset = await this.#steps.ask('loading', (id, onProgress) =>
      engine.load(id, request, onProgress),
    );
    if (!dataset) return;
    this.#table = loadedTable(dataset.tables, purpose, tables);
    // The rest of the column may have decided what its head left open; where it did not, the answer is waited for.
    if (this.unanswered > 0) return this.#steps.enter('waiting');
    this.#dataset = dataset;
    this.#steps.enter('ready');
    void this.#count();
  }

  /** Reads the file with other settings; looks at it anew when they say how it is taken apart. */
  change(settings: TableSettings): void {
    if (settings.reading !== this.#choices.settings.reading) this.#isLookedAt = false;
    this.#choices.change(settings);
    void this.load();
  }

  setOption<Name extends keyof DataOptions>(name: Name, value: DataOptions[Name]): void {
    this.#choices.setOption(name, value);
    void this.load();
  }

  setPurpose(purpose: Purpose): void {
    if (purposeKey(purpose) === purposeKey(this.#choices.purpose)) return;
    this.#choices.setPurpose(purpose, this.#inspection);
    this.#table = null;
    void this.load();
  }

  /** Reads the file as if it were the first of its kind. */
  forgetHabit(): void {
    if (!this.#inspection || !this.#choices.isHabit) return;
    this.#isLookedAt = Object.keys(this.#choices.settings.reading).length === 0;
    this.#choices.forgetHabit(this.#inspection);
    void this.load();
  }

  /** What was chosen is remembered for the next file with these columns. */
  remember(): void {
    if (this.#inspection) this.#choices.remember(this.#inspection);
  }

  stop(): void {
    this.#steps.cancel();
    this.#steps.enter('waiting');
  }

  abandon(): void {
    this.#steps.cancel();
    this.counting.cancel();
    if (engine.status === 'ready') void engine.discard();
  }

  fail(error: EngineErrorData): void {
    this.#steps.fail(error);
  }

  async #look(id: string): Promise<Answer<Inspection>> {
    const { purpose, settings } = this.#choices;
    if (purpose.as === 'change') return engine.inspectTable(id, purpose.table.id);
    const inspect = (reading: Reading) => engine.inspect(id, this.files, reading);
    if (this.#inspection) return inspect(settings.reading);
    const looked = await firstLook(inspect);
    if (!looked.ok) return looked;
    this.#choices.begin(looked.value);
    return { ok: true, value: looked.value.inspection };
  }

  /** What goes wrong there is what went wrong with the file. */
  async #count(): Promise<void> {
    await this.counting.run();
    const { error } = this.counting;
    if (error && this.stage === 'ready') this.fail(error);
  }
}
