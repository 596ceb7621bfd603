import { tick } from 'svelte';
import type { Answer, Dataset, EngineErrorData } from '../../workers/api';
import { ImportDraft } from '../data/import-draft.svelte';
import type { Purpose } from '../data/purpose';
import { keptData } from '../data/stored/kept-data.svelte';
import { engine } from '../engine/engine.svelte';
import type { DataOrigin, OpenNotebook } from '../notebook/open-notebook.svelte';
import type { TextKey } from '../i18n/keys';

/** The conversation about a file comes when there is one. */
export const loadImportView = () => import('../data/ImportView.svelte');

/** Everything a notebook needs (drawing, Arrow) comes in a part of its own, read when the first file is on its way. */
export const loadNotebookPart = () => import('../notebook/notebook-part');

/** What is open: a notebook, and over it perhaps files on their way in. The only writer of both. */
class Workspace {
  #notebook = $state.raw<OpenNotebook | null>(null);
  #draft = $state.raw<ImportDraft | null>(null);
  #notice = $state<TextKey | null>(null);
  #busy = $state<'making' | 'restarting' | null>(null);
  #formerScroll = 0;
  #removals = engine.latest('remove');
  #openings = engine.latest('stored');

  get notebook(): OpenNotebook | null {
    return this.#notebook;
  }

  get draft(): ImportDraft | null {
    return this.#draft;
  }

  get notice(): TextKey | null {
    return this.#notice;
  }

  get busy(): 'making' | 'restarting' | null {
    return this.#busy;
  }

  say(notice: TextKey | null): void {
    this.#notice = notice;
  }

  /**
   * Takes files as they were dropped or chosen; several are one table.
   * @param purpose what they are, where that was said beforehand
   */
  openFiles(files: readonly File[], purpose?: Purpose): void {
    if (files.length === 0) return;
    this.#begin(new ImportDraft({ files, purpose, open: this.#notebook?.dataset ?? null }));
  }

  /** A table of the open notebook once more, to change its columns or settings; the first when none is named. */
  changeData(tableId?: string): void {
    const dataset = this.#notebook?.dataset;
    const table = dataset?.tables.find(({ id }) => id === tableId) ?? dataset?.tables[0];
    if (!dataset || !table) return;
    this.#begin(new ImportDraft({ files: [], purpose: { as: 'change', table }, open: dataset }));
  }

  #begin(draft: ImportDraft): void {
    if (!this.#draft) this.#formerScroll = window.scrollY;
    this.#draft?.abandon();
    this.#notice = null;
    this.#draft = draft;
    window.scrollTo({ top: 0, behavior: 'instant' });
    void draft.begin();
    void loadNotebookPart().catch(() => undefined);
  }

  /** Back to what was open before. */
  async leaveImport(): Promise<void> {
    this.#draft?.abandon();
    await this.#backToNotebook();
  }

  /** Makes what was read the data in use: in a notebook of its own, or in the open one. */
  async confirm(): Promise<void> {
    const draft = this.#draft;
    if (draft?.stage !== 'ready' || this.#busy) return;
    this.#busy = 'making';
    try {
      await loadNotebookPart();
      const answer = await engine.adopt();
      if (!answer.ok) return draft.fail(answer.error);
      draft.remember();
      if (draft.purpose.as === 'new' || !this.#notebook) {
        const files = new Map(answer.value.tables.slice(0, 1).map(({ id }) => [id, draft.files] as const));
        await keptData.refresh();
        await this.show(answer.value, { files, stored: keptData.state?.inUse ?? null });
        void keptData.askToPersist();
      } else {
        this.#notebook.useData(answer.value, draft.table?.id ?? null, draft.files);
        await this.#backToNotebook();
      }
    } catch {
      this.#notice = 'app.notebookFailed';
    } finally {
      this.#busy = null;
    }
  }

  /** Writes the notebook of data that the engine has in use. */
  async show(dataset: Dataset, origin: DataOrigin): Promise<void> {
    const part = await loadNotebookPart();
    keptData.forgetTakeOver();
    this.#notebook?.close();
    this.#notebook = new part.OpenNotebook(dataset, origin);
    this.#draft = null;
    this.#notebook.start();
    window.scrollTo({ top: 0, behavior: 'instant' });
  }

  /**
   * Opens data that the browser keeps.
   * @param takeOver from another tab that has it open
   * @returns what went wrong, if anything
   */
  async openStored(data: string, takeOver: boolean): Promise<EngineErrorData | null> {
    const answer = await this.#getStored(data, takeOver);
    if (!answer?.ok) return answer?.error ?? null;
    try {
      await this.show(answer.value, { files: new Map(), stored: data });
    } catch {
      this.#notice = 'app.notebookFailed';
    }
    return null;
  }

  /** Gets the open notebook's data back from the tab that has taken it; returns what went wrong, if anything. */
  async takeBack(): Promise<EngineErrorData | null> {
    const data = keptData.takenOver;
    if (data === null) return null;
    const answer = await this.#getStored(data, true);
    if (!answer?.ok) return answer?.error ?? null;
    keptData.forgetTakeOver();
    this.#notebook?.useData(answer.value);
    return null;
  }

  /** Back to the start page. The data stays in use until other data is opened. */
  leaveNotebook(): void {
    this.#notebook?.close();
    this.#notebook = null;
    window.scrollTo({ top: 0, behavior: 'instant' });
  }

  /** Deletes the open notebook's data from this device; returns what went wrong, if anything. */
  async deleteOpen(): Promise<EngineErrorData | null> {
    const data = keptData.inUse;
    const error = data && (await keptData.delete(data.id));
    if (!error) this.leaveNotebook();
    return error;
  }

  #getStored(data: string, takeOver: boolean): Promise<Answer<Dataset> | null> {
    return this.#openings.run((id) => engine.openStored(id, data, () => undefined, takeOver));
  }

  /** Takes a further table out of the open notebook. */
  async removeTable(tableId: string): Promise<void> {
    const notebook = this.#notebook;
    if (!notebook) return;
    const answer = await this.#removals.run((id) => engine.removeTable(id, tableId));
    if (answer?.ok) notebook.useData(answer.value);
    else if (answer) this.#notice = 'app.removeFailed';
  }

  /** After a crash: a new engine, the open notebook's data brought into it again, then the files on their way. */
  async restart(): Promise<void> {
    if (this.#busy) return;
    this.#busy = 'restarting';
    const booted = await engine.restart();
    const whole = !booted.ok || !this.#notebook || (await this.#notebook.reload());
    if (!whole) this.#notice = 'engine.reloadFailed';
    this.#busy = null;
    if (booted.ok) void this.#draft?.begin();
  }

  async #backToNotebook(): Promise<void> {
    this.#draft = null;
    await tick();
    if (!this.#notebook) return;
    window.scrollTo({ top: this.#formerScroll, behavior: 'instant' });
    document.getElementById('content')?.focus({ preventScroll: true });
  }
}

export const workspace = new Workspace();
