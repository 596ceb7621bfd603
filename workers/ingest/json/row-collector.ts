import type { Reject } from '../arrow/text-batch';
import type { RowSink } from './items';
import type { JsonColumns } from './json-columns';
import type { KeyPath } from './value-reader';

/** Gathers the values of rows column by column until they are taken. */
export class RowCollector implements RowSink {
  rows = 0;
  characters = 0;
  rejects: Reject[] = [];
  /** Lines that hold no row, ascending. */
  readonly skippedLines: number[] = [];
  private values: (string | null)[][] = [];
  private current: (string | null)[] = [];
  private touched: number[] = [];

  constructor(
    private readonly columns: JsonColumns,
    /** Columns that are not kept. */
    private readonly leftOut: ReadonlySet<number> = new Set(),
  ) {}

  begin(): void {
    // Of a row that could not be read to its end nothing stays.
    for (const place of this.touched) this.current[place] = null;
    this.touched.length = 0;
  }

  value(path: KeyPath, text: string | null): void {
    if (path.place === -1) path.place = this.columns.placeOf(path);
    if (path.place === -1) {
      path.place = -2;
      return;
    }
    if (path.place < 0) return;
    this.current[path.place] = text;
    this.touched.push(path.place);
  }

  list(path: KeyPath): void {
    if (path.keys.length > 0) this.columns.addList(path);
  }

  end(): void {
    for (let place = this.values.length; place < this.columns.columns.length; place += 1) {
      this.values.push(new Array<string | null>(this.rows).fill(null));
    }
    for (let place = 0; place < this.values.length; place += 1) {
      const value = this.current[place] ?? null;
      this.values[place].push(value);
      this.characters += value?.length ?? 0;
    }
    this.rows += 1;
  }

  blankLine(line: number): void {
    this.skippedLines.push(line);
  }

  reject(line: number, text: string): void {
    this.rejects.push({ line, value: text.slice(0, 400), reason: 'other' });
    this.skippedLines.push(line);
  }

  /** The columns gathered so far, and forgets them. */
  take(): { columns: (string | null)[][]; rows: number } {
    const taken = { columns: this.values.filter((_, place) => !this.leftOut.has(place)), rows: this.rows };
    this.values = [];
    this.rows = 0;
    this.characters = 0;
    return taken;
  }

  takeRejects(): Reject[] {
    const taken = this.rejects;
    this.rejects = [];
    return taken;
  }
}
