import { SvelteMap } from 'svelte/reactivity';
import type { CustomerFilter, Dataset, FilteredCounts } from '../../workers/api';
import { specs } from '../analyses/registry';
import { Counting } from '../data/counting.svelte';
import { engine } from '../engine/engine.svelte';
import type { Recording } from '../engine/recording';
import { contractsOf, settingsOf, unmetContracts } from './contracts';
import { readAgain, type DataOrigin } from './data-origin';
import { DocumentEditor } from './document-editor.svelte';
import type { TableContract } from './document/document';
import type { RenameRefusal } from './document/rename';
import { fileHash } from './file-hash';
import type { SavedHistory } from './history';
import { LivingCells } from './living-cells.svelte';
import { impossibleIn, type Impossible } from './possible';
import { Autosave } from './shelf/autosave.svelte';
import { shelf, type KeptNotebook } from './shelf/shelf';

/** What a notebook is opened from. */
export interface NotebookSource {
  history: SavedHistory | string;
  /** As it was kept; null for a new one. */
  kept: KeptNotebook | null;
  data: OpenData | null;
  /** It came from elsewhere: its queries run only once the person agrees. What is kept knows that of itself. */
  isForeign: boolean;
}

/** Data that the engine has in use, and where it can be had again. */
export interface OpenData {
  dataset: Dataset;
  origin: DataOrigin;
  /** Where only results are there: what was answered about the data when they were published. */
  recording?: Recording;
}

let nextData = 1;

/** The notebook on the page: its document, its data, and its cells kept true to both. */
export class OpenNotebook {
  readonly editor: DocumentEditor;
  readonly cells = new LivingCells();
  readonly saving: Autosave;
  /** The customers and orders of all the data. */
  readonly counting = new Counting('inUse');
  #data = $state.raw<OpenData | null>(null);
  #isAgreed = $state(true);
  #dataKey = '';
  #asked: readonly TableContract[];
  #wanted = $state.raw<readonly TableContract[]>([]);
  #chosen = $state.raw<FilteredCounts | null>(null);
  readonly #held = new SvelteMap<string, string>();
  #chosenFor: readonly CustomerFilter[] = [];
  #hashes = new Map<string, string>();
  #requests = engine.latest('reload');
  #filterRequests = engine.latest('filter');
  readonly impossible: readonly Impossible[] = $derived(
    this.#data ? impossibleIn(this.#data.dataset, specs) : [],
  );

  constructor({ history, kept, data, isForeign }: NotebookSource) {
    this.#isAgreed = !isForeign && kept?.isAgreed !== false;
    this.editor = new DocumentEditor(history, () => this.#changed());
    this.#asked = this.editor.document.front.tables;
    this.#wanted = this.#asked;
    this.saving = new Autosave(shelf, () => this.#snapshot(), kept);
    this.#takeData(data);
  }

  undo(): void {
    this.#held.clear();
    this.editor.undo();
    this.#update();
  }

  redo(): void {
    this.#held.clear();
    this.editor.redo();
    this.#update();
  }

  /** Null as long as its data is not there. */
  get dataset(): Dataset | null {
    return this.#data?.dataset ?? null;
  }

  /** Its results are there, but not the data they are about. */
  get isRecorded(): boolean {
    return this.#data?.recording !== undefined;
  }

  /** The files of each table of its data; null where they are not at hand any more. */
  get files(): (readonly File[])[] | null {
    const files = this.#data?.dataset.tables.map(({ id }) => this.#data?.origin.files.get(id) ?? []);
    return files?.every((each) => each.length > 0) ? files : null;
  }

  get title(): string {
    return this.editor.document.front.title;
  }

  get filters(): readonly CustomerFilter[] {
    return this.editor.document.front.filters;
  }

  /** Its queries may run; where only their results are there, none does. */
  get isAgreed(): boolean {
    return this.#isAgreed || this.isRecorded;
  }

  /** The person has seen the queries of a notebook from elsewhere, and wants them to run. */
  agree(): void {
    this.#isAgreed = true;
    this.#held.clear();
    this.#changed();
  }

  /** It would be gone with this page: the browser refuses to keep it, and no file is as new as it. */
  get isOnlyHere(): boolean {
    return this.saving.state === 'unkept' && this.saving.file?.text !== this.editor.text;
  }

  /** Tables the notebook asks for that are not there. */
  get wanted(): readonly TableContract[] {
    return this.#wanted;
  }

  /** The customers that pass the filters; null without filters, and until it is known. */
  get chosen(): FilteredCounts | null {
    return this.#chosen;
  }

  start(): void {
    if (this.#data) void this.counting.run();
    this.#update();
    void this.#noteHashes();
    this.saving.touch();
  }

  async close(isDeleted = false): Promise<void> {
    this.counting.cancel();
    this.#filterRequests.cancel();
    this.cells.stop();
    engine.replay(null);
    await this.saving.close(isDeleted);
  }

  /** What is typed into a query is in the document at once, but its result is of what it was until it is released. */
  hold(id: string, sql: string): void {
    if (!this.#held.has(id)) this.#held.set(id, sql);
  }

  isHeld(id: string): boolean {
    return this.#held.has(id);
  }

  release(id: string): void {
    if (this.#held.delete(id)) this.#update();
  }

  /** Gives a cell another name. What queries are held at names it by the former one, so they are let go. */
  rename(key: string, id: string, tables: readonly string[]): RenameRefusal | null {
    this.#held.clear();
    const refusal = this.editor.rename(key, id, tables);
    if (refusal) this.#update();
    return refusal;
  }

  /** Sets or, without filters, lifts them; all cells follow. */
  setFilters(filters: readonly CustomerFilter[]): void {
    this.editor.setFront({ filters }, 'edit.filter');
  }

  /**
   * Goes on with other data: the first, more tables, fewer, or a later export.
   * @param files of the table that came in, if any
   */
  useData(dataset: Dataset, table: string | null = null, files: readonly File[] = []): void {
    const origin = this.#data?.origin ?? { files: new Map<string, readonly File[]>(), stored: null };
    const all =
      table !== null && files.length > 0 ? [...origin.files, [table, files] as const] : origin.files;
    this.#takeData({ dataset, origin: { ...origin, files: new Map(all) } });
    this.#noteData();
    this.start();
  }

  setStored(stored: string | null): void {
    if (this.#data) this.#data = { ...this.#data, origin: { ...this.#data.origin, stored } };
    this.saving.touch();
  }

  /** Gets the same data into an engine that was started anew; false when it can't be had any more. */
  async reload(): Promise<boolean> {
    const data = this.#data;
    if (!data) return true;
    const answer = await this.#requests.run((id) => readAgain(id, data.dataset, data.origin));
    if (!answer?.ok) return false;
    const { dataset, files } = answer.value;
    this.#takeData({ dataset, origin: { ...data.origin, files } });
    this.start();
    return true;
  }

  #takeData(data: OpenData | null): void {
    this.cells.stop();
    this.#data = data;
    engine.replay(data?.recording ?? null);
    const tables = data && !data.recording ? data.dataset.tables : [];
    const unmet = unmetContracts(this.#asked, tables);
    this.#wanted = this.#wanted.filter((contract) => unmet.includes(contract));
    this.#dataKey = `data ${nextData}`;
    nextData += 1;
  }

  #changed(): void {
    this.#update();
    this.saving.touch();
  }

  #update(): void {
    const { filters, dataset } = this;
    const blocks = this.editor.document.blocks.map((block) => {
      const sql = block.kind === 'sql' ? this.#held.get(block.id) : undefined;
      return block.kind === 'sql' && sql !== undefined ? { ...block, sql } : block;
    });
    this.cells.update({ blocks, filters, dataset, dataKey: this.#dataKey, isAgreed: this.isAgreed });
    if (filters !== this.#chosenFor) void this.#countChosen(filters);
  }

  async #countChosen(filters: readonly CustomerFilter[]): Promise<void> {
    this.#chosenFor = filters;
    if (filters.length === 0 || !this.#data) {
      this.#filterRequests.cancel();
      this.#chosen = null;
      return;
    }
    const answer = await this.#filterRequests.run((id) => engine.countFiltered(id, filters));
    if (answer) this.#chosen = answer.ok ? answer.value : null;
  }

  /** Writes down what data the notebook is about; the person has not written that, so it is nothing to undo. */
  #noteData(): void {
    const { dataset } = this;
    if (!dataset) return;
    const tables = [...contractsOf(dataset, this.#hashes), ...this.#wanted];
    this.editor.note({ settings: settingsOf(dataset.options), tables });
  }

  async #noteHashes(): Promise<void> {
    const key = this.#dataKey;
    for (const [table, files] of this.#data?.origin.files ?? []) {
      const [file, ...more] = files;
      if (!file || more.length > 0 || this.#hashes.has(table)) continue;
      const hash = await fileHash(file).catch(() => null);
      if (hash !== null) this.#hashes.set(table, hash);
    }
    // Where it is kept may have become known meanwhile; it is the same data.
    if (this.#dataKey === key && this.#hashes.size > 0) this.#noteData();
  }

  #snapshot() {
    return {
      title: this.title,
      data: this.#data?.origin.stored ?? null,
      isAgreed: this.#isAgreed,
      history: this.editor.history(),
    };
  }
}
