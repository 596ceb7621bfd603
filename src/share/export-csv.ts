import type { Table } from 'apache-arrow';

/** Spreadsheets take UTF-8 for another encoding unless the file begins with this. */
const byteOrderMark = '\ufeff';
const lineEnd = '\r\n';
/** Rows written between two pauses. */
const slice = 2000;

/** Also in the wide forms of East Asian keyboards, which spreadsheets take for the same. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A cell that a spreadsheet would run as a formula is made a text; a number stays a number. Empty where there is no value. */
export function harmlessText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

export function csvCell(value: unknown): string {
  const text = harmlessText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvLine(values: readonly unknown[]): string {
  return values.map(csvCell).join(',') + lineEnd;
}

export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

interface Chosen {
  /** In the order in which they are written; all when left out. */
  columns?: readonly string[];
  rows?: ArrayLike<number>;
}

/** A table as RFC 4180 has it, values as they are and not as they are shown. */
export async function tableToCsv(
  table: Table,
  columnLabel: (name: string) => string,
  { columns: chosen, rows }: Chosen = {},
): Promise<Blob> {
  const names = chosen ?? table.schema.fields.map((field) => field.name);
  const columns = names.map((name) => table.getChild(name));
  const count = rows?.length ?? table.numRows;
  const parts = [byteOrderMark + csvLine(names.map(columnLabel))];
  for (let start = 0; start < count; start += slice) {
    const end = Math.min(start + slice, count);
    let lines = '';
    for (let place = start; place < end; place++) {
      const row = rows?.[place] ?? place;
      lines += csvLine(columns.map((column): unknown => column?.get(row)));
    }
    parts.push(lines);
    await nextTask();
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}
