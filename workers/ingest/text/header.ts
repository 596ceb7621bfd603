import { lookOf, shapeOf, type Look } from './looks';
import { isBlankRecord, type HeadRecord } from './sniff';

/** Records of the head that hold something, in order. */
type Rows = readonly HeadRecord[];

/** Titles and notes above the table that are looked through. */
const mostTitles = 60;
const mostNotes = 10;
/** Rows that are compared with what may be the header. */
const compared = 60;
/** Share of the filled values of a column that must look alike. */
const alike = 0.8;

const filled = ({ texts }: HeadRecord) => texts.filter((text) => text.trim() !== '').length;

/**
 * Where the table begins among the rows of the head: the first row that is neither a title nor a note, which have
 * fewer fields than the rows, or fill fewer.
 */
export function findTableStart(rows: Rows, width: number): number {
  if (width === 1) return 0;
  // A header may leave a name or two blank, and a row some values; a title fills one or two fields of many.
  const least = width === 2 ? 2 : Math.max(2, Math.ceil(width / 2));
  const start = rows.slice(0, mostTitles).findIndex((row, place) => {
    if (row.isBroken || filled(row) < Math.min(least, usualFilled(rows, width))) return false;
    return row.texts.length >= width || isHeaderOfFewer(row, rows[place + 1], width);
  });
  if (start < 0) return 0;
  // A note that fills many fields gives way to a full row of names a little further down.
  const isFull = filled(rows[start]) >= width;
  const names = isFull
    ? -1
    : rows.slice(start + 1, start + 1 + mostNotes).findIndex((row, place) => {
        const below = rows.slice(start + 2 + place);
        return (
          filled(row) > filled(rows[start]) &&
          row.texts.every((text) => lookOf(text) === 'text') &&
          votes(row, below) > 0
        );
      });
  return names < 0 ? start : start + 1 + names;
}

/** A header that lacks the delimiter after its last name, or the name of the row numbers, as R writes it. */
function isHeaderOfFewer(row: HeadRecord, next: HeadRecord | undefined, width: number): boolean {
  return (
    row.texts.length === width - 1 && next?.texts.length === width && filled(row) === width - 1 && width > 2
  );
}

function usualFilled(rows: Rows, width: number): number {
  const counts = rows
    .filter(({ texts }) => texts.length >= width)
    .map(filled)
    .sort((one, other) => one - other);
  return counts[Math.floor(counts.length / 2)] ?? width;
}

/**
 * Whether a row holds names rather than values, by comparison with the rows below it: each column votes.
 * A lone row is a header unless some of it looks like a value.
 */
export function isHeader(row: HeadRecord, below: Rows): boolean {
  if (below.length === 0) return !row.texts.some((text) => ['number', 'date'].includes(lookOf(text)));
  return votes(row, below) >= 0;
}

/** Above 0 for names, below for values. */
function votes(row: HeadRecord, below: Rows): number {
  const data = below.filter((each) => !each.isBroken && !isBlankRecord(each)).slice(0, compared);
  return row.texts.reduce((sum, text, column) => sum + vote(text, lookOf(text), data, column), 0);
}

function vote(text: string, look: Look, data: Rows, column: number): number {
  const values = data.map(({ texts }) => texts[column] ?? '').filter((value) => value.trim() !== '');
  if (values.length === 0 || look === 'blank') return 0;
  const looksOfData = values.map(lookOf);
  const most = (test: (index: number) => boolean) =>
    values.filter((_, index) => test(index)).length >= alike * values.length;
  const typed = (['number', 'date', 'flag'] as const).find((type) =>
    most((index) => looksOfData[index] === type),
  );
  if (typed) {
    if (look === 'text') return 2;
    // Years and other short whole numbers are names of columns at times.
    const isYear = look === 'number' && /^(19|20)\d\d$/.test(text.trim());
    return look !== typed ? 1 : isYear ? -0.5 : -2;
  }
  const hasDigit = (value: string) => /\p{N}/u.test(value);
  if (values.includes(text)) return -1;
  if (hasDigit(text) && most((index) => shapeOf(values[index]) === shapeOf(text))) return -1.5;
  return !hasDigit(text) && most((index) => hasDigit(values[index])) ? 1.5 : 0;
}
