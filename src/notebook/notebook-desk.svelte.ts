import type { CustomerFilter, SqlVocabulary } from '../../workers/api';
import { analysisTexts } from '../cells/analysis-texts.svelte';
import { engine } from '../engine/engine.svelte';
import type { CellAction } from './cell/cell-actions';
import { chartSources, type ChartSource } from './chart-sources';
import type { SqlBlock } from './document/document';
import { freshId } from './document/edits';
import { writeSql } from './document/write';
import { mergeFilter } from './filters';
import type { OpenNotebook } from './open-notebook.svelte';

/** How the person stands to the notebook: which cell they are at, and what they do with it. */
export class NotebookDesk {
  readonly notebook: OpenNotebook;
  #current = $state<string | null>(null);
  #newest = $state<string | null>(null);
  #vocabulary = $state.raw<SqlVocabulary | null>(null);
  #isAsked = false;
  /** Once for all cells: each of many would go through all of the others. */
  readonly #sources = $derived.by(() =>
    chartSources(this.notebook.cells.runs, (analysis) => analysisTexts.wording(analysis)),
  );
  /** Where the palette is to add a cell; null while it adds none. */
  #adding = $state<number | null>(null);

  constructor(notebook: OpenNotebook) {
    this.notebook = notebook;
  }

  /** Key of the cell the focus was in last. */
  get current(): string | null {
    return this.#current;
  }

  /** Key of the cell that was added last. */
  get newest(): string | null {
    return this.#newest;
  }

  get adding(): number | null {
    return this.#adding;
  }

  /** All results of the notebook that can be drawn, and read by a query. */
  get sources(): ChartSource[] {
    return this.#sources;
  }

  /** What editors of SQL know; asked for once one is there. */
  get vocabulary(): SqlVocabulary | null {
    if (!this.#isAsked) {
      this.#isAsked = true;
      void engine.sqlVocabulary().then((answer) => {
        if (answer.ok) this.#vocabulary = answer.value;
      });
    }
    return this.#vocabulary;
  }

  /** Other data has other tables. */
  forgetVocabulary(): void {
    this.#isAsked = false;
    this.#vocabulary = null;
  }

  goTo(key: string): void {
    this.#current = key;
  }

  see(keys: ReadonlySet<string>): void {
    const { editor, cells } = this.notebook;
    const ids = editor.document.blocks.flatMap((block) =>
      block.kind !== 'text' && block.id !== null && keys.has(editor.keyOf(block)) ? block.id : [],
    );
    cells.see(new Set(ids));
  }

  act(key: string, action: CellAction): void {
    const { editor } = this.notebook;
    const place = editor.placeOf(key);
    const block = editor.document.blocks[place];
    if (!block) return;
    if (action === 'up') editor.move(key, place - 1);
    else if (action === 'down') editor.move(key, place + 1);
    else if (action === 'collapse') editor.collapse(key, !block.collapsed);
    else if (action === 'duplicate') this.#goToNew(editor.duplicate(key));
    else if (action === 'delete') this.#delete(key, place);
    else this.startAdding(place + 1);
  }

  /** @param place where the new cell is to stand; the end when left out */
  startAdding(place = this.notebook.editor.document.blocks.length): void {
    this.#adding = place;
  }

  stopAdding(): void {
    this.#adding = null;
  }

  /** Puts a cell into the notebook, at the place that was asked for, else behind the one the person is at. */
  add(source: string): void {
    const { editor } = this.notebook;
    const behind = this.#current === null ? -1 : editor.placeOf(this.#current);
    const end = editor.document.blocks.length;
    this.#goToNew(editor.insert(this.#adding ?? (behind < 0 ? end : behind + 1), source));
    this.#adding = null;
  }

  /** A query of an analysis as a cell of its own behind it. */
  openSql(key: string, name: string, sql: string): void {
    const { editor } = this.notebook;
    const id = freshId(editor.document, name);
    this.#goToNew(editor.insert(editor.placeOf(key) + 1, writeSql({ id }, sql.trim())));
  }

  /** What is typed is kept at once, and run when the person says so or leaves. */
  typeSql(key: string, { id, sql: former }: SqlBlock, sql: string): void {
    this.notebook.hold(id, former);
    this.notebook.editor.setSql(key, sql);
  }

  addFilter(filter: CustomerFilter): void {
    this.notebook.setFilters(mergeFilter(this.notebook.filters, filter));
  }

  #goToNew(key: string | null): void {
    this.#newest = key;
    if (key !== null) this.#current = key;
  }

  /** The next cell is gone to, or the one before at the end. */
  #delete(key: string, place: number): void {
    const { editor } = this.notebook;
    editor.remove(key);
    const { blocks } = editor.document;
    const next = blocks[Math.min(place, blocks.length - 1)];
    this.#current = next ? editor.keyOf(next) : null;
  }
}
