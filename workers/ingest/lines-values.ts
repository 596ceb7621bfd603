import { identifier, literal } from '../duckdb/sql-text';
import type { ColumnSample } from './roles';
import { isDecimalComma, noWords, westernDigits, yesWords } from './values';
import { zoneOffsetSql } from './time-zone';

/** SQL expressions that read one column's values. DuckDB only: they run once, at import. */

const arabicMarks = '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬';
const westernMarks = '01234567890123456789.,';

/** Digits of either script as Western ones; for columns that hold only Western ones it costs nothing. */
function western(column: ColumnSample): string {
  const text = `trim(CAST(${identifier(column.name)} AS VARCHAR))`;
  const needed = column.values.some((value) => value !== null && value !== westernDigits(value));
  return needed ? `translate(${text}, ${literal(arabicMarks)}, ${literal(westernMarks)})` : text;
}

/** A column as text. A whole number that the file stores as a float loses its ".0". */
export function rawTextSql(column: ColumnSample): string {
  const name = identifier(column.name);
  const isFloat = /^(DOUBLE|FLOAT)/.test(column.type);
  return isFloat
    ? `CASE WHEN ${name} = floor(${name}) THEN CAST(CAST(${name} AS BIGINT) AS VARCHAR) ELSE CAST(${name} AS VARCHAR) END`
    : `CAST(${name} AS VARCHAR)`;
}

/** A trimmed text; blank is missing. */
export function textSql(column: ColumnSample): string {
  return `nullif(trim(${rawTextSql(column)}), '')`;
}

export function flagSql(text: string): string {
  const list = (words: string[]) => words.map((word) => literal(word)).join(', ');
  return `CASE WHEN lower(${text}) IN (${list(yesWords)}) THEN TRUE WHEN lower(${text}) IN (${list(noWords)}) THEN FALSE END`;
}

/** Whether a text column writes 1.234,50; decided from the whole sample, since one value alone can be either. */
export function decimalComma(column: ColumnSample): boolean {
  return column.values.some((value) => value !== null && isDecimalComma(value));
}

/** A number, NULL where the text is none. Groups of thousands are accepted, currency signs are not yet. */
export function numberSql(column: ColumnSample, withDecimalComma: boolean): string {
  if (column.type !== 'VARCHAR') return `CAST(${identifier(column.name)} AS DOUBLE)`;
  const text = western(column);
  const [pattern, plain] = withDecimalComma
    ? ['[-+]?(\\d+|\\d{1,3}(\\.\\d{3})+)(,\\d+)?', `replace(replace(${text}, '.', ''), ',', '.')`]
    : ['[-+]?(\\d+|\\d{1,3}(,\\d{3})+)?(\\.\\d+)?([eE][-+]?\\d+)?', `replace(${text}, ',', '')`];
  return `CASE WHEN regexp_full_match(${text}, ${literal(pattern)}) THEN TRY_CAST(${plain} AS DOUBLE) END`;
}

/** Whether 03/14/2024-like values show that the month comes first. */
export function isMonthFirst(column: ColumnSample): boolean {
  const parts = column.values.map((value) =>
    /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}/.exec(westernDigits(value?.trim() ?? '')),
  );
  return parts.some((part) => Number(part?.[2]) > 12) && !parts.some((part) => Number(part?.[1]) > 12);
}

const clocks = ['', ' %H:%M:%S', ' %H:%M', ' %I:%M:%S %p', ' %I:%M %p'];
const withClocks = (dates: string[]) => dates.flatMap((date) => clocks.map((clock) => literal(date + clock)));
const namedMonths = [
  '%Y/%m/%d',
  '%Y.%m.%d',
  '%d %b %Y',
  '%d %B %Y',
  '%d-%b-%Y',
  '%b %d, %Y',
  '%B %d, %Y',
  '%b %d %Y',
];
const dayFirst = ['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y'];
const monthFirst = ['%m/%d/%Y', '%m-%d-%Y', '%m.%d.%Y'];

const dayOfTimestamp = (timestamp: string) =>
  `CAST(CAST(${timestamp} AS DATE) - DATE '1970-01-01' AS INTEGER)`;

/** The day in the notebook's zone of an instant, by microseconds; casting it to a date would need an extension. */
const dayOfInstant = (instant: string, timeZone: string) =>
  `CAST(floor((epoch_us(${instant}) + ${zoneOffsetSql(`epoch_us(${instant})`, timeZone)}) / 86400000000.0) AS INTEGER)`;

/** Days since 1970-01-01, NULL where the text is no date. A date without an offset is taken as it stands. */
export function daySql(column: ColumnSample, timeZone: string, isMonthFirstColumn: boolean): string {
  const name = identifier(column.name);
  if (column.type === 'DATE') return `CAST(${name} - DATE '1970-01-01' AS INTEGER)`;
  if (/WITH TIME ZONE$/.test(column.type)) return dayOfInstant(name, timeZone);
  if (/^TIMESTAMP/.test(column.type)) return dayOfTimestamp(name);
  const text = western(column);
  const formats = withClocks([...(isMonthFirstColumn ? monthFirst : dayFirst), ...namedMonths]).join(', ');
  const plain = dayOfTimestamp(
    `coalesce(TRY_CAST(${text} AS TIMESTAMP), try_strptime(${text}, [${formats}]))`,
  );
  const hasOffset = `regexp_full_match(${text}, '.*\\d{2}:\\d{2}.*(Z|[-+]\\d{2}(:?\\d{2})?)')`;
  return `CASE WHEN ${hasOffset} THEN ${dayOfInstant(`TRY_CAST(${text} AS TIMESTAMPTZ)`, timeZone)} ELSE ${plain} END`;
}
