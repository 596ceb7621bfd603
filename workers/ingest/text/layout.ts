import type { Dialect } from './dialect';
import { findTableStart, isHeader } from './header';
import { nameColumns, type ColumnName } from './names';
import { headRecords, isBlankRecord, usualWidth, type HeadRecord } from './sniff';

/** What is known of the table in a text before its rows are read. */
export interface Layout {
  dialect: Dialect;
  columns: ColumnName[];
  /** Fields of most rows as they are written: more than columns where each row ends in a delimiter. */
  fields: number;
  /** Rows may leave out their last fields. */
  mayBeShort: boolean;
  /** The header's fields as they are written, to know it again on later pages; null without one. */
  header: string[] | null;
  /** Line of the header, 0 for none, and the lines at which it could be. */
  headerLine: number;
  headerLines: number[];
  /** Titles above the table, byte for byte, which reports repeat on every page. */
  titles: Uint8Array[];
  /** Where the first row begins: bytes from the start of the text, and its line. */
  start: number;
  startLine: number;
}

/** Share of short rows from which on they are how the file is written rather than damaged. */
const usualShare = 0.01;
/** Rows above the table, and lines offered as a header. */
const mostTitles = 60;
const mostHeaderLines = 20;

/**
 * Finds the table in the head of a text.
 * @param wanted the line of the header as the person set it: '0' for none, undefined to guess
 */
export function findLayout(
  head: Uint8Array,
  isAll: boolean,
  dialect: Dialect,
  wanted?: string,
): Layout | null {
  const records = headRecords(head, isAll, dialect, 5000);
  const rows = records.filter((record) => !isBlankRecord(record));
  if (rows.length === 0) return null;
  const announced = /^"?sep=.?"?$/i.test(rows[0].texts.join('')) || /^"?sep=/i.test(rows[0].texts[0]) ? 1 : 0;
  const width = usualWidth(rows.slice(announced)).width;
  const place = chooseHeader(rows, width, announced, wanted);
  const header = place.header === null ? null : rows[place.header];
  const body = rows.slice(place.first).filter(({ isBroken }) => !isBroken);
  const texts = header === null ? null : shiftRowNames(header.texts, body, width);
  const columns = countColumns(texts, body, width);
  const above = header ?? rows[place.first];
  const startRecord = rows[place.first] as HeadRecord | undefined;
  return {
    dialect,
    columns: nameColumns(texts, columns),
    fields: Math.max(width, columns),
    mayBeShort: areShortRowsUsual(body, columns),
    header: header?.texts ?? null,
    headerLine: header?.line ?? 0,
    headerLines: rows.slice(0, mostHeaderLines).map(({ line }) => line),
    titles: above ? rows.slice(0, rows.indexOf(above)).map(({ start, end }) => head.slice(start, end)) : [],
    start: header ? header.next : (startRecord?.start ?? head.length),
    startLine: header ? lineAfter(records, header) : (startRecord?.line ?? 1),
  };
}

function lineAfter(records: readonly HeadRecord[], header: HeadRecord): number {
  const next = records[records.indexOf(header) + 1];
  // The header is all there is.
  return next?.line ?? header.line + 1;
}

function chooseHeader(
  rows: readonly HeadRecord[],
  width: number,
  announced: number,
  wanted: string | undefined,
) {
  const line = wanted === undefined ? NaN : Number(wanted);
  const start = announced + findTableStart(rows.slice(announced, announced + mostTitles), width);
  // Without a header, a row that fills few of its fields is a row all the same.
  const firstRow = Math.max(
    announced,
    rows.findIndex(({ texts }, place) => place >= announced && texts.length >= width),
  );
  if (line === 0) return { header: null, first: firstRow };
  // A line inside a record means the record.
  const chosen = rows.findLastIndex((row) => row.line <= line);
  if (line > 0 && chosen >= 0) return { header: chosen, first: chosen + 1 };
  const below = rows.slice(start + 1);
  return isHeader(rows[start], below)
    ? { header: start, first: start + 1 }
    : { header: null, first: firstRow };
}

/** R writes row numbers without a name above them: the names then belong one column further on. */
function shiftRowNames(texts: string[], body: readonly HeadRecord[], width: number): string[] {
  if (texts.length !== width - 1) return texts;
  const areNumbers = body.slice(0, 50).every((row, index) => row.texts[0].trim() === String(index + 1));
  return areNumbers && body.length > 1 ? ['', ...texts] : texts;
}

/** Columns of the header, or of most rows; a last one without name or value only comes from a delimiter at each row's end. */
function countColumns(texts: readonly string[] | null, body: readonly HeadRecord[], width: number): number {
  if (texts === null) return width;
  let columns = Math.max(texts.length, width);
  const isBlank = (text: string | undefined) => (text ?? '').trim() === '';
  while (columns > 1 && isBlank(texts[columns - 1]) && body.every((row) => isBlank(row.texts[columns - 1]))) {
    columns -= 1;
  }
  return columns;
}

function areShortRowsUsual(body: readonly HeadRecord[], columns: number): boolean {
  // A line without any delimiter is a title or a note of its own rather than a row.
  const least = columns > 2 ? 2 : 1;
  const short = body.filter(({ texts }) => texts.length < columns && texts.length >= least).length;
  return short > usualShare * body.length && short > 1;
}
