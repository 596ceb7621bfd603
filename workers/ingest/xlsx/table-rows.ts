import type { Reject } from '../arrow/text-batch';
import { isFilled, isTotals, type SheetTable } from './table';
import type { SheetRow } from './sheet-rows';

/** Rows at the end among which sums are looked for. */
const totalsWindow = 5;

/** Sorts the rows of a sheet into those of the table, column by column, and those set apart. */
export class TableRows {
  /** Characters gathered since the last taking. */
  characters = 0;
  private columns: (string | null)[][];
  private numbers: number[] = [];
  private rejects: Reject[] = [];
  /** The last rows wait until it is known whether they end the table. */
  private last: SheetRow[] = [];

  constructor(private readonly table: SheetTable) {
    this.columns = table.columns.map(() => []);
  }

  get count(): number {
    return this.numbers.length;
  }

  add(rows: readonly SheetRow[]): void {
    for (const row of rows) {
      if (row.number < this.table.firstRow || !isFilled(row)) continue;
      const reason = this.reject(row);
      if (reason) this.rejects.push(reason);
      else {
        this.last.push(row);
        if (this.last.length > 2 * totalsWindow)
          this.last.splice(0, totalsWindow).forEach((each) => this.keep(each));
      }
    }
  }

  /** Says that no more rows follow. */
  finish(): void {
    const end = this.last.slice(-totalsWindow);
    const totals = new Set(end.filter((row) => isTotals(this.texts(row))));
    for (const row of this.last) {
      if (totals.has(row)) this.rejects.push({ line: row.number, value: valueOf(row), reason: 'totalsRow' });
      else this.keep(row);
    }
    this.last = [];
  }

  take(): { columns: (string | null)[][]; numbers: number[] } {
    const taken = { columns: this.columns, numbers: this.numbers };
    this.columns = this.table.columns.map(() => []);
    this.numbers = [];
    this.characters = 0;
    return taken;
  }

  takeRejects(): Reject[] {
    const taken = this.rejects;
    this.rejects = [];
    return taken;
  }

  private reject(row: SheetRow): Reject | null {
    const { header, left, columns } = this.table;
    const rejected = (reason: Reject['reason']) => ({ line: row.number, value: valueOf(row), reason });
    const isOutside = row.cells.some(
      (cell, column) => (column < left || column >= left + columns.length) && (cell ?? '').trim() !== '',
    );
    if (isOutside) return rejected('tooManyColumns');
    const isHeader = header?.every((text, index) => text === (row.cells[left + index] ?? ''));
    return isHeader ? rejected('repeatedHeader') : null;
  }

  private texts(row: SheetRow): (string | null)[] {
    return this.table.columns.map((_, index) => row.cells[this.table.left + index] ?? null);
  }

  private keep(row: SheetRow): void {
    const { left } = this.table;
    for (let place = 0; place < this.columns.length; place += 1) {
      const text = row.cells[left + place] ?? null;
      this.columns[place].push(text);
      this.characters += text?.length ?? 0;
    }
    this.numbers.push(row.number);
  }
}

/** A row as it would stand in a text. */
const valueOf = ({ cells }: SheetRow) => cells.map((cell) => cell ?? '').join('\t');
