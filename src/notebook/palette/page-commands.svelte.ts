import { chooseFile } from '../../ui/FileInput.svelte';
import { text } from '../../i18n/language.svelte';
import { cellActions, cellShortcuts } from '../cell/cell-actions';
import { saveNotebookFile } from '../notebook-file';
import type { NotebookDesk } from '../notebook-desk.svelte';
import { isPressed, type Command } from './command';

/** What lies over the page. */
type Layer = 'palette' | 'shortcuts' | 'find';

/** Everything that can be done with the open notebook, and the layers in which it is chosen. */
export class PageCommands {
  #layer = $state<Layer | null>(null);

  constructor(
    private readonly desk: NotebookDesk,
    private readonly onList: () => void,
  ) {}

  isOpen(layer: Layer): boolean {
    return this.#layer === layer;
  }

  open(layer: Layer): void {
    this.#layer = layer;
  }

  close(): void {
    this.#layer = null;
    this.desk.stopAdding();
  }

  /** A command was chosen; where a cell is being added, it still has to know its place. */
  leavePalette(): void {
    this.#layer = null;
  }

  /** Those of the notebook as a whole, each with its keys. */
  get general(): Command[] {
    const { desk } = this;
    const { notebook } = desk;
    return [
      {
        id: 'commands',
        words: text('command.palette'),
        keys: { mod: true, code: 'KeyK' },
        run: () => this.open('palette'),
      },
      {
        id: 'add',
        words: text('command.add'),
        keys: { alt: true, code: 'KeyN' },
        run: () => this.startAdding(),
      },
      {
        id: 'undo',
        words: text('notebook.undo'),
        keys: { mod: true, code: 'KeyZ' },
        run: () => notebook.undo(),
      },
      {
        id: 'redo',
        words: text('notebook.redo'),
        keys: { mod: true, shift: true, code: 'KeyZ' },
        run: () => notebook.redo(),
      },
      {
        id: 'save',
        words: text('command.save'),
        keys: { mod: true, code: 'KeyS' },
        run: () => void saveNotebookFile(notebook),
      },
      {
        id: 'find',
        words: text('notebook.find'),
        keys: { mod: true, shift: true, code: 'KeyF' },
        run: () => this.open('find'),
      },
      {
        id: 'next',
        words: text('command.next'),
        keys: { alt: true, code: 'ArrowDown' },
        run: () => this.step(1),
      },
      {
        id: 'previous',
        words: text('command.previous'),
        keys: { alt: true, code: 'ArrowUp' },
        run: () => this.step(-1),
      },
      { id: 'lift', words: text('filter.liftAll'), run: () => notebook.setFilters([]) },
      { id: 'open', words: text('notebook.newFile'), run: () => chooseFile() },
      { id: 'list', words: text('command.list'), run: () => this.onList() },
      {
        id: 'shortcuts',
        words: text('notebook.keys'),
        keys: { key: '?' },
        run: () => this.open('shortcuts'),
      },
    ];
  }

  /** Those of the cell the person is at. */
  get ofCell(): Command[] {
    const { current } = this.desk;
    if (current === null || this.desk.notebook.editor.placeOf(current) < 0) return [];
    return cellActions.map((action) => ({
      id: action,
      words: text('command.cell', { action: text(`cell.action.${action}`) }),
      keys: cellShortcuts[action],
      run: () => this.desk.act(current, action),
    }));
  }

  startAdding(): void {
    const { desk } = this;
    const { editor } = desk.notebook;
    const place = desk.current === null ? -1 : editor.placeOf(desk.current);
    desk.startAdding(place < 0 ? undefined : place + 1);
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.#layer !== null || this.desk.adding !== null) return;
    const isTyping = event.target instanceof HTMLElement && isField(event.target);
    const command = this.general.find(({ keys }) => keys && isPressed(keys, event));
    // A sign alone belongs to whoever is typing.
    if (!command || (isTyping && command.keys?.key !== undefined)) return;
    event.preventDefault();
    command.run();
  };

  private step(by: number): void {
    const { desk } = this;
    const { editor } = desk.notebook;
    const { blocks } = editor.document;
    const place = desk.current === null ? -1 : editor.placeOf(desk.current);
    const block = blocks[Math.max(0, Math.min(blocks.length - 1, place + by))];
    if (block) goToCell(editor.keyOf(block));
  }
}

/** Brings a cell into view, and the keyboard to it. */
export function goToCell(key: string): void {
  const frame = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
  frame?.scrollIntoView({ block: 'nearest' });
  frame?.focus({ preventScroll: true });
}

function isField(element: HTMLElement): boolean {
  return element.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName);
}

export const pageCommands = (desk: NotebookDesk, onList: () => void) => new PageCommands(desk, onList);
