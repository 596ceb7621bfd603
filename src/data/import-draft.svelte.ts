import {
  defaultDataOptions,
  type Answer,
  type DataOptions,
  type Dataset,
  type DatasetTable,
  type EngineErrorData,
  type Inspection,
  type Progress,
  type Reading,
  type SourceColumn,
  type TableSettings,
} from '../../workers/api';
import { engine } from '../engine/engine.svelte';
import { matchContract, type ContractMatch } from '../notebook/contracts';
import type { TableContract } from '../notebook/document/document';
import { Counting } from './counting.svelte';
import { firstLook, type FirstLook } from './first-look';
import { forgetHabit, isWorthKeeping, keepHabit } from './habits';
import { checkedColumns, openQuestions, type OpenQuestion } from './open-questions';
import { isFurther, likelyPurpose, loadedTable, loadTarget, purposeKey, type Purpose } from './purpose';
import { detectedMapping, missingRoles } from './roles';
import { settingsFor, untouched } from './table-choices';

/**
 * inspecting: looking at the head; waiting: a role or an answer is missing, or the person stopped; loading; ready; failed.
 */
type DraftStage = 'inspecting' | 'waiting' | 'loading' | 'ready' | 'failed';

/** Where a draft comes from: files, or a table of the open notebook that is looked at once more. */
export interface DraftSource {
  files: readonly File[];
  /** What the files were said to be; when left out, the likeliest. */
  purpose?: Purpose;
  /** The data of the open notebook. */
  open: Dataset | null;
  /** What the open notebook asks of its tables, and how they are to be read. */
  wanted?: WantedData | null;
}

export interface WantedData {
  tables: readonly TableContract[];
  settings: Partial<DataOptions>;
}

/** Files on their way in. Nothing of them touches what is open until they are adopted. */
export class ImportDraft {
  readonly files: readonly File[];
  /** The tables of the open notebook. */
  readonly tables: readonly DatasetTable[];
  /** Goes on by itself once the file is read: nobody has to wait for it. */
  readonly counting = new Counting('loaded');
  #wanted: WantedData | null;
  #requests = engine.latest('import');
  #stage = $state<DraftStage>('inspecting');
  #purpose = $state.raw<Purpose>({ as: 'new' });
  #isPurposeSaid: boolean;
  #inspection = $state.raw<Inspection | null>(null);
  #firstLook = $state.raw<FirstLook | null>(null);
  #settings = $state.raw<TableSettings>(untouched);
  #openOptions: DataOptions | null;
  #chosenOptions = $state.raw<Partial<DataOptions>>({});
  #dataset = $state.raw<Dataset | null>(null);
  #table = $state.raw<DatasetTable | null>(null);
  #error = $state.raw<EngineErrorData | null>(null);
  #progress = $state.raw<Progress | null>(null);
  /** What the engine last looked at is what the settings say. */
  #isLookedAt = false;
  #isTouched: boolean;
  /** As the file's head shows them, and over the whole column once it was read. */
  readonly columns: readonly SourceColumn[] = $derived(
    checkedColumns(this.#inspection?.columns ?? [], this.#table?.columns ?? []),
  );
  readonly isFurther = $derived.by(() => isFurther(this.#purpose, this.tables));
  readonly missing = $derived(missingRoles(this.#settings.mapping, this.isFurther));
  readonly questions: readonly OpenQuestion[] = $derived(
    openQuestions(this.#inspection, this.columns, this.#settings),
  );
  /** The file has been read, and only an answer is missing. */
  readonly isHeldByQuestion = $derived.by(() => this.#table !== null && this.unanswered > 0);
  readonly unanswered = $derived(this.questions.filter(({ answer }) => answer === null).length);

  /** How the file meets what the open notebook asks for; null where it asks for nothing, or the file is none of it. */
  readonly match: ContractMatch | null = $derived.by(() =>
    this.#firstLook ? matchContract(this.#firstLook.inspection.columns, this.#wanted?.tables ?? []) : null,
  );

  constructor({ files, purpose, open, wanted = null }: DraftSource) {
    this.files = files;
    this.#wanted = wanted;
    this.tables = open?.tables ?? [];
    this.#isPurposeSaid = purpose !== undefined;
    this.#purpose = purpose ?? { as: 'new' };
    this.#isTouched = purpose?.as === 'change';
    if (purpose?.as === 'change') this.#settings = purpose.table.settings;
    this.#openOptions = open?.options ?? null;
  }

  get stage(): DraftStage {
    return this.#stage;
  }

  get purpose(): Purpose {
    return this.#purpose;
  }

  get inspection(): Inspection | null {
    return this.#inspection;
  }

  get settings(): TableSettings {
    return this.#settings;
  }

  /** Those of the open notebook where its data goes on; a last day that was set belongs to the file it was set for. */
  get options(): DataOptions {
    const { as } = this.#purpose;
    const former = (as !== 'new' && this.#openOptions) || {
      ...defaultDataOptions,
      ...this.#wanted?.settings,
    };
    const asOf = as === 'replacement' && !this.isFurther ? null : former.asOf;
    return { ...former, asOf, ...this.#chosenOptions };
  }

  /** Null until the file has been read whole, with every question answered. */
  get dataset(): Dataset | null {
    return this.#dataset;
  }

  /** The table that was read, as it stands in `dataset`. */
  get table(): DatasetTable | null {
    return this.#table;
  }

  /** The open notebook asks for tables. */
  get isWanted(): boolean {
    return (this.#wanted?.tables.length ?? 0) > 0;
  }

  /** The settings come from the last file with these columns. */
  get isHabit(): boolean {
    return Boolean(this.#firstLook?.habit);
  }

  get error(): EngineErrorData | null {
    return this.#error;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  /** Looks at the file's head, then reads it all when every needed column is known. */
  async begin(): Promise<void> {
    this.#enter('inspecting');
    const looked = await this.#requests.run((id) => this.#look(id));
    if (!this.#accept(looked)) return;
    this.#isLookedAt = true;
    this.#inspection = looked.value;
    this.#table = null;
    this.#settings = settingsFor(looked.value.columns, this.#settings);
    await this.load();
  }

  async load(): Promise<void> {
    this.#dataset = null;
    this.counting.cancel();
    if (!this.#isLookedAt) return this.begin();
    if (this.missing.length > 0) return this.stop();
    this.#enter('loading');
    const request = { ...loadTarget(this.#purpose), settings: this.#settings, options: this.options };
    const loaded = await this.#requests.run((id) =>
      engine.load(id, request, (progress) => (this.#progress = progress)),
    );
    if (!this.#accept(loaded)) return;
    this.#table = loadedTable(loaded.value.tables, this.#purpose, this.tables);
    // The rest of the column may have decided what its head left open; where it did not, the answer is waited for.
    if (this.unanswered > 0) return this.#enter('waiting');
    this.#dataset = loaded.value;
    this.#enter('ready');
    void this.#count();
  }

  /** What goes wrong there is what went wrong with the file. */
  async #count(): Promise<void> {
    await this.counting.run();
    const { error } = this.counting;
    if (error && this.#stage === 'ready') this.fail(error);
  }

  /** Reads the file with other settings; looks at it anew when they say how it is taken apart. */
  change(settings: TableSettings): void {
    this.#isTouched = true;
    if (settings.reading !== this.#settings.reading) this.#isLookedAt = false;
    this.#settings = settings;
    void this.load();
  }

  setOption<Name extends keyof DataOptions>(name: Name, value: DataOptions[Name]): void {
    this.#chosenOptions = { ...this.#chosenOptions, [name]: value };
    void this.load();
  }

  setPurpose(purpose: Purpose): void {
    if (purposeKey(purpose) === purposeKey(this.#purpose)) return;
    this.#purpose = purpose;
    this.#isPurposeSaid = true;
    this.#table = null;
    if (this.#inspection && !this.#isTouched) {
      this.#settings = settingsFor(this.#inspection.columns, this.#untouchedSettings());
    }
    void this.load();
  }

  /** Reads the file as if it were the first of its kind. */
  forgetHabit(): void {
    if (!this.#firstLook || !this.#inspection) return;
    forgetHabit(this.#firstLook.firstSeen, namesOf(this.#inspection));
    this.#firstLook = { ...this.#firstLook, habit: null };
    this.#isTouched = false;
    this.#isLookedAt = Object.keys(this.#settings.reading).length === 0;
    this.#settings = settingsFor(this.#inspection.columns, this.#untouchedSettings());
    void this.load();
  }

  /** What was chosen is remembered for the next file with these columns. */
  remember(): void {
    if (!this.#inspection) return;
    const names = namesOf(this.#inspection);
    const firstSeen = this.#firstLook?.firstSeen ?? names;
    if (isWorthKeeping(this.#settings, detectedMapping(this.#inspection.columns))) {
      keepHabit(firstSeen, names, this.#settings);
    } else forgetHabit(firstSeen, names);
  }

  stop(): void {
    this.#requests.cancel();
    this.#enter('waiting');
  }

  abandon(): void {
    this.#requests.cancel();
    this.counting.cancel();
    if (engine.status === 'ready') void engine.discard();
  }

  fail(error: EngineErrorData): void {
    this.#enter('failed');
    this.#error = error;
  }

  async #look(id: string): Promise<Answer<Inspection>> {
    if (this.#purpose.as === 'change') return engine.inspectTable(id, this.#purpose.table.id);
    const inspect = (reading: Reading) => engine.inspect(id, this.files, reading);
    if (this.#inspection) return inspect(this.#settings.reading);
    const looked = await firstLook(inspect);
    if (!looked.ok) return looked;
    const { inspection } = looked.value;
    this.#firstLook = looked.value;
    if (!this.#isPurposeSaid) this.#purpose = likelyPurpose(inspection, this.tables);
    this.#settings = this.#untouchedSettings();
    return { ok: true, value: inspection };
  }

  #untouchedSettings(): TableSettings {
    const replaced = this.#purpose.as === 'replacement' ? this.#purpose.table.settings : untouched;
    const settings = { ...replaced, reading: {}, ...this.#firstLook?.habit };
    // What the notebook asks for goes before what was chosen for such files some other time.
    return this.match ? { ...settings, mapping: { ...settings.mapping, ...this.match.roles } } : settings;
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

function namesOf({ columns }: Inspection): string[] {
  return columns.map(({ name }) => name);
}
