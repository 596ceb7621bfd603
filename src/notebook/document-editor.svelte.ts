import type { Scalar } from '../../workers/api';
import { specs } from '../analyses/registry';
import type { TextKey } from '../i18n/keys';
import type { Block, NotebookDocument, SqlBlock } from './document/document';
import { duplicateBlock, insertBlock, moveBlock, removeBlock, replaceBlock } from './document/edits';
import { changeFront, type FrontChange } from './document/front-matter';
import { parse } from './document/parse';
import { renameCell, type RenameRefusal } from './document/rename';
import { linesOf, readAttributes } from './document/split';
import { changeCell, changeHead, changeSql, writeText } from './document/write';
import type { Plain } from './document/yaml-map';
import { History, type SavedHistory } from './history';
import { BlockKeys } from './block-keys';

/** What a change is called when it can be undone. */
export type EditLabel = Extract<TextKey, `edit.${string}`>;

/** The notebook's text while it is written: every change goes through here, so that each can be undone. */
export class DocumentEditor {
  readonly #history: History;
  readonly #keys = new BlockKeys();
  #document = $state.raw<NotebookDocument>()!;
  #labels = $state.raw<History['labels']>({ undo: null, redo: null });
  /** Counts changes; whoever saves reads it. */
  #version = $state(0);

  readonly #onChange: () => void;

  constructor(saved: SavedHistory | string, onChange: () => void = () => undefined) {
    this.#history = new History(saved);
    this.#onChange = onChange;
    this.#take();
  }

  get document(): NotebookDocument {
    return this.#document;
  }

  get text(): string {
    return this.#history.text;
  }

  get version(): number {
    return this.#version;
  }

  get undoLabel(): EditLabel | null {
    return this.#labels.undo as EditLabel | null;
  }

  get redoLabel(): EditLabel | null {
    return this.#labels.redo as EditLabel | null;
  }

  /** The same for a block as long as it is there, whatever becomes of its text. */
  keyOf(block: Block): string {
    return this.#keys.of(block);
  }

  placeOf(key: string): number {
    return this.#document.blocks.findIndex((block) => this.keyOf(block) === key);
  }

  history(): SavedHistory {
    return this.#history.save();
  }

  undo(): boolean {
    return this.#took(this.#history.undo());
  }

  redo(): boolean {
    return this.#took(this.#history.redo());
  }

  /** @returns the key of the new block */
  insert(place: number, source: string, label: EditLabel = 'edit.insert'): string {
    this.#record(insertBlock(this.#document, place, source), label);
    return this.#keyAt(place);
  }

  remove(key: string): void {
    this.#at(key, (place) => this.#record(removeBlock(this.#document, place), 'edit.delete'));
  }

  /** @param to its place afterwards */
  move(key: string, to: number): void {
    const last = this.#document.blocks.length - 1;
    this.#at(key, (place) => {
      const target = Math.max(0, Math.min(last, to));
      if (target !== place) this.#record(moveBlock(this.#document, place, target), 'edit.move');
    });
  }

  duplicate(key: string): string | null {
    const place = this.placeOf(key);
    if (place < 0) return null;
    this.#record(duplicateBlock(this.#document, place), 'edit.duplicate');
    return this.#keyAt(place + 1);
  }

  /**
   * Gives a cell another name, also wherever it is named.
   * @param tables that queries know beside those of cells of SQL
   * @returns why it can't be called so; null when it is
   */
  rename(key: string, id: string, tables: readonly string[]): RenameRefusal | null {
    const place = this.placeOf(key);
    if (place < 0) return null;
    const renamed = renameCell(this.#document, place, id, { catalogue: specs, tables });
    if (typeof renamed !== 'string') return renamed;
    this.#record(renamed, 'edit.rename');
    return null;
  }

  collapse(key: string, collapsed: boolean): void {
    this.#at(key, (place, block) => {
      const label = collapsed ? 'edit.collapse' : 'edit.expand';
      if (block.kind === 'text') this.#replace(place, writeText(block.markdown, collapsed), label);
      else this.#replace(place, withFlag(block.source, collapsed), label);
    });
  }

  setText(key: string, markdown: string): void {
    this.#at(key, (place, block) => {
      if (block.kind === 'text')
        this.#replace(place, writeText(markdown, block.collapsed), 'edit.text', `text:${key}`);
    });
  }

  setSql(key: string, sql: string): void {
    this.#at(key, (place, block) => {
      if (block.kind === 'sql')
        this.#replace(place, changeSql(block.source, headOf(block), sql), 'edit.sql', `sql:${key}`);
    });
  }

  /** What stands behind a cell's id. */
  setAttributes(key: string, attributes: Record<string, Scalar>): void {
    this.#at(key, (place, block) => {
      if (block.kind !== 'sql') return;
      const head = { kind: 'sql', ...headOf(block) };
      const all = { ...head.attributes, ...attributes };
      this.#replace(
        place,
        changeHead(block.source, { ...head, attributes: all }),
        'edit.settings',
        `head:${key}`,
      );
    });
  }

  /** Values of a cell that has YAML inside; null takes one out. */
  setValues(key: string, changes: Record<string, Plain>): void {
    this.#at(key, (place, block) => {
      if (block.kind === 'text' || block.kind === 'sql') return;
      const spec = block.kind === 'analysis' ? specs.find(({ id }) => id === block.analysis) : undefined;
      const order = spec?.parameters.map(({ name }) => name);
      const source = changeCell(block.source, block.kind, changes, order);
      const series = `${key}:${Object.keys(changes).join()}`;
      this.#replace(place, source, 'edit.settings', series);
    });
  }

  /** The text of a block as it stands in the file, for one that can't be read otherwise. */
  setSource(key: string, source: string): void {
    this.#at(key, (place) => this.#replace(place, source, 'edit.text', `source:${key}`));
  }

  setFront(change: FrontChange, label: EditLabel = 'edit.settings'): void {
    this.#record(this.#withFront(change), label);
  }

  /** Notes something that is nothing to be undone by itself. */
  note(change: FrontChange): void {
    this.#history.amend(this.#withFront(change));
    this.#took(true);
  }

  #withFront(change: FrontChange): string {
    const { front } = this.#document;
    return changeFront(front, change).source + this.text.slice(front.source.length);
  }

  #replace(place: number, source: string, label: EditLabel, series: string | null = null): void {
    this.#record(replaceBlock(this.#document, place, source), label, series);
  }

  #record(text: string, label: EditLabel, series: string | null = null): void {
    this.#history.record(text, label, series, performance.now());
    this.#took(true);
  }

  #at(key: string, change: (place: number, block: Block) => void): void {
    const place = this.placeOf(key);
    if (place >= 0) change(place, this.#document.blocks[place]);
  }

  #keyAt(place: number): string {
    return this.keyOf(this.#document.blocks[place]);
  }

  #took(hasChanged: boolean): boolean {
    if (!hasChanged) return false;
    this.#take();
    this.#onChange();
    return true;
  }

  #take(): void {
    const former = this.#document as NotebookDocument | undefined;
    const document = parse(this.#history.text, specs, former);
    this.#keys.carryOver(former?.blocks ?? [], document.blocks);
    this.#document = document;
    this.#labels = this.#history.labels;
    this.#version += 1;
  }
}

function headOf(block: SqlBlock) {
  const attributes = Object.fromEntries(readAttributes(linesOf(block.source)[0].replace(/^\W*\w+/, '')));
  const { id: _id, collapsed: _collapsed, ...others } = attributes;
  return { id: block.id, attributes: others, collapsed: block.collapsed };
}

/** The first line with the flag, or without it; all else in it stays. */
function withFlag(source: string, collapsed: boolean): string {
  const [head, ...rest] = linesOf(source);
  const bare = head.replace(/ collapsed(?==|\b)(=\S+)?/, '');
  return (collapsed ? bare.replace(/[ \t]*(\r?\n|$)/, ' collapsed$1') : bare) + rest.join('');
}
