import { tick } from 'svelte';
import { ImportDraft, type OpenedFile } from '../data/import-draft.svelte';
import { engine } from '../engine/engine.svelte';
import type { OpenNotebook } from '../notebook/open-notebook.svelte';
import type { TextKey } from '../i18n/keys';

/** Everything a notebook needs (drawing, Arrow) comes in a part of its own, read when the first file is on its way. */
export const loadNotebookPart = () => import('../notebook/notebook-part');

/** What is open: a notebook, and over it perhaps a file on its way in. The only writer of both. */
class Workspace {
  #notebook = $state.raw<OpenNotebook | null>(null);
  #draft = $state.raw<ImportDraft | null>(null);
  #notice = $state<TextKey | null>(null);
  #busy = $state<'making' | 'restarting' | null>(null);
  #formerScroll = 0;

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

  /** Takes files as they were dropped or chosen. */
  openFiles(files: readonly File[]): void {
    if (files.length === 0) return;
    if (files.length > 1) this.#notice = 'drop.several';
    else this.open(files[0]);
  }

  open(file: File, former?: OpenedFile): void {
    if (!this.#draft) this.#formerScroll = window.scrollY;
    this.#draft?.abandon();
    this.#notice = null;
    this.#draft = new ImportDraft(file, former);
    window.scrollTo({ top: 0, behavior: 'instant' });
    void this.#draft.begin();
    void loadNotebookPart().catch(() => undefined);
  }

  /** The open notebook's file once more, to change its columns or settings. */
  changeData(): void {
    if (this.#notebook) this.open(this.#notebook.opened.file, this.#notebook.opened);
  }

  /** Back to what was open before. */
  async leaveImport(): Promise<void> {
    this.#draft?.abandon();
    this.#draft = null;
    await tick();
    if (!this.#notebook) return;
    window.scrollTo({ top: this.#formerScroll, behavior: 'instant' });
    document.getElementById('content')?.focus({ preventScroll: true });
  }

  /** Makes the file that was read the one in use, and writes its notebook. */
  async confirm(): Promise<void> {
    const draft = this.#draft;
    if (draft?.stage !== 'ready' || this.#busy) return;
    this.#busy = 'making';
    try {
      const part = await loadNotebookPart();
      const answer = await engine.adopt();
      if (!answer.ok) return draft.fail(answer.error);
      this.#notebook?.close();
      this.#notebook = new part.OpenNotebook(draft.opened, answer.value);
      this.#draft = null;
      this.#notebook.start();
      window.scrollTo({ top: 0, behavior: 'instant' });
    } catch {
      this.#notice = 'app.notebookFailed';
    } finally {
      this.#busy = null;
    }
  }

  /** After a crash: a new engine, the open notebook's file read into it again, then the one on its way. */
  async restart(): Promise<void> {
    if (this.#busy) return;
    this.#busy = 'restarting';
    const booted = await engine.restart();
    const whole = !booted.ok || !this.#notebook || (await this.#notebook.reload());
    if (!whole) this.#notice = 'engine.reloadFailed';
    this.#busy = null;
    if (booted.ok) void this.#draft?.begin();
  }
}

export const workspace = new Workspace();
