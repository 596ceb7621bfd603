import type { ColumnFormat, FormatGuess } from '../../api';
import { normaliseName } from '../role-names';
import type { ColumnSample } from '../reader';
import { readBoolean } from './boolean';
import { isNumeric, isText, isWhole } from './column';
import { readDate, writtenDateFormats } from './date';
import { dateCounts, numberedDateFormats, readDateCount } from './date-number';
import { isMissing } from './missing';
import { readNumber, type NumberFormat } from './number';

/** What a column's values can be read as. */
export interface Formats {
  formats: FormatGuess[];
  isOpen: boolean;
}

/** From this share on a format is believed without being asked; below it the column is text. */
export const believedShare = 0.8;
/** From this share on a format is shown at all; the best one always is. */
const shownShare = 0.5;

const dateName =
  /\b(date|time|datetime|timestamp|ts|day|dt|created|updated|joined|since|when|at|dob|birthday)\b|تاريخ|وقت|(^| )(ال)?يوم( |$)/;
/** A name such as order_date, createdAt or تاريخ الطلب. */
const isNamedLikeDate = (name: string): boolean => dateName.test(normaliseName(name));

/** The values that a format has to explain. Long columns repeat theirs, so each different one is read once. */
export interface Weighted {
  text: string;
  rows: number;
}

/** What a format makes of a value, comparable within one family: numbers or days. */
type Read = (text: string) => number | null;

function likely(format: (typeof numberedDateFormats)[number]): Read {
  const { likelyFrom, likelyTo } = dateCounts[format];
  return (text) => {
    const count = readDateCount(text, format);
    return count !== null && count >= likelyFrom && count <= likelyTo ? count : null;
  };
}

/** Of formats that read as much, the first is best. */
const readers: [ColumnFormat, Read][] = [
  ['boolean', (text) => (readBoolean(text) === null ? null : 1)],
  ...writtenDateFormats.map((format): [ColumnFormat, Read] => [
    format,
    (text) => readDate(text, format)?.day ?? null,
  ]),
  ...(['number', 'numberComma'] as NumberFormat[]).map((format): [ColumnFormat, Read] => [
    format,
    (text) => readNumber(text, format),
  ]),
  ...numberedDateFormats.map((format): [ColumnFormat, Read] => [format, likely(format)]),
];

function countedShares(values: readonly Weighted[], read: Read): number {
  const rows = values.reduce((sum, value) => sum + value.rows, 0);
  const good = values.reduce((sum, { text, rows: weight }) => sum + (read(text) === null ? 0 : weight), 0);
  return rows === 0 ? 0 : good / rows;
}

/** The filled values of a column, each different one once. */
export function weighted(values: readonly (string | null)[]): Weighted[] {
  const counts = new Map<string, number>();
  for (const value of values)
    if (value !== null && !isMissing(value, 'value')) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([text, rows]) => ({ text, rows }));
}

interface Candidate extends FormatGuess {
  read: Read;
}

/** Formats of one family that explain nothing beyond what a simpler one does are left out. */
const simplerFormat: Partial<Record<ColumnFormat, ColumnFormat>> = {
  dateDayFirst: 'date',
  dateMonthFirst: 'date',
  numberComma: 'number',
};

function readsDifferently(values: readonly Weighted[], first: Read, second: Read): boolean {
  return values.some(({ text }) => {
    const [one, other] = [first(text), second(text)];
    return one !== null && other !== null && one !== other;
  });
}

function candidatesOf(values: readonly Weighted[]): Candidate[] {
  const all = readers
    .map(([format, read]) => ({ format, read, share: countedShares(values, read) }))
    .filter(({ share }) => share > 0);
  return all.filter(({ format, share, read }) => {
    const simpler = all.find((other) => other.format === simplerFormat[format]);
    return !simpler || share > simpler.share || readsDifferently(values, simpler.read, read);
  });
}

/** Digits alone are numbers, except that a column named like a date, or full of valid days, holds dates. */
function rank(candidates: Candidate[], values: readonly Weighted[], name: string): Candidate[] {
  const isDateName = isNamedLikeDate(name);
  const numberShare = candidates.find(({ format }) => format === 'number')?.share ?? 0;
  const isWholeAndMany = values.length >= 5;
  const place = ({ format, share }: Candidate): number => {
    const isCount = (numberedDateFormats as readonly ColumnFormat[]).includes(format);
    const isDate = (writtenDateFormats as readonly ColumnFormat[]).includes(format);
    if (isCount) return isDateName ? 1 : -1;
    if (isDate && numberShare > believedShare) return isDateName || (share === 1 && isWholeAndMany) ? 1 : -1;
    if (format === 'boolean' && numberShare > believedShare) return -1;
    return 0;
  };
  const order = (candidate: Candidate) => (candidate.share >= believedShare ? place(candidate) : 0);
  return [...candidates].sort((one, other) => order(other) - order(one) || other.share - one.share);
}

const families: ColumnFormat[][] = [
  ['dateDayFirst', 'dateMonthFirst'],
  ['number', 'numberComma'],
];

/** The best two are rivals of one family, read as many values, and read some of them differently. */
function isUndecided(ranked: Candidate[], values: readonly Weighted[]): boolean {
  const [best] = ranked;
  if (!best || best.share < believedShare) return false;
  const rivals = families.find((family) => family.includes(best.format));
  const rival = ranked.find(({ format }) => format !== best.format && rivals?.includes(format));
  return rival !== undefined && rival.share === best.share && readsDifferently(values, best.read, rival.read);
}

/** Texts of a column, or what stands for them after counting the whole column. */
export function formatsOf(values: readonly Weighted[], name: string): Formats {
  const ranked = rank(candidatesOf(values), values, name);
  const shown = ranked.filter(({ share }, index) => share >= shownShare || index === 0);
  const guesses = shown.map(({ format, share }) => ({ format, share }));
  const text: FormatGuess = { format: 'text', share: 1 };
  const isText = (guesses[0]?.share ?? 0) < believedShare;
  return { formats: isText ? [text, ...guesses] : [...guesses, text], isOpen: isUndecided(ranked, values) };
}

/**
 * What the values of a column can be read as, the best first, with the share of the filled values that each reads.
 * Columns of an engine type are `native`; whole numbers can be dates besides.
 */
export function guessFormats(column: ColumnSample): Formats {
  const native: FormatGuess = { format: 'native', share: 1 };
  if (isText(column)) return formatsOf(weighted(column.values), column.name);
  if (!isNumeric(column)) return { formats: [native], isOpen: false };
  // 20240131.0 is what a float makes of a whole number.
  const values = weighted(column.values.map((value) => value?.replace(/\.0$/, '') ?? null));
  const dates = formatsOf(values, column.name).formats.filter(
    ({ format, share }) => format.startsWith('date') && share >= believedShare,
  );
  if (!isNamedLikeDate(column.name))
    return { formats: [native, ...(isWhole(column) ? dates : [])], isOpen: false };
  return { formats: dates.length > 0 ? [...dates, native] : [native], isOpen: false };
}

const kinds: Record<'number' | 'date' | 'boolean', readonly ColumnFormat[]> = {
  number: ['number', 'numberComma', 'native'],
  date: [...writtenDateFormats, ...numberedDateFormats, 'native'],
  boolean: ['boolean', 'native'],
};

/**
 * The format by which a column is read when its role wants numbers, dates or yes and no: the best that can be those, or
 * the plainest where none can (then its values are unreadable, and listed).
 */
export function formatFor(kind: keyof typeof kinds, formats: readonly FormatGuess[]): ColumnFormat {
  const found = formats.find(({ format }) => kinds[kind].includes(format));
  return found?.format ?? (kind === 'date' ? 'dateDayFirst' : kind);
}

/** The share of filled values that can be read as such a kind. */
export function shareOf(kind: keyof typeof kinds, formats: readonly FormatGuess[]): number {
  return Math.max(
    0,
    ...formats.filter(({ format }) => kinds[kind].includes(format)).map(({ share }) => share),
  );
}
