import { tick } from 'svelte';
import type { Answer, Dataset, EngineErrorData } from '../../workers/api';
import { language } from '../i18n/language.svelte';
import { ImportDraft } from '../data/import-draft.svelte';
import type { Purpose } from '../data/purpose';
import { keptData } from '../data/stored/kept-data.svelte';
import { engine } from '../engine/engine.svelte';
import type { DataOrigin } from '../notebook/data-origin';
import type * as NotebookPart from '../notebook/notebook-part';
import type { NotebookSource, OpenNotebook } from '../notebook/open-notebook.svelte';
import { fetchTemplate, type Template } from '../notebook/templates';
import type { TextKey } from '../i18n/keys';

/** The conversation about a file comes when there is one. */
export const loadImportView = () => import('../data/ImportView.svelte');

/** Everything a notebook needs (drawing, Arrow) comes in a part of its own, read when the first file is on its way. */
export async function loadNotebookPart(): Promise<typeof NotebookPart> {
  const [part] = await Promise.all([import('../notebook/notebook-part'), language.needNotebook()]);
  return part;
}

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
   * Takes files as they were dropped or chosen: a notebook is opened, of the others several are one table.
   * @param purpose what they are, where that was said beforehand
   */
  openFiles(files: readonly File[], purpose?: Purpose): void {
    const isNotebook = ({ name }: File) => /\.(md|markdown)$/i.test(name);
    const notebook = purpose ? undefined : files.find(isNotebook);
    const others = files.filter((file) => file !== notebook && !isNotebook(file));
    if (notebook) void this.#openFile(notebook).then(() => this.#openTables(others));
    else this.#openTables(files, purpose);
  }

  #openTables(files: readonly File[], purpose?: Purpose): void {
    if (files.length === 0) return;
    const notebook = this.#notebook;
    const isWaiting = notebook !== null && notebook.dataset === null;
    this.#begin(
      new ImportDraft({
        files,
        purpose: purpose ?? (isWaiting ? { as: 'new' } : undefined),
        open: notebook?.dataset ?? null,
        wanted: notebook && { tables: notebook.wanted, settings: notebook.editor.document.front.settings },
      }),
    );
  }

  /** A table of the open notebook once more, to change its columns or settings; the first when none is named. */
  changeData(tableId?: string): void {
    const dataset = this.#notebook?.dataset;
    const table = dataset?.tables.find(({ id }) => id === tableId) ?? dataset?.tables[0];
    if (!dataset || !table) return;
    this.#begin(
      new ImportDraft({ files: [], purpose: { as: 'change', table }, open: dataset, wanted: null }),
    );
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
      const tables = answer.value.tables;
      const isWaiting = this.#notebook?.dataset === null;
      if (this.#notebook && (isWaiting || draft.purpose.as !== 'new')) {
        const table = isWaiting ? tables[0]?.id : draft.table?.id;
        this.#notebook.useData(answer.value, table ?? null, draft.files);
        await this.#backToNotebook();
      } else {
        const files = new Map(tables.slice(0, 1).map(({ id }) => [id, draft.files] as const));
        await this.#show(await this.#review(answer.value, { files, stored: null }));
      }
      await keptData.refresh();
      this.#notebook?.setStored(keptData.state?.inUse ?? null);
      void keptData.askToPersist();
    } catch {
      this.#notice = 'app.notebookFailed';
    } finally {
      this.#busy = null;
    }
  }

  /** The notebook that is written for data that came in. */
  async #review(dataset: Dataset, origin: DataOrigin): Promise<NotebookSource> {
    const [part, template] = await Promise.all([
      loadNotebookPart(),
      fetchTemplate('retention-review', language.code),
    ]);
    const history = part.reviewOf(template, dataset, part.specs, language.code);
    return { history, kept: null, data: { dataset, origin } };
  }

  async #show(source: NotebookSource): Promise<void> {
    const part = await loadNotebookPart();
    keptData.forgetTakeOver();
    await this.#notebook?.close();
    this.#notebook = new part.OpenNotebook(source);
    this.#draft = null;
    this.#notebook.start();
    window.scrollTo({ top: 0, behavior: 'instant' });
  }

  /** Opens a notebook's file. What data it is about has to be brought by the person. */
  async #openFile(file: File): Promise<void> {
    try {
      const text = await file.text();
      await this.#show({ history: text, kept: null, data: null });
      this.#notebook?.saving.setFile({ name: file.name, handle: null, text });
    } catch {
      this.#notice = 'app.notebookFailed';
    }
  }

  /** Begins a notebook without data. */
  async openTemplate(template: Template): Promise<void> {
    try {
      const history = await fetchTemplate(template, language.code);
      await this.#show({ history, kept: null, data: null });
    } catch {
      this.#notice = 'app.notebookFailed';
    }
  }

  /**
   * Opens a notebook that this browser keeps, with its data where that is there still.
   * @returns what went wrong, if anything
   */
  async openNotebook(id: string, takeOver: boolean): Promise<EngineErrorData | null> {
    const { shelf } = await loadNotebookPart();
    const kept = await shelf.get(id).catch(() => null);
    if (!kept) return { code: 'storageLost', message: 'The notebook is not there any more.' };
    const data = kept.data === null ? null : await this.#getStored(kept.data, takeOver);
    if (data && !data.ok && data.error.code !== 'storageLost') return data.error;
    const origin = { files: new Map(), stored: kept.data };
    const opened = data?.ok ? { dataset: data.value, origin } : null;
    await this.#show({ history: kept.history, kept, data: opened });
    return null;
  }

  /**
   * Opens data that the browser keeps and that no notebook is about any more.
   * @param takeOver from another tab that has it open
   * @returns what went wrong, if anything
   */
  async openStored(data: string, takeOver: boolean): Promise<EngineErrorData | null> {
    const answer = await this.#getStored(data, takeOver);
    if (!answer?.ok) return answer?.error ?? null;
    try {
      await this.#show(await this.#review(answer.value, { files: new Map(), stored: data }));
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
    void this.#notebook?.close();
    this.#notebook = null;
    window.scrollTo({ top: 0, behavior: 'instant' });
  }

  /** Deletes the open notebook and its data from this device; returns what went wrong, if anything. */
  async deleteOpen(): Promise<EngineErrorData | null> {
    const data = keptData.inUse;
    const error = data && (await keptData.delete(data.id));
    if (error) return error;
    const { shelf } = await loadNotebookPart();
    const notebook = this.#notebook;
    await notebook?.close(true);
    if (notebook) await shelf.remove(notebook.saving.id).catch(() => undefined);
    this.leaveNotebook();
    return null;
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
    // Who has gone on meanwhile stays where they are.
    if (document.activeElement === document.body)
      document.getElementById('content')?.focus({ preventScroll: true });
  }
}

export const workspace = new Workspace();
