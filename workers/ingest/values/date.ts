import { hijriMonthNames, monthNames, weekdayPattern } from './date-words';
import { hijriDay } from './hijri';
import { around, western } from './western';

/** How dates are written; the one description that the guess and the SQL (date-sql.ts) share. */

export const writtenDateFormats = ['date', 'dateDayFirst', 'dateMonthFirst', 'dateHijri'] as const;
export type WrittenDateFormat = (typeof writtenDateFormats)[number];

/** Earlier years of our era are slips of the pen, or Hijri years. */
export const firstYear = 1501;
/** Two-digit years to 68 are of this century, from 69 of the last. */
export const lastTwoDigitYear = 68;

const separator = '(?: *[-/.] *| +)';
const numberSeparator = ' *[-/.] *';
const one = '([0-9]{1,2})';
const era = '(?: *(?:م|ميلادي|ميلاديه|ad|ce|ه|هجري|هجريه|ah|h)[.]?)?';

interface NumberedGrammar {
  /** Of a date of digits without a clock, disregarding case. */
  pattern: string;
  /** What to put for it, as the replacement of a regular expression of SQL: year-month-day. */
  canonical: string;
  compiled: RegExp;
}

function numberedGrammar(format: WrittenDateFormat): NumberedGrammar {
  const year = format === 'dateHijri' ? '([0-9]{4})' : '([0-9]{4}|[0-9]{2})';
  const yearLast = `${one}${numberSeparator}${one}${numberSeparator}${year}`;
  const ways = [
    { pattern: `([0-9]{4})${separator}${one}${separator}${one}`, groups: 'ymd' },
    { pattern: '([0-9]{4})([0-9]{2})([0-9]{2})', groups: 'ymd' },
    ...(format === 'date'
      ? []
      : [{ pattern: yearLast, groups: format === 'dateMonthFirst' ? 'mdy' : 'dmy' }]),
  ];
  const pattern = `^${around}${weekdayPattern}(?:${ways.map((way) => way.pattern).join('|')})${era}${around}$`;
  const groups = ways.map((way) => way.groups).join('');
  // The groups of the ways that were not taken are empty.
  const part = (kind: string) =>
    [...groups].map((group, place) => (group === kind ? `\\${place + 1}` : '')).join('');
  return {
    pattern,
    canonical: `${part('y')}-${part('m')}-${part('d')}`,
    compiled: new RegExp(pattern, 'iu'),
  };
}

/** Dates of digits alone. */
export const numberedGrammars = Object.fromEntries(
  writtenDateFormats.map((format) => [format, numberedGrammar(format)]),
) as Record<WrittenDateFormat, NumberedGrammar>;

/** Two numbers, which a date with the name of a month has. */
export const twoNumbers = '^[^0-9]*[0-9]{1,4}[^0-9]+[0-9]{1,4}[^0-9]*$';
/** Its name, before the first number or between both, as in March 5, 2024 and 5th of March, 2024. */
export const namedPattern = `^${around}${weekdayPattern}([^0-9]*?)[-/., ]*([0-9]{1,4})(?:st|nd|rd|th)?[-/., ]*(?:(?:of|من) +)?([^0-9]*?)[-/., ]*([0-9]{1,4})${era}${around}$`;
/** As the replacement of a regular expression of SQL: the name, the first and the second number. */
export const namedCanonical = '\\1 \\3|\\2|\\4';
const two = new RegExp(twoNumbers, 'u');
const named = new RegExp(namedPattern, 'iu');

export const namesOf = (format: WrittenDateFormat): readonly string[][] =>
  format === 'dateHijri' ? hijriMonthNames : monthNames;

/** A date with a clock behind it, and the clock's offset from UTC if it has one. */
export const clockPattern =
  '^(.*?)[ t,]+([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9](?:[.,][0-9]*)?)?' +
  ' *(am|pm|a[.]m[.]|p[.]m[.]|ص|م|صباحا|مساء)?' +
  ` *(z|(?:utc|gmt)?(?:([-+])([0-9]{2})(?::?([0-9]{2}))?)?)${around}$`;
export const clockGroups = ['date', 'hour', 'minute', 'half', 'zone', 'sign', 'zone_hour', 'zone_minute'];
const clock = new RegExp(clockPattern, 'iu');
/** Words for the second half of the day, in lower case. */
export const afternoon = ['pm', 'p.m.', 'م', 'مساء'];

/** @returns days since 1970-01-01, null for a day that the calendar does not have */
function gregorianDay(yearText: string, month: number, day: number): number | null {
  const century = yearText.length === 4 ? 0 : Number(yearText) <= lastTwoDigitYear ? 2000 : 1900;
  const year = century + Number(yearText);
  if (year < firstYear) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / 86_400_000 : null;
}

function dayOf(format: WrittenDateFormat, year: string, month: number, day: string): number | null {
  return format === 'dateHijri'
    ? hijriDay(Number(year), month, Number(day))
    : gregorianDay(year, month, Number(day));
}

/** The text as SQL's replacement would make it. */
const replaced = (found: RegExpExecArray, canonical: string) =>
  canonical.replace(/\\(\d)/g, (_, group: string) => found[Number(group)] ?? '');

function numberedDay(text: string, format: WrittenDateFormat): number | null {
  const { compiled, canonical } = numberedGrammars[format];
  const found = compiled.exec(text);
  if (!found) return null;
  const [year, month, day] = replaced(found, canonical).split('-');
  return dayOf(format, year, Number(month), day);
}

function namedDay(text: string, format: WrittenDateFormat): number | null {
  const found = two.test(text) ? named.exec(text) : null;
  if (!found) return null;
  const [name, first, second] = replaced(found, namedCanonical).toLowerCase().split('|');
  const month =
    namesOf(format).findIndex((spellings) => spellings.includes(name.replace(/^ +| +$/g, ''))) + 1;
  if (month === 0) return null;
  if (first.length === 4) return second.length <= 2 ? dayOf(format, first, month, second) : null;
  const isYear = format === 'dateHijri' ? second.length === 4 : second.length % 2 === 0;
  return first.length <= 2 && isYear ? dayOf(format, second, month, first) : null;
}

interface DateReading {
  /** Days since 1970-01-01, as written. */
  day: number;
  /** Minutes since 1970-01-01 UTC where an offset is written; only then the notebook's zone matters. */
  instant: number | null;
}

/** Reads a date with or without a clock; null for what is none, and for days that never were. */
export function readDate(text: string, format: WrittenDateFormat): DateReading | null {
  const plain = western(text, 'date');
  const time = clock.exec(plain)?.slice(1);
  const date = time?.[0] ?? plain;
  const day = numberedDay(date, format) ?? namedDay(date, format);
  if (day === null) return null;
  if (!time?.[4]) return { day, instant: null };
  const [, hour, minute, half, , sign, zoneHour, zoneMinute] = time;
  const offset = Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0);
  const hours = half
    ? (Number(hour) % 12) + (Number(hour) > 12 || afternoon.includes(half.toLowerCase()) ? 12 : 0)
    : Number(hour);
  return { day, instant: day * 1440 + hours * 60 + Number(minute) - (sign === '-' ? -offset : offset) };
}
