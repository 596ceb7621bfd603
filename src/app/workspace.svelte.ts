import { tick } from 'svelte';
import type { ImportDraft } from '../data/import-draft.svelte';
import { keptData } from '../data/stored/kept-data.svelte';
import type { TextKey } from '../i18n/keys';
import type { NotebookSource, OpenNotebook } from '../notebook/open-notebook.svelte';
import { loadNotebookPart } from './parts';

type Work = 'making' | 'opening' | 'restarting';

/**
 * What is open: a notebook, and over it perhaps files on their way in. The only writer of both; what opens, changes and
 * deletes them stands in the files beside this one.
 */
class Workspace {
  #notebook = $state.raw<OpenNotebook | null>(null);
  #draft = $state.raw<ImportDraft | null>(null);
  #notice = $state<TextKey | null>(null);
  #busy = $state<Work | null>(null);
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

  get busy(): Work | null {
    return this.#busy;
  }

  say(notice: TextKey | null): void {
    this.#notice = notice;
  }

  /** Does one thing at a time: what is wished meanwhile is not done. */
  async whileBusy(work: Work, act: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = work;
    try {
      await act();
    } finally {
      this.#busy = null;
    }
  }

  /** Shows files on their way in, over what is open. */
  begin(draft: ImportDraft): void {
    if (!this.#draft) this.#formerScroll = window.scrollY;
    this.#draft?.abandon();
    this.#notice = null;
    this.#draft = draft;
    scrollTo(0);
    void draft.begin();
    void loadNotebookPart().catch(() => undefined);
  }

  /** Gives the files up, back to what was open before. */
  async leaveImport(): Promise<void> {
    this.#draft?.abandon();
    await this.backToNotebook();
  }

  /** Back to what was open before, to the same place. */
  async backToNotebook(): Promise<void> {
    this.#draft = null;
    await tick();
    if (!this.#notebook) return;
    scrollTo(this.#formerScroll);
    // Who has gone on meanwhile stays where they are.
    if (document.activeElement === document.body)
      document.getElementById('content')?.focus({ preventScroll: true });
  }

  /** False, with a word on it, where what is open would be gone for good. */
  async mayLeave(): Promise<boolean> {
    // What was just written has perhaps not been tried to be kept.
    await this.#notebook?.saving.flush();
    const mayNot = this.#notebook?.isOnlyHere === true;
    if (mayNot) scrollTo(0);
    if (mayNot || this.#notice === 'save.first') this.#notice = mayNot ? 'save.first' : null;
    return !mayNot;
  }

  /**
   * Opens a notebook in place of what is open.
   * @returns whether it did
   */
  async show(source: NotebookSource): Promise<boolean> {
    if (!(await this.mayLeave())) return false;
    const part = await loadNotebookPart();
    keptData.forgetTakeOver();
    await this.#notebook?.close();
    this.#notebook = new part.OpenNotebook(source);
    this.#draft = null;
    this.#notebook.start();
    scrollTo(0);
    return true;
  }

  /** Leaves everything as it is and keeps none of it. */
  abandon(): void {
    this.#draft?.abandon();
    void this.#notebook?.close(true);
    this.#draft = null;
    this.#notebook = null;
  }

  /** Back to the start page. The data stays in use until other data is opened. */
  async leaveNotebook(isDeleted = false): Promise<void> {
    if (!isDeleted && !(await this.mayLeave())) return;
    void this.#notebook?.close();
    this.#notebook = null;
    scrollTo(0);
  }
}

function scrollTo(top: number): void {
  window.scrollTo({ top, behavior: 'instant' });
}

export const workspace = new Workspace();
