import { identifier, literal } from '../../duckdb/sql-text';
import { isFloat, isText, type ValueColumn } from './column';
import { trim, trimmed } from './western';

/**
 * What files write where nothing is known, besides nothing at all. Compared exactly, after trimming: "Na" and "Nan" are
 * names of people.
 */
const markers = [
  ...['NULL', 'null', 'Null', '\\N', 'N/A', 'n/a', 'N/a', 'NA', '#N/A', '#NA', 'NaN', 'nan', '<NA>'],
  ...['-', '--', '–', '—', 'غير متوفر', 'غير متاح', 'لا يوجد'],
];
/** These mean nothing only where a number, a date or a yes is expected; elsewhere they can be an answer. */
const valueMarkers = [
  ...markers,
  ...[
    'None',
    'none',
    'NONE',
    'nil',
    'Nil',
    'NIL',
    'na',
    'Na',
    'NAN',
    'Nan',
    'NaT',
    '#VALUE!',
    '#REF!',
    '#DIV/0!',
    '.',
    '?',
  ],
];

/** `text`: names, ids, words. `value`: numbers, dates and yes or no. */
type Expected = 'text' | 'value';

const sets = { text: new Set(['', ...markers]), value: new Set(['', ...valueMarkers]) };

export function isMissing(text: string | null, expected: Expected): boolean {
  return text === null || sets[expected].has(trim(text));
}

const lists = {
  text: [...sets.text].map((marker) => literal(marker)).join(', '),
  value: [...sets.value].map((marker) => literal(marker)).join(', '),
};

/** Bytes of the longest marker that is plain ASCII; what `isTrimmedSql` lets pass is plain. */
export const longestPlainMarker = Object.fromEntries(
  Object.entries(sets).map(([expected, set]) => [
    expected,
    Math.max(...[...set].filter((marker) => /^[!-~]*$/.test(marker)).map(({ length }) => length)),
  ]),
) as Record<Expected, number>;

/** SQL: plain ASCII with nothing around it that would have to be trimmed. */
export function isTrimmedSql(text: string): string {
  const ends = [' ', '\t', '\r', '\n'].map((blank) => `suffix(${text}, ${literal(blank)})`);
  return `strlen(${text}) = length(${text}) AND ${text} >= '!' AND NOT (${ends.join(' OR ')})`;
}

const somethingAround = `^[${trimmed}]|[${trimmed}]$`;

/** SQL: a text without the blanks and marks around it. Only texts that have some pay for it. */
export const trimSql = (text: string): string =>
  `CASE WHEN ${isTrimmedSql(text)} OR NOT regexp_matches(${text}, ${literal(somethingAround)}) THEN ${text} ELSE trim(${text}, ${literal(trimmed)}) END`;

/** SQL: TRUE for a marker of nothing. `text` is already trimmed. */
export const isMarkerSql = (text: string, expected: Expected): string => `${text} IN (${lists[expected]})`;

/**
 * SQL, never NULL: something stands there that is not a marker of nothing. Where it is TRUE and the value's own
 * expression gives NULL, the value cannot be read.
 */
export function isFilledSql(column: ValueColumn, expected: Expected = 'value'): string {
  const name = identifier(column.name);
  if (isFloat(column)) return `(${name} IS NOT NULL AND NOT isnan(${name}))`;
  if (!isText(column)) return `(${name} IS NOT NULL)`;
  const text = column.type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
  const isPlain = `strlen(${text}) > ${longestPlainMarker[expected]} AND ${isTrimmedSql(text)}`;
  return `(${name} IS NOT NULL AND CASE WHEN ${isPlain} THEN TRUE ELSE NOT ${isMarkerSql(`(${trimSql(text)})`, expected)} END)`;
}
