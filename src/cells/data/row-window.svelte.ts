import type { EngineErrorData, TableFilter, TablePage, TablePageRequest } from '../../../workers/api';
import { engine } from '../../engine/engine.svelte';

type Row = readonly (string | null)[];
type Sort = TablePageRequest['sort'];

interface Wish {
  sort: Sort;
  filters: TableFilter[];
}

/** What the engine has given for one wish. */
interface Found {
  wish: Wish;
  total: number;
  /** The rows by block; the newest block stands last. */
  blocks: Map<number, Row[]>;
}

/** Rows that are asked for and kept together. */
const blockRows = 100;
/** Blocks that are kept; those looked at longest ago are asked for again. */
const mostBlocks = 40;
/** While one scrolls on, requests follow each other no faster than this. */
const restMilliseconds = 60;
/** Typing rests for this long before it is looked for. */
const typingMilliseconds = 300;
/** Only what takes longer than this is spoken of. */
const slowAfterMilliseconds = 800;

/**
 * The rows of a table as one scrolls through them: only what is looked at is asked for, the newest request wins, and what was
 * shown stays until the rows of a new order or filter are there.
 */
export class RowWindow {
  #requests;
  #wish = $state.raw<Wish>({ sort: null, filters: [] });
  #found = $state.raw<Found | null>(null);
  #error = $state.raw<EngineErrorData | null>(null);
  #slow = $state(false);
  #first = 0;
  #shown = 0;
  #asked: { wish: Wish; from: number; to: number } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly table: string,
    private readonly onFound: (total: number) => void,
  ) {
    this.#requests = engine.latest(`rows-${table}`);
  }

  get sort(): Sort {
    return this.#wish.sort;
  }

  get filters(): readonly TableFilter[] {
    return this.#wish.filters;
  }

  /** Rows that pass the filters; null before the first answer. */
  get total(): number | null {
    return this.#found?.total ?? null;
  }

  /** What is shown belongs to another wish than the one in force. */
  get stale(): boolean {
    return this.#found !== null && this.#found.wish !== this.#wish && this.#error === null;
  }

  get slow(): boolean {
    return this.#slow;
  }

  get error(): EngineErrorData | null {
    return this.#error;
  }

  /** A row, or null while it is on its way. */
  row(place: number): Row | null {
    return this.#found?.blocks.get(Math.floor(place / blockRows))?.[place % blockRows] ?? null;
  }

  /** Says which rows are looked at. */
  look(first: number, shown: number): void {
    [this.#first, this.#shown] = [first, shown];
    if (this.#timer === undefined) this.#askAfter(this.#found ? restMilliseconds : 0);
  }

  sortBy(sort: Sort): void {
    this.#enter({ ...this.#wish, sort }, 0);
  }

  filterBy(filters: TableFilter[]): void {
    if (JSON.stringify(filters) === JSON.stringify(this.#wish.filters)) return;
    this.#enter({ ...this.#wish, filters }, typingMilliseconds);
  }

  /** Back to what is shown, where something is. */
  cancel(): void {
    this.stop();
    if (this.#found) this.#wish = this.#found.wish;
  }

  retry(): void {
    this.#error = null;
    this.#askAfter(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#requests.cancel();
    this.#settle();
  }

  #enter(wish: Wish, wait: number): void {
    this.stop();
    this.#wish = wish;
    this.#error = null;
    this.#first = 0;
    this.#askAfter(wait);
  }

  #askAfter(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#ask();
    }, milliseconds);
  }

  async #ask(): Promise<void> {
    const need = this.#needed();
    if (!need || this.#error) return;
    const wish = this.#wish;
    this.#asked = { wish, ...need };
    this.#slowTimer ??= setTimeout(() => (this.#slow = true), slowAfterMilliseconds);
    const request = { table: this.table, offset: need.from, limit: need.to - need.from, ...wish };
    const answer = await this.#requests.run((id) => engine.tablePage(id, request));
    if (answer === null) return;
    this.#settle();
    if (answer.ok) this.#take(wish, answer.value);
    else if (answer.error.code !== 'cancelled') this.#error = answer.error;
    // Meanwhile one may have scrolled on.
    void this.#ask();
  }

  /** The rows to ask for: whole blocks that are looked at and neither there nor on their way. */
  #needed(): { from: number; to: number } | null {
    const found = this.#found?.wish === this.#wish ? this.#found : null;
    const end = found ? Math.min(found.total, this.#first + this.#shown) : this.#first + this.#shown;
    const missing = [
      Math.floor(this.#first / blockRows),
      Math.floor(Math.max(this.#first, end - 1) / blockRows),
    ]
      .filter((block) => !found?.blocks.has(block))
      .filter((block) => !found || block * blockRows < found.total);
    if (missing.length === 0) return null;
    const [from, to] = [missing[0] * blockRows, (missing[missing.length - 1] + 1) * blockRows];
    const asked = this.#asked;
    return asked?.wish === this.#wish && asked.from <= from && asked.to >= to ? null : { from, to };
  }

  #take(wish: Wish, { rows, offset, total }: TablePage): void {
    const former = this.#found?.wish === wish ? this.#found : null;
    const blocks = new Map(former?.blocks);
    for (let start = 0; start < Math.max(1, rows.length); start += blockRows) {
      const block = (offset + start) / blockRows;
      blocks.delete(block);
      blocks.set(block, rows.slice(start, start + blockRows));
    }
    for (const oldest of blocks.keys()) {
      if (blocks.size <= mostBlocks) break;
      blocks.delete(oldest);
    }
    this.#found = { wish, total, blocks };
    if (!former) this.onFound(total);
  }

  #settle(): void {
    this.#asked = null;
    clearTimeout(this.#slowTimer);
    this.#slowTimer = undefined;
    this.#slow = false;
  }
}
