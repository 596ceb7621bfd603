import type { Table } from 'apache-arrow';
import { harmlessText, nextTask } from '../export-csv';

/** More is slow to paste, and better saved as a file. */
export const mostCopiedRows = 50_000;

/** Rows written between two pauses. */
const slice = 2000;

function tabCell(value: unknown): string {
  const text = harmlessText(value);
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function htmlCell(value: unknown): string {
  return `<td>${harmlessText(value).replace(/[&<>"]/g, (sign) => entities[sign])}</td>`;
}

/** A table for the clipboard: as cells between tabs, and as HTML, which programs for text and mail take. */
export interface CopiedTable {
  text: string;
  html: string;
  /** How many were taken. */
  rows: number;
}

export async function tableForClipboard(
  table: Table,
  columnLabel: (name: string) => string,
): Promise<CopiedTable> {
  const names = table.schema.names.map(String);
  const columns = names.map((name) => table.getChild(name));
  const rows = Math.min(table.numRows, mostCopiedRows);
  const labels = names.map(columnLabel);
  const lines = [labels.map(tabCell).join('\t')];
  const items = [`<tr>${labels.map(htmlCell).join('')}</tr>`];
  for (let row = 0; row < rows; row++) {
    const values = columns.map((column): unknown => column?.get(row));
    lines.push(values.map(tabCell).join('\t'));
    items.push(`<tr>${values.map(htmlCell).join('')}</tr>`);
    if (row % slice === slice - 1) await nextTask();
  }
  return { text: lines.join('\n'), html: `<table>${items.join('')}</table>`, rows };
}

/**
 * Puts a table on the clipboard.
 * @param coming promised, since a browser allows it only in the very moment of a click
 * @throws where the browser refuses, or what `coming` throws
 */
export async function copyTable(coming: Promise<CopiedTable>): Promise<CopiedTable> {
  const blobOf = (form: 'text' | 'html', type: string): Promise<Blob> =>
    coming.then((table) => new Blob([table[form]], { type }));
  const item = new ClipboardItem({
    'text/plain': blobOf('text', 'text/plain'),
    'text/html': blobOf('html', 'text/html'),
  });
  // What went wrong with the table says more than that there was nothing to copy.
  const [table] = await Promise.all([coming, navigator.clipboard.write([item])]);
  return table;
}
