import { columnOf, numberText, serialText, unescapeText } from './cell-text';
import { textsOf, type Sheet, type Workbook } from './workbook';
import { parseXml, wholeElements, type XmlHandler } from './xml';

/** A row of a sheet: its number from 1, and its cells as texts by column from 0; null (or nothing) where a cell is empty. */
export interface SheetRow {
  number: number;
  cells: (string | null)[];
}

/** Cells that are joined, rows from 1 and columns from 0, both ends included. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const mostColumns = 16_384;

/** Reads a sheet some rows at a time. */
export async function* readSheet(
  workbook: Workbook,
  sheet: Sheet,
  signal: AbortSignal,
  onRead?: (packed: number) => void,
): AsyncGenerator<SheetRow[]> {
  const reader = new RowReader(workbook);
  for await (const part of wholeElements(textsOf(workbook.blob, sheet.entry, signal, onRead), 'row')) {
    yield reader.read(part);
  }
}

/** The joined cells of a sheet. They stand behind its rows, so all of it is unpacked. */
export async function readMerges(workbook: Workbook, sheet: Sheet, signal: AbortSignal): Promise<Merge[]> {
  const merges: Merge[] = [];
  let tail = '';
  for await (const _ of wholeElements(
    textsOf(workbook.blob, sheet.entry, signal),
    'row',
    (text) => (tail = text),
  ));
  for (const [, from, to] of tail.matchAll(/<(?:[\w.-]+:)?mergeCell\s+ref="([A-Z]+\d+):([A-Z]+\d+)"/g)) {
    merges.push({ top: rowOf(from), bottom: rowOf(to), left: columnOf(from), right: columnOf(to) });
  }
  return merges;
}

const rowOf = (place: string) => Number(/\d+/.exec(place)?.[0]);

class RowReader {
  private rows: SheetRow[] = [];
  private row: SheetRow = { number: 0, cells: [] };
  private column = -1;
  private type = 'n';
  private style = 0;
  private value = '';
  private isValue = false;
  private isPhonetic = false;
  private readonly handler: XmlHandler = {
    open: (name, attributes) => this.open(name, attributes),
    close: (name) => this.close(name),
    text: (text) => {
      if (this.isValue) this.value += text;
    },
  };

  constructor(private readonly workbook: Workbook) {}

  read(part: string): SheetRow[] {
    this.rows = [];
    parseXml(`<x>${part}</x>`, this.handler);
    return this.rows;
  }

  private open(name: string, attributes: () => Record<string, string>): void {
    if (name === 'c') {
      const { r, t, s } = attributes();
      const column = r === undefined ? this.column + 1 : columnOf(r);
      if (!(column >= 0 && column < mostColumns)) throw new RangeError(`No such cell: ${r}`);
      this.column = column;
      this.type = t ?? 'n';
      this.style = s === undefined ? 0 : Number(s);
      this.value = '';
    } else if (name === 'v' || name === 't') this.isValue = !this.isPhonetic;
    else if (name === 'rPh') this.isPhonetic = true;
    else if (name === 'row') {
      const { r } = attributes();
      this.row = { number: r === undefined ? this.row.number + 1 : Number(r), cells: [] };
      this.column = -1;
    }
  }

  private close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 'c') {
      const text = this.cellText();
      if (text === null || text === '') return;
      const { cells } = this.row;
      while (cells.length < this.column) cells.push(null);
      cells[this.column] = text;
    } else if (name === 'row') this.rows.push(this.row);
  }

  private cellText(): string | null {
    const { value } = this;
    if (value === '') return null;
    switch (this.type) {
      case 's':
        return this.workbook.strings[Number(value)] ?? null;
      case 'b':
        return value === '1' || value === 'true' ? 'true' : 'false';
      case 'e':
        return null;
      case 'n':
        return this.numberText(value);
      case 'd':
        return value.replace('T', ' ').replace(/Z$/, '');
      default:
        return unescapeText(value);
    }
  }

  private numberText(value: string): string {
    const kind = this.workbook.kinds[this.style] ?? 'number';
    return kind === 'number' ? numberText(value) : serialText(value, kind, this.workbook.is1904);
  }
}
