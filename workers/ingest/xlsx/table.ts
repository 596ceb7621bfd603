import { findTableStart, isHeader } from '../text/header';
import { lookOf, saysTotal } from '../text/looks';
import { nameColumns, type ColumnName } from '../text/names';
import { usualWidth, type HeadRecord } from '../text/sniff';
import type { Merge, SheetRow } from './sheet-rows';

/** Where the table lies in a sheet. */
export interface SheetTable {
  columns: ColumnName[];
  /** The column of the sheet at which it begins. */
  left: number;
  /** The header's row (the lower one of two), 0 for none, and the rows at which it could be. */
  headerRow: number;
  headerRows: number[];
  /** The header's texts, to know it again further down. */
  header: string[] | null;
  /** The first row that may hold data. */
  firstRow: number;
}

const mostHeaderRows = 20;
const mostTitles = 60;

/** Rows as the finding of tables in texts takes them: all as wide as the widest. */
function asRecords(rows: readonly SheetRow[], left: number, width: number): HeadRecord[] {
  return rows.map(({ number, cells }) => ({
    texts: Array.from({ length: width }, (_, index) => cells[left + index] ?? ''),
    start: number,
    end: number,
    next: number + 1,
    line: number,
    isBroken: false,
    quoted: 0,
  }));
}

export const isFilled = ({ cells }: SheetRow) => cells.some((cell) => (cell ?? '').trim() !== '');

/**
 * Finds the table in the first rows of a sheet.
 * @param head rows of which none is blank
 * @param merges those known; none before it is known that they matter
 * @param wanted the row of the header as the person set it, '0' for none
 */
export function findTable(head: readonly SheetRow[], merges: readonly Merge[], wanted?: string): SheetTable {
  const { left, width } = extent(head);
  const records = asRecords(head, left, width);
  const line = wanted === undefined ? NaN : Number(wanted);
  const usual = usualWidth(
    records.map((record) => ({ ...record, texts: withoutBlankEnd(record.texts) })),
  ).width;
  const start = findTableStart(records.slice(0, mostTitles), Math.max(1, Math.min(width, usual)));
  const chosen = line > 0 ? records.findLastIndex((record) => record.line <= line) : start;
  const isNone = line === 0 || (Number.isNaN(line) && !isHeader(records[chosen], dataBelow(records, chosen)));
  const headerRows = records.slice(0, mostHeaderRows).map((record) => record.line);
  if (isNone || chosen < 0) {
    const columns = nameColumns(null, width);
    return { columns, left, headerRow: 0, headerRows, header: null, firstRow: records[start].line };
  }
  const lower = lowerHeader(records, chosen, merges, left, width);
  const names = headerNames(records, lower, merges, left);
  const header = records[lower].texts;
  return {
    columns: nameColumns(names, width),
    left,
    headerRow: records[lower].line,
    headerRows,
    header,
    firstRow: records[lower].line + 1,
  };
}

/** The rows below one, but for those that repeat it. */
const dataBelow = (records: readonly HeadRecord[], place: number): HeadRecord[] =>
  records
    .slice(place + 1)
    .filter(({ texts }) => texts.some((text, index) => text !== records[place].texts[index]));

/** The columns that hold anything. */
function extent(rows: readonly SheetRow[]): { left: number; width: number } {
  let [left, right] = [Infinity, 0];
  for (const { cells } of rows) {
    cells.forEach((cell, column) => {
      if ((cell ?? '').trim() === '') return;
      left = Math.min(left, column);
      right = Math.max(right, column);
    });
  }
  return Number.isFinite(left) ? { left, width: right - left + 1 } : { left: 0, width: 1 };
}

function withoutBlankEnd(texts: readonly string[]): string[] {
  const last = texts.findLastIndex((text) => text.trim() !== '');
  return texts.slice(0, last + 1);
}

/** Whether the header has an empty cell, which may be part of a joined one. */
export function mayHaveMerges(head: readonly SheetRow[], table: SheetTable): boolean {
  if (table.headerRow === 0) return false;
  const place = head.findIndex(({ number }) => number === table.headerRow);
  const near = head.slice(Math.max(0, place - 1), place + 2);
  return near.some(({ cells }) =>
    table.columns.some((_, index) => !(cells[table.left + index] ?? '').trim()),
  );
}

/** A row whose cells are joined sideways, though not all of them, names groups; the names then stand in the next row. */
function lowerHeader(
  records: readonly HeadRecord[],
  place: number,
  merges: readonly Merge[],
  left: number,
  width: number,
): number {
  const { line } = records[place];
  const groups = merges.filter(
    ({ top, bottom, left: from, right }) => top === line && bottom === line && right > from,
  );
  const isGroups = groups.some(({ left: from, right }) => right - from + 1 < width && right >= left);
  const next = records[place + 1] as HeadRecord | undefined;
  const isNextHeader = next?.line === line + 1 && isHeader(next, dataBelow(records, place + 1));
  return isGroups && isNextHeader ? place + 1 : place;
}

function headerNames(
  records: readonly HeadRecord[],
  place: number,
  merges: readonly Merge[],
  left: number,
): string[] {
  const lower = records[place];
  const above = records[place - 1] as HeadRecord | undefined;
  const isNear = above?.line === lower.line - 1;
  const upper = isNear ? spread(above, above, merges, left) : [];
  // A title over the whole table names no group.
  const isTitle = new Set(upper.filter((text) => text !== '')).size < 2 && !hasTall(merges, lower.line);
  return spread(lower, above, merges, left).map((name, index) => {
    const group = isTitle || !isGrouped(merges, lower.line - 1) ? '' : (upper[index] ?? '');
    return group === '' || group === name ? name : name === '' ? group : `${group} ${name}`;
  });
}

const isGrouped = (merges: readonly Merge[], row: number) =>
  merges.some(
    ({ top, bottom, left, right }) => top <= row && bottom >= row && (right > left || bottom > top),
  );

const hasTall = (merges: readonly Merge[], row: number) =>
  merges.some(({ top, bottom }) => top < row && bottom >= row);

/** A row's texts, those of joined cells in all the cells they cover. */
function spread(
  row: HeadRecord,
  above: HeadRecord | undefined,
  merges: readonly Merge[],
  left: number,
): string[] {
  return row.texts.map((text, index) => {
    const merge = merges.find(
      (each) =>
        each.top <= row.line &&
        each.bottom >= row.line &&
        each.left <= left + index &&
        each.right >= left + index,
    );
    if (!merge) return text;
    const source = merge.top === row.line ? row : above?.line === merge.top ? above : row;
    return source.texts[merge.left - left] ?? text;
  });
}

/** A row that sums up the others: it says so in its only text, its other cells are numbers or blank, and one is blank. */
export function isTotals(texts: readonly (string | null)[]): boolean {
  const looks = texts.map((text) => lookOf(text ?? ''));
  const words = texts.filter((_, index) => looks[index] !== 'blank' && looks[index] !== 'number');
  if (words.length !== 1 || !saysTotal(words[0] ?? '')) return false;
  return texts.length > 2 ? looks.includes('blank') : texts.length === 2 && looks.includes('number');
}
