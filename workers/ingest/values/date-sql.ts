import type { ColumnFormat } from '../../api';
import { identifier, literal } from '../../duckdb/sql-text';
import { zoneOffsetSql } from '../time-zone';
import { firstValues, isDay, isFloat, isText, isWhole, type ValueColumn } from './column';
import {
  afternoon,
  clockGroups,
  clockPattern,
  firstYear,
  lastTwoDigitYear,
  namedCanonical,
  namedPattern,
  namesOf,
  numberedGrammars,
  twoNumbers,
  writtenDateFormats,
  type WrittenDateFormat,
} from './date';
import { dateMask, type DateMask } from './date-mask';
import {
  countPattern,
  dateCounts,
  excelDayZero,
  numberedDateFormats,
  type NumberedDateFormat,
} from './date-number';
import { firstHijriYear, hijriCorrections, lastHijriYear, meanMonth } from './hijri';
import { isMarkerSql, isMissing } from './missing';
import { bind, western, westernSql } from './western';

const dayOfDate = (date: string) => `CAST(${date} - DATE '1970-01-01' AS INTEGER)`;

/** NULL for days before `firstYear`, without naming the date twice: then it would be read twice. */
function recentDay(date: string): string {
  const first = Date.UTC(firstYear, 0, 1) / 86_400_000;
  return `(CAST(TRY_CAST(${date} - DATE '${firstYear}-01-01' AS UINTEGER) AS INTEGER) + ${literal(first)})`;
}

/** The day in the notebook's zone of an instant in microseconds; the engine's own zones would need an extension. */
function dayOfInstant(microseconds: string, timeZone: string): string {
  if (timeZone === 'UTC') return `CAST(floor((${microseconds}) / 86400000000.0) AS INTEGER)`;
  return bind(
    microseconds,
    (instant) => `CAST(floor((${instant} + ${zoneOffsetSql(instant, timeZone)}) / 86400000000.0) AS INTEGER)`,
  );
}

const monthOfName = (names: readonly string[][], name: string) => {
  const cases = names.map(
    (spellings, index) =>
      `WHEN ${name} IN (${spellings.map((spelling) => literal(spelling)).join(', ')}) THEN '${index + 1}'`,
  );
  return `CASE ${cases.join(' ')} END`;
};

/** Days since 1970-01-01 of a Hijri date given as three texts; all are digits. */
function hijriDaySql(year: string, month: string, day: string): string {
  const { base, letters } = hijriCorrections();
  const years = `CAST(${year} AS INTEGER) - ${firstHijriYear}`;
  const isInside = `${year} BETWEEN '${firstHijriYear}' AND '${lastHijriYear}' AND CAST(${month} AS INTEGER) BETWEEN 1 AND 12`;
  const index = `CASE WHEN ${isInside} THEN (${years}) * 12 + CAST(${month} AS INTEGER) - 1 END`;
  // Short texts: the engine counts its way to a place from the beginning.
  const pieces = letters.match(/.{1,96}/g)!.map((piece, place) => ({ piece, from: place * 96 }));
  const correction = (place: string) => {
    const cases = pieces.map(
      ({ piece, from }) =>
        `WHEN ${place} < ${from + 96} THEN ascii(substr(${literal(piece)}, ${place} - ${from - 1}, 1))`,
    );
    return `CASE ${cases.join(' ')} END`;
  };
  const start = (place: string) =>
    `(CAST(floor((${place}) * ${literal(meanMonth)}) AS INTEGER) + ${base - 65} + ${correction(place)})`;
  return bind(`[${index}, CAST(${day} AS INTEGER)]`, (n) => {
    const [first, next] = [start(`${n}[1]`), start(`${n}[1] + 1`)];
    return `CASE WHEN ${n}[2] BETWEEN 1 AND ${next} - ${first} THEN ${first} + ${n}[2] - 1 END`;
  });
}

const names = (groups: readonly string[]) => `[${groups.map((group) => literal(group)).join(', ')}]`;

/** The day of a text year-month-day whose parts are digits. */
function canonicalDay(text: string, format: WrittenDateFormat): string {
  return bind(text, (date) => {
    const part = (place: number) => `split_part(${date}, '-', ${place})`;
    if (format === 'dateHijri') return hijriDaySql(part(1), part(2), part(3));
    const century = `CASE WHEN substr(${date}, 3, 1) <> '-' THEN '' WHEN ${date} < '${lastTwoDigitYear + 1}' THEN '20' ELSE '19' END`;
    return recentDay(`TRY_CAST(${century} || ${date} AS DATE)`);
  });
}

/** The day of a date of digits alone. */
function numberedDay(text: string, format: WrittenDateFormat): string {
  const { pattern, canonical } = numberedGrammars[format];
  const date = `regexp_replace(${text}, ${literal(pattern)}, ${literal(canonical)}, 'i')`;
  return `CASE WHEN regexp_matches(${text}, ${literal(pattern)}, 'i') THEN ${canonicalDay(date, format)} END`;
}

/** The day of a date with the name of a month. */
function namedDay(text: string, format: WrittenDateFormat): string {
  const parts = `lower(regexp_replace(${text}, ${literal(namedPattern)}, ${literal(namedCanonical)}, 'i'))`;
  const date = bind(parts, (found) => {
    const [first, second] = [`split_part(${found}, '|', 2)`, `split_part(${found}, '|', 3)`];
    const month = bind(`trim(split_part(${found}, '|', 1))`, (name) => monthOfName(namesOf(format), name));
    const yearLengths = format === 'dateHijri' ? '(4)' : '(2, 4)';
    const isYearLast = `strlen(${first}) <= 2 AND strlen(${second}) IN ${yearLengths}`;
    return `CASE WHEN strlen(${first}) = 4 AND strlen(${second}) <= 2 THEN ${first} || '-' || ${month} || '-' || ${second}
      WHEN ${isYearLast} THEN ${second} || '-' || ${month} || '-' || ${first} END`;
  });
  const isNamed = `regexp_matches(${text}, ${literal(twoNumbers)}) AND regexp_matches(${text}, ${literal(namedPattern)}, 'i')`;
  return `CASE WHEN ${isNamed} THEN ${canonicalDay(date, format)} END`;
}

/** Minutes since 1970-01-01 UTC of a day with a clock (a struct) that has an offset. */
function minutesOfClock(day: string, clock: string): string {
  const number = (name: string) => `CAST('0' || ${clock}.${name} AS INTEGER)`;
  const words = afternoon.map((word) => literal(word)).join(', ');
  const isLate = `${number('hour')} > 12 OR lower(${clock}.half) IN (${words})`;
  const hour = `CASE WHEN ${clock}.half = '' THEN ${number('hour')} ELSE ${number('hour')} % 12 + CASE WHEN ${isLate} THEN 12 ELSE 0 END END`;
  const offset = `(${number('zone_hour')} * 60 + ${number('zone_minute')}) * CASE WHEN ${clock}.sign = '-' THEN -1 ELSE 1 END`;
  return `CAST(${day} AS BIGINT) * 1440 + ${hour} * 60 + ${number('minute')} - ${offset}`;
}

/**
 * Reads every way of writing; about three µs a row. Regular expressions stand in no bound expression here: the engine
 * would make each anew for every 2048 rows.
 * @param plain SQL of the text in the plain script
 */
function anyDay(text: string, plain: string, format: WrittenDateFormat, timeZone: string): string {
  const clock = `regexp_extract(${plain}, ${literal(clockPattern)}, ${names(clockGroups)}, 'i')`;
  const day = (date: string) => `coalesce(${numberedDay(date, format)}, ${namedDay(date, format)})`;
  const dateOnly = `regexp_replace(${plain}, ${literal(clockPattern)}, '\\1', 'i')`;
  const timed = bind(`{'day': ${day(dateOnly)}, 'clock': ${clock}}`, (found) => {
    const inZone = dayOfInstant(`(${minutesOfClock(`${found}.day`, `${found}.clock`)}) * 60000000`, timeZone);
    return `CASE WHEN ${found}.clock.zone <> '' THEN ${inZone} ELSE ${found}.day END`;
  });
  return `CASE WHEN ${isMarkerSql(text, 'value')} THEN NULL WHEN contains(${text}, ':') THEN ${timed} ELSE ${day(plain)} END`;
}

/** Reads the texts that follow the mask, NULL or an early year for all others; about 0.4 µs a row. */
function maskedDay(text: string, { mask, guard, isUtc }: DateMask, timeZone: string): string {
  const condition =
    guard === null
      ? `${text} >= '0' AND ${text} < ':'`
      : `regexp_full_match(${text}, ${literal(guard)}, 'i')`;
  const time = `try_strptime(${text}, ${literal(mask)})`;
  // A full date of ten characters is the engine's own way of writing.
  const [isPlain, date] =
    mask === '%Y-%m-%d'
      ? [` AND ${text} LIKE '____-__-__'`, `CAST(TRY_CAST(${text} AS TIMESTAMP) AS DATE)`]
      : ['', `CAST(${time} AS DATE)`];
  const isElsewhere = isUtc && timeZone !== 'UTC';
  const day = isElsewhere ? dayOfInstant(`epoch_us(${time})`, timeZone) : recentDay(date);
  return `CASE WHEN ${condition}${isPlain} THEN ${day} END`;
}

/** Instants with an offset as the engine reads them by itself. */
const zonedPattern =
  '[12][0-9]{3}-[0-9]{2}-[0-9]{2}[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6})?)?(?:Z|[-+][0-9]{2}(?::[0-9]{2})?)';
const zoned = new RegExp(`^${zonedPattern}$`);

function writtenDay(text: string, values: string[], format: WrittenDateFormat, timeZone: string): string {
  const any = (texts?: string[]) => anyDay(text, westernSql(text, 'date', texts), format, timeZone);
  if (values.length === 0) return any();
  const isForeign = values.filter((value) => western(value, 'date') !== value).length > values.length / 10;
  const mask = dateMask(values, format);
  const isZoned =
    !mask && format !== 'dateHijri' && values.filter((value) => zoned.test(value)).length * 2 > values.length;
  // Letters such as ي need no translation, but make the engine look for all that could: what the sample needs comes first.
  const isPlainAscii = !values.some((value) => /[^\0-\x7f]/.test(value));
  if (!mask && !isZoned) return isPlainAscii ? any() : `coalesce(${any(values)}, ${any()})`;
  const quick = (source: string) => (mask ? maskedDay(source, mask, timeZone) : zonedDay(source, timeZone));
  return `coalesce(${isForeign ? bind(westernSql(text, 'date', values), quick) : quick(text)}, ${any()})`;
}

function zonedDay(text: string, timeZone: string): string {
  const instant = dayOfInstant(`epoch_us(TRY_CAST(${text} AS TIMESTAMPTZ))`, timeZone);
  return `CASE WHEN ${text} >= '${firstYear}' AND regexp_full_match(${text}, ${literal(zonedPattern)}) THEN ${instant} END`;
}

/** Days since 1970-01-01 of a whole count of days, seconds or milliseconds. */
function countedDay(count: string, format: NumberedDateFormat, timeZone: string): string {
  const { from, to } = dateCounts[format];
  const day = (k: string) =>
    format === 'dateExcel'
      ? `CAST(${k} + ${excelDayZero} AS INTEGER)`
      : dayOfInstant(`${k} * ${format === 'dateUnixSeconds' ? 1_000_000 : 1000}`, timeZone);
  return bind(count, (k) => `CASE WHEN ${k} BETWEEN ${from} AND ${to} THEN ${day(k)} END`);
}

const isOneOf = <T extends ColumnFormat>(formats: readonly T[], format: ColumnFormat): format is T =>
  (formats as readonly ColumnFormat[]).includes(format);

/**
 * SQL of a column's days: INTEGER days since 1970-01-01, NULL where nothing stands or the text is no date. A date with an
 * offset is converted to the zone and then cut; one without is taken as it stands. Never an error.
 */
export function daySql(column: ValueColumn, format: ColumnFormat, timeZone: string): string {
  const name = identifier(column.name);
  if (isDay(column)) return nativeDay(column, name, timeZone);
  if (isOneOf(numberedDateFormats, format)) {
    const text = westernSql(isText(column) ? name : `CAST(${name} AS VARCHAR)`, 'date');
    const count = isText(column)
      ? `TRY_CAST(nullif(regexp_extract(${text}, ${literal(countPattern)}, 1), '') AS BIGINT)`
      : `TRY_CAST(floor(TRY_CAST(${name} AS DOUBLE)) AS BIGINT)`;
    return countedDay(count, format, timeZone);
  }
  const writing = isOneOf(writtenDateFormats, format) ? format : 'date';
  if (isText(column)) {
    const text = column.type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
    const values = firstValues(column).filter((value): value is string => !isMissing(value, 'value'));
    return writtenDay(text, values, writing, timeZone);
  }
  // A number such as 20240131.
  if (!isWhole(column) && !isFloat(column)) return 'CAST(NULL AS INTEGER)';
  const text = `CAST(TRY_CAST(${name} AS BIGINT) AS VARCHAR)`;
  return anyDay(text, text, writing, timeZone);
}

function nativeDay(column: ValueColumn, name: string, timeZone: string): string {
  if (/WITH TIME ZONE$/.test(column.type)) {
    return `CASE WHEN isfinite(${name}) THEN ${dayOfInstant(`epoch_us(${name})`, timeZone)} END`;
  }
  const date = column.type === 'DATE' ? name : `CAST(${name} AS DATE)`;
  return `CASE WHEN isfinite(${column.type === 'DATE' ? name : `CAST(${name} AS TIMESTAMP)`}) THEN ${dayOfDate(date)} END`;
}
