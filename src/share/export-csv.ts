import type { Table } from 'apache-arrow';

/** Spreadsheets take UTF-8 for another encoding unless the file begins with this. */
const byteOrderMark = '\ufeff';
const lineEnd = '\r\n';
/** Rows written between two pauses. */
const slice = 2000;

const formulaStart = /^[=+\-@\t\r]/;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A cell that a spreadsheet would run as a formula is made a text; a number stays a number. */
function harmless(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = harmless(String(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvLine(values: readonly unknown[]): string {
  return values.map(csvCell).join(',') + lineEnd;
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** A table as RFC 4180 has it, values as they are and not as they are shown. */
export async function tableToCsv(table: Table, columnLabel: (name: string) => string): Promise<Blob> {
  const names = table.schema.fields.map((field) => field.name);
  const columns = names.map((name) => table.getChild(name));
  const parts = [byteOrderMark + csvLine(names.map(columnLabel))];
  for (let start = 0; start < table.numRows; start += slice) {
    const end = Math.min(start + slice, table.numRows);
    let lines = '';
    for (let row = start; row < end; row++)
      lines += csvLine(columns.map((column): unknown => column?.get(row)));
    parts.push(lines);
    await nextTask();
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}
