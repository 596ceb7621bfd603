import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnFormat, Fix } from '../../api';
import { Database } from '../../duckdb/database';
import { nodePlatform } from '../../duckdb/node';
import { identifier, literal } from '../../duckdb/sql-text';
import { readBoolean } from './boolean';
import type { ValueColumn } from './column';
import { readDate, writtenDateFormats } from './date';
import { numberedDateFormats, readDateCount } from './date-number';
import { hijriDay } from './hijri';
import { isMissing } from './missing';
import { readNumber } from './number';
import { booleanSql, customerSql, daySql, isFilledSql, numberSql, textSql } from './sql';
import { mend } from './text-sql';

const never = new AbortController().signal;
let database: Database;
beforeAll(async () => {
  database = await Database.start(nodePlatform, () => undefined);
});
afterAll(() => database.stop());

const name = `the "column's" name`;
/** A column of texts; with habits, its expressions take the quick way for what looks like them. */
const column = (values: (string | null)[] = []): ValueColumn => ({ name, type: 'VARCHAR', values });

/** What an expression over the column gives for each text. */
async function evaluate(texts: readonly (string | null)[], sql: string): Promise<unknown[]> {
  if (texts.length === 0) return [];
  // One long text, since a VALUES list of thousands is slow to parse.
  const [between, nothing] = ['\u001f', '\u0001'];
  const all = literal(texts.map((text) => text ?? nothing).join(between));
  const rows = `SELECT unnest(string_split(${all}, '${between}')) AS text, unnest(range(${texts.length})) AS place`;
  const table = `(SELECT nullif(text, '${nothing}') AS ${identifier(name)}, place FROM (${rows}))`;
  const answer = await database.run(`SELECT ${sql} AS value FROM ${table} ORDER BY place`, never);
  return [...answer.getChild('value')!] as unknown[];
}

const isoDay = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const isoOf = (day: unknown) =>
  day === null ? null : new Date(Number(day) * 86_400_000).toISOString().slice(0, 10);
const days = async (texts: string[], format: ColumnFormat, zone = 'UTC', habits: string[] = []) =>
  (await evaluate(texts, daySql(column(habits), format, zone))).map(isoOf);

describe('numbers', () => {
  const cases: [text: string, number: number | null, numberComma: number | null][] = [
    ['12', 12, 12],
    ['1,234.50', 1234.5, null],
    ['1.234,50', null, 1234.5],
    ['1 234,50', null, 1234.5],
    ['1 234.50', 1234.5, null],
    ['1\u00a0234,50', null, 1234.5],
    ['1\u202f234\u202f567,5', null, 1234567.5],
    ['1\u2009234.5', 1234.5, null],
    ["1'234.50", 1234.5, null],
    ['1’234’567', 1234567, 1234567],
    ['1,23,456.70', 123456.7, null],
    ['12,34,56,789', 123456789, null],
    ['12,5', null, 12.5],
    ['1,234', 1234, 1.234],
    ['1.234', 1.234, 1234],
    ['0,123', null, 0.123],
    ['(12.00)', -12, null],
    ['( 1.234,00 )', null, -1234],
    ['-12', -12, -12],
    ['12-', -12, -12],
    ['−12', -12, -12],
    ['+5', 5, 5],
    ['.5', 0.5, null],
    [',5', null, 0.5],
    ['5.', 5, null],
    ['SAR 1,234.50', 1234.5, null],
    ['1,234.50 SAR', 1234.5, null],
    ['sar12', 12, 12],
    ['١٬٢٣٤٫٥٠ ر.س', 1234.5, 1234.5],
    ['ر.س. ١٢', 12, 12],
    ['٣٥٠ ﷼', 350, 350],
    ['\u20c1 350', 350, 350],
    ['€ 12,50', null, 12.5],
    ['12,50€', null, 12.5],
    ['-€12.50', -12.5, null],
    ['€-12.50', -12.5, null],
    ['$(12.50)', -12.5, null],
    ['12.50 USD-', -12.5, null],
    ['US$ 3', 3, 3],
    ['د.إ 99', 99, 99],
    ['99 د.ك', 99, 99],
    ['EGP 5', 5, 5],
    ['ج.م 5', 5, 5],
    ['500 ريال', 500, 500],
    ['500 ريال سعودي', 500, 500],
    ['۱۲٫۵', 12.5, 12.5],
    ['١،٢٣٤٫٥', 1234.5, null],
    ['12 %', 0.12, 0.12],
    ['١٢٪', 0.12, 0.12],
    ['%5', 0.05, 0.05],
    ['1e5', 100000, 100000],
    ['1.5E-3', 0.0015, null],
    ['\u200e12.5\u200f', 12.5, null],
    ['\u202b١٢\u202c', 12, 12],
    ['  7\t', 7, 7],
    ['C001', null, null],
    ['SR001', null, null],
    ['5 kg', null, null],
    ['1_000', null, null],
    ['nan', null, null],
    ['-inf', null, null],
    ['1e999', null, null],
    ['1,2345', null, 1.2345],
    ['12,34.5', null, null],
    ['1.2.3', null, null],
    ['--5', null, null],
    ['(5', null, null],
    ['5)', null, null],
    ['-(5)', null, null],
    ['1 2', null, null],
    ['12:30', null, null],
    ['-', null, null],
    ['', null, null],
    ['%', null, null],
    ['SAR', null, null],
  ];
  it.each(['number', 'numberComma'] as const)('reads each habit as %s, in both ways', async (format) => {
    const texts = cases.map(([text]) => text);
    const expected = cases.map(([, number, numberComma]) => (format === 'number' ? number : numberComma));
    expect(texts.map((text) => readNumber(text, format))).toEqual(expected);
    expect(await evaluate(texts, numberSql(column(), format))).toEqual(expected);
    // Whatever the sample shows, the rest of the column is read the same.
    for (const habits of [['1', '2.5'], ['1.234,5'], ['SAR 1,200'], ['١٢'], ['1 200'], ['-', '-', '5']])
      expect(await evaluate(texts, numberSql(column(habits), format))).toEqual(expected);
  });

  it('takes numbers of engine types as they are, but no infinite one', async () => {
    const sql = numberSql({ name: 'x', type: 'DOUBLE' }, 'native');
    const answer = await database.run(
      `SELECT ${sql} AS value FROM (VALUES (1.5::DOUBLE), ('inf'::DOUBLE), ('nan'::DOUBLE), (NULL)) AS t(x)`,
      never,
    );
    expect([...answer.getChild('value')!]).toEqual([1.5, null, null, null]);
  });

  /** An independent writer: grouping, decimal sign, sign, money and digits each in one of their habits. */
  const written = fc
    .record({
      cents: fc.integer({ min: 0, max: 999_999_999_999 }),
      group: fc.constantFrom('', 'point', ' ', '\u00a0', '\u202f', "'"),
      isComma: fc.boolean(),
      isNegative: fc.constantFrom('none', '-', '−', 'after', 'brackets'),
      money: fc.constantFrom('', 'SAR ', '€', '$', 'ر.س '),
      isMoneyAfter: fc.boolean(),
      digits: fc.constantFrom('0123456789', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'),
    })
    .map(({ cents, group, isComma, isNegative, money, isMoneyAfter, digits }) => {
      const whole = String(Math.floor(cents / 100));
      const separator = group === 'point' ? (isComma ? '.' : ',') : group;
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separator);
      const body = `${grouped}${isComma ? ',' : '.'}${String(cents % 100).padStart(2, '0')}`.replace(
        /\d/g,
        (digit) => digits[Number(digit)],
      );
      const paid = isMoneyAfter ? `${body} ${money.trim()}` : `${money}${body}`;
      const signs: Record<string, string> = {
        none: paid,
        '-': `-${paid}`,
        '−': `−${paid}`,
        after: `${paid}-`,
        brackets: `(${paid})`,
      };
      const value = ((isNegative === 'none' ? 1 : -1) * cents) / 100;
      return { text: signs[isNegative].trim(), value: value === 0 ? 0 : value, isComma };
    });

  it('come back equal from however they were written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 50, maxLength: 200 }), async (all) => {
        for (const format of ['number', 'numberComma'] as const) {
          const numbers = all.filter(({ isComma }) => isComma === (format === 'numberComma'));
          const texts = numbers.map(({ text }) => text);
          const expected = numbers.map(({ value }) => value);
          const plus = (values: unknown[]) =>
            values.map((value) => (value === null ? null : Number(value) + 0));
          expect(plus(texts.map((text) => readNumber(text, format)))).toEqual(expected);
          expect(plus(await evaluate(texts, numberSql(column(texts), format)))).toEqual(expected);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('dates', () => {
  const cases: [text: string, format: ColumnFormat, iso: string | null][] = [
    ['2024-01-05', 'date', '2024-01-05'],
    ['2024/1/5', 'date', '2024-01-05'],
    ['2024.01.05', 'date', '2024-01-05'],
    ['٢٠٢٤/٠١/٠٥', 'date', '2024-01-05'],
    ['۲۰۲۴-۰۱-۰۵', 'date', '2024-01-05'],
    ['\u200f٢٠٢٤/٠١/٠٥\u200f', 'date', '2024-01-05'],
    ['2024-01-05 10:20', 'date', '2024-01-05'],
    ['2024-01-05T10:20:30', 'date', '2024-01-05'],
    ['2024-01-05T10:20:30.123456789', 'date', '2024-01-05'],
    ['2024-01-05 10:20:30 PM', 'date', '2024-01-05'],
    ['2024-01-05 10:20 م', 'date', '2024-01-05'],
    ['2024-01-05 10:20 صباحًا', 'date', '2024-01-05'],
    ['2024-01-05 25:00', 'date', null],
    ['2024-01-05 24:00:00', 'date', null],
    ['2024-01-05 rubbish', 'date', null],
    ['2024-02-30', 'date', null],
    ['2023-02-29', 'date', null],
    ['2024-02-29', 'date', '2024-02-29'],
    ['20240131', 'date', '2024-01-31'],
    ['20241331', 'date', null],
    ['2024013', 'date', null],
    ['31/12/2024', 'dateDayFirst', '2024-12-31'],
    ['31/12/2024', 'dateMonthFirst', null],
    ['12/31/2024', 'dateMonthFirst', '2024-12-31'],
    ['12/31/2024', 'dateDayFirst', null],
    ['31/12/2024', 'date', null],
    ['05/06/2024', 'dateDayFirst', '2024-06-05'],
    ['05/06/2024', 'dateMonthFirst', '2024-05-06'],
    ['5.6.2024', 'dateDayFirst', '2024-06-05'],
    ['5-6-2024 7:30', 'dateDayFirst', '2024-06-05'],
    ['5/6/24', 'dateDayFirst', '2024-06-05'],
    ['5/6/68', 'dateDayFirst', '2068-06-05'],
    ['5/6/69', 'dateDayFirst', '1969-06-05'],
    ['5/6/2', 'dateDayFirst', null],
    ['31/02/2024', 'dateDayFirst', null],
    ['٣١/١٢/٢٠٢٤', 'dateDayFirst', '2024-12-31'],
    ['2024-01-05', 'dateDayFirst', '2024-01-05'],
    ['12/31/2024 1:05:09 PM', 'dateMonthFirst', '2024-12-31'],
    ['5 Jan 2024', 'date', '2024-01-05'],
    ['5 January 2024', 'date', '2024-01-05'],
    ['Jan 5, 2024', 'date', '2024-01-05'],
    ['January 5 2024', 'date', '2024-01-05'],
    ['Friday, January 5, 2024', 'date', '2024-01-05'],
    ['Fri 5 Jan 2024 10:00', 'date', '2024-01-05'],
    ['5-Jan-24', 'date', '2024-01-05'],
    ['05-JAN-2024', 'date', '2024-01-05'],
    ['5th of March 2024', 'date', '2024-03-05'],
    ['2024 Jan 5', 'date', '2024-01-05'],
    ['5 Sept 2024', 'date', '2024-09-05'],
    ['31 Feb 2024', 'date', null],
    ['5 Foo 2024', 'date', null],
    ['٥ يناير ٢٠٢٤', 'date', '2024-01-05'],
    ['5 يناير 2024 م', 'date', '2024-01-05'],
    ['الجمعة، ٥ يناير ٢٠٢٤', 'date', '2024-01-05'],
    ['5 كانون الثاني 2024', 'date', '2024-01-05'],
    ['5 كانون الأول 2024', 'date', '2024-12-05'],
    ['3 شباط 2024', 'date', '2024-02-03'],
    ['3 آب 2024', 'date', '2024-08-03'],
    ['3 أغسطس 2024', 'date', '2024-08-03'],
    ['3 اغسطس 2024', 'date', '2024-08-03'],
    ['3 إبريل 2024', 'date', '2024-04-03'],
    ['3 تشرين الثاني 2024', 'date', '2024-11-03'],
    ['3 غشت 2024', 'date', '2024-08-03'],
    ['3 جويلية 2024', 'date', '2024-07-03'],
    ['3 ديسمبر، 2024', 'date', '2024-12-03'],
    ['1445-09-01', 'dateHijri', '2024-03-11'],
    ['١٤٤٥/٠٩/٠١', 'dateHijri', '2024-03-11'],
    ['١٤٤٥/٠٩/٠١ هـ', 'dateHijri', '2024-03-11'],
    ['01/09/1445', 'dateHijri', '2024-03-11'],
    ['1 رمضان 1445', 'dateHijri', '2024-03-11'],
    ['١ رمضان ١٤٤٥هـ', 'dateHijri', '2024-03-11'],
    ['14450901', 'dateHijri', '2024-03-11'],
    ['1445-09-31', 'dateHijri', null],
    ['2024-01-05', 'dateHijri', null],
    ['1445-09-01', 'date', null],
    ['45292', 'dateExcel', '2024-01-01'],
    ['45292.75', 'dateExcel', '2024-01-01'],
    ['45292,75', 'dateExcel', '2024-01-01'],
    ['0', 'dateExcel', null],
    ['1704067199', 'dateUnixSeconds', '2023-12-31'],
    ['1704067200', 'dateUnixSeconds', '2024-01-01'],
    ['1704067200.5', 'dateUnixSeconds', '2024-01-01'],
    ['1704067200000', 'dateUnixMilliseconds', '2024-01-01'],
    ['1704067200', 'dateUnixMilliseconds', null],
    ['99999-01-01', 'date', null],
    ['20245-1-01', 'date', null],
    ['0001-01-01', 'date', null],
    ['9999-12-31', 'date', '9999-12-31'],
    ['epoch', 'date', null],
    ['infinity', 'dateDayFirst', null],
    ['', 'date', null],
    ['-', 'dateDayFirst', null],
  ];
  const habits = [
    [],
    ['2024-01-31'],
    ['2024-01-31 10:00:00'],
    ['31/01/2024'],
    ['31/1/24'],
    ['31-Jan-2024', '5-May-2024'],
    ['٣١/٠١/٢٠٢٤'],
    ['2024-01-31T10:00:00Z'],
    ['2024-01-31T10:00:00+03:00'],
    ['20240131'],
  ];
  it.each([...new Set(cases.map(([, format]) => format))])('are read as %s, in both ways', async (format) => {
    const own = cases.filter((each) => each[1] === format);
    const texts = own.map(([text]) => text);
    const expected = own.map(([, , iso]) => iso);
    if (!format.startsWith('dateExcel') && !format.startsWith('dateUnix'))
      expect(texts.map((text) => isoOf(readDate(text, format as 'date')?.day ?? null))).toEqual(expected);
    for (const habit of habits) expect(await days(texts, format, 'UTC', habit)).toEqual(expected);
  });

  it('with an offset are cut in the notebook’s zone', async () => {
    const texts = [
      '2024-01-05T22:30:00Z',
      '2024-01-05T22:30:00+03:00',
      '2024-01-05T22:30:00.5-0500',
      '2024-01-05 22:30 UTC',
      '05/01/2024 10:30 PM +00:00',
      '2024-01-05 22:30:00',
    ];
    for (const habit of [[], [texts[0]], [texts[1]], [texts[5]]]) {
      const read = (zone: string) => days(texts, 'dateDayFirst', zone, habit);
      expect(await read('UTC')).toEqual([
        '2024-01-05',
        '2024-01-05',
        '2024-01-06',
        '2024-01-05',
        '2024-01-05',
        '2024-01-05',
      ]);
      expect(await read('Asia/Riyadh')).toEqual([
        '2024-01-06',
        '2024-01-05',
        '2024-01-06',
        '2024-01-06',
        '2024-01-06',
        '2024-01-05',
      ]);
    }
    expect(await days(['1704057000'], 'dateUnixSeconds', 'Asia/Riyadh')).toEqual(['2024-01-01']);
    expect(await days(['1704057000'], 'dateUnixSeconds')).toEqual(['2023-12-31']);
  });

  it('of engine types are taken as they are', async () => {
    const sql = (type: string, format: ColumnFormat, zone = 'UTC') =>
      daySql({ name: 'x', type }, format, zone);
    const value = async (given: string, expression: string) =>
      isoOf(
        (await database.run(`SELECT ${expression} AS value FROM (SELECT ${given} AS x)`, never))
          .getChild('value')!
          .get(0),
      );
    expect(await value(`DATE '2024-01-05'`, sql('DATE', 'native'))).toBe('2024-01-05');
    expect(await value(`TIMESTAMP '1969-12-31 23:00:00'`, sql('TIMESTAMP', 'native'))).toBe('1969-12-31');
    expect(await value(`TIMESTAMP 'infinity'`, sql('TIMESTAMP', 'native'))).toBe(null);
    const instant = `CAST('2024-01-05T22:30:00Z' AS TIMESTAMPTZ)`;
    expect(await value(instant, sql('TIMESTAMP WITH TIME ZONE', 'native', 'Asia/Riyadh'))).toBe('2024-01-06');
    expect(await value('20240131', sql('INTEGER', 'date'))).toBe('2024-01-31');
    expect(await value('20240131.0::DOUBLE', sql('DOUBLE', 'date'))).toBe('2024-01-31');
    expect(await value('45292', sql('BIGINT', 'dateExcel'))).toBe('2024-01-01');
    expect(await value('1704067200000', sql('BIGINT', 'dateUnixMilliseconds'))).toBe('2024-01-01');
    expect(await value('14450901', sql('INTEGER', 'dateHijri'))).toBe('2024-03-11');
  });

  const all = Array.from(
    { length: isoDay('2036-01-01') - isoDay('1990-01-01') },
    (_, place) => isoDay('1990-01-01') + place,
  );
  const dateOf = (day: number) => new Date(day * 86_400_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const formatters = new Map<string, Intl.DateTimeFormat>();
  const english = (day: number, options: Intl.DateTimeFormatOptions, locale = 'en-GB') => {
    const key = locale + JSON.stringify(options);
    // Making a formatter costs a hundred times what using it does.
    if (!formatters.has(key))
      formatters.set(key, new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }));
    return formatters.get(key)!.format(dateOf(day));
  };
  const parts = (day: number) => [
    dateOf(day).getUTCFullYear(),
    dateOf(day).getUTCMonth() + 1,
    dateOf(day).getUTCDate(),
  ];
  const arabic = (text: string) => text.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]);
  const styles: [style: string, format: ColumnFormat, write: (day: number) => string][] = [
    ['ISO', 'date', (day) => isoOf(day)!],
    ['ISO with a clock', 'date', (day) => `${isoOf(day)}T23:59:59`],
    ['compact', 'date', (day) => isoOf(day)!.replaceAll('-', '')],
    ['day first', 'dateDayFirst', (day) => (([y, m, d]) => `${d}/${m}/${y}`)(parts(day))],
    [
      'day first, two-digit year',
      'dateDayFirst',
      (day) => (([y, m, d]) => `${two(d)}.${two(m)}.${two(y % 100)}`)(parts(day)),
    ],
    [
      'month first',
      'dateMonthFirst',
      (day) => (([y, m, d]) => `${two(m)}/${two(d)}/${y} 1:05 PM`)(parts(day)),
    ],
    ['Arabic digits', 'dateDayFirst', (day) => arabic((([y, m, d]) => `${d}/${m}/${y}`)(parts(day)))],
    ['English short', 'date', (day) => english(day, { day: 'numeric', month: 'short', year: 'numeric' })],
    [
      'English long',
      'date',
      (day) => english(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, 'en-US'),
    ],
    [
      'Arabic of Egypt',
      'date',
      (day) => english(day, { day: 'numeric', month: 'long', year: 'numeric' }, 'ar-EG'),
    ],
    [
      'Arabic of Lebanon',
      'date',
      (day) => english(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, 'ar-LB'),
    ],
    [
      'Arabic of Morocco',
      'date',
      (day) => english(day, { day: 'numeric', month: 'long', year: 'numeric' }, 'ar-MA'),
    ],
    [
      'Arabic of Algeria',
      'date',
      (day) => english(day, { day: 'numeric', month: 'long', year: 'numeric' }, 'ar-DZ'),
    ],
    [
      'Hijri',
      'dateHijri',
      (day) => {
        const read = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
          timeZone: 'UTC',
          year: 'numeric',
          month: 'numeric',
          day: 'numeric',
        });
        const part = Object.fromEntries(
          read.formatToParts(dateOf(day)).map(({ type, value }) => [type, Number(value)]),
        );
        return arabic(`${part.year}/${two(part.month)}/${two(part.day)}`);
      },
    ],
    [
      'Hijri in words',
      'dateHijri',
      (day) =>
        english(day, { day: 'numeric', month: 'long', year: 'numeric' }, 'ar-SA-u-ca-islamic-umalqura'),
    ],
    ['Excel', 'dateExcel', (day) => String(day + 25_569)],
    ['Unix seconds', 'dateUnixSeconds', (day) => String(day * 86_400 + 86_399)],
    ['Unix milliseconds', 'dateUnixMilliseconds', (day) => String(day * 86_400_000)],
  ];
  it.each(styles)('every day from 1990 to 2035 comes back from %s', async (_, format, write) => {
    const texts = all.map(write);
    expect(await evaluate(texts, daySql(column(texts.slice(0, 40)), format, 'UTC'))).toEqual(all);
    if (format.startsWith('dateExcel') || format.startsWith('dateUnix')) return;
    expect(texts.map((text) => readDate(text, format as 'date')?.day)).toEqual(all);
  });

  it('the Hijri table ends where its calendar does', () => {
    expect(hijriDay(1300, 1, 1)).toBe(isoDay('1882-11-12'));
    expect(hijriDay(1299, 12, 1)).toBe(null);
    expect(hijriDay(1501, 1, 1)).toBe(null);
    expect(hijriDay(1500, 12, 29)).toBeGreaterThan(isoDay('2077-01-01'));
    expect(hijriDay(1445, 13, 1)).toBe(null);
    expect(hijriDay(1445, 1, 0)).toBe(null);
  });
});

describe('yes and no', () => {
  it('are read in both languages', async () => {
    const texts = [
      'Yes',
      'N',
      'TRUE',
      '0',
      ' نعم',
      'لا',
      '١',
      'Churned',
      'active',
      'غادر',
      'نشط',
      'perhaps',
      '',
      'منقطع',
      'خطأ',
      'خطا',
    ];
    const expected = [
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      true,
      false,
      true,
      false,
      null,
      null,
      true,
      false,
      false,
    ];
    expect(texts.map(readBoolean)).toEqual(expected);
    expect(await evaluate(texts, booleanSql(column()))).toEqual(expected);
  });
});

describe('texts', () => {
  it('keep leading zeros, lose what surrounds them, and are missing where a marker stands', async () => {
    const texts = [
      '007',
      ' a ',
      '\u00a0b\u200f',
      '\tc\n',
      'NULL',
      'N/A',
      '-',
      '—',
      '\\N',
      'غير متوفر',
      '',
      '  ',
      'None',
      'Na',
      'nil',
      'أحمد',
      '!',
      null,
    ];
    const expected = [
      '007',
      'a',
      'b',
      'c',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'None',
      'Na',
      'nil',
      'أحمد',
      '!',
      null,
    ];
    expect(await evaluate(texts, customerSql(column()))).toEqual(expected);
    expect(await evaluate(texts, textSql(column()))).toEqual(expected);
    const filled = (kind: 'text' | 'value') => evaluate(texts, isFilledSql(column(), kind));
    expect(await filled('text')).toEqual(expected.map((text) => text !== null));
    expect(await filled('value')).toEqual(
      expected.map((text) => text !== null && !['None', 'Na', 'nil'].includes(text)),
    );
    for (const kind of ['text', 'value'] as const)
      expect(texts.map((text) => !isMissing(text, kind))).toEqual(await filled(kind));
  });

  it('are mended only as asked', async () => {
    const texts = ['123.0', '0123.00', '1.5', 'A.0', 'Sara  Ali', 'Sara @X.com', 'AbC'];
    const by = (...fixes: Fix[]) => evaluate(texts, customerSql(column(), fixes));
    expect(await by()).toEqual(texts);
    expect(await by('wholeNumber')).toEqual(['123', '0123', ...texts.slice(2)]);
    expect(await by('lowerCase')).toEqual([
      '123.0',
      '0123.00',
      '1.5',
      'a.0',
      'sara  ali',
      'sara @x.com',
      'abc',
    ]);
    expect(await by('noBlanks')).toEqual([...texts.slice(0, 4), 'Sara Ali', 'Sara@X.com', 'AbC']);
    expect(await by('lowerCase', 'wholeNumber', 'noBlanks')).toEqual([
      '123',
      '0123',
      '1.5',
      'a.0',
      'sara ali',
      'sara@x.com',
      'abc',
    ]);
    for (const fix of ['wholeNumber', 'noBlanks'] as const)
      expect(texts.map(mend[fix])).toEqual(await by(fix));
  });

  it('of floats have no ".0"', async () => {
    const sql = customerSql({ name: 'x', type: 'DOUBLE' });
    const answer = await database.run(
      `SELECT ${sql} AS value FROM (VALUES (123.0::DOUBLE), (1.5), (NULL)) AS t(x)`,
      never,
    );
    expect([...answer.getChild('value')!]).toEqual(['123', '1.5', null]);
  });
});

describe('the guess and the engine', () => {
  const pieces = fc.constantFrom(
    ...[
      '0',
      '1',
      '2',
      '12',
      '31',
      '45',
      '2024',
      '1445',
      '٥',
      '٢٠',
      '۷',
      '/',
      '-',
      '.',
      ',',
      '٫',
      '٬',
      '،',
      ' ',
      '\u00a0',
      ':',
      '10:30',
      'T',
      'Z',
    ],
    ...[
      '+03:00',
      '+',
      '(',
      ')',
      '%',
      '٪',
      'SAR',
      'ر.س',
      '$',
      'e',
      'E5',
      'Jan',
      'may',
      'يناير',
      'رمضان',
      'كانون الثاني',
      'هـ',
      'م',
      'PM',
      'Fri,',
      '\u200f',
      "'",
      '"',
      '\\',
      '_',
      '\t',
    ],
    ...['inf', 'nan', 'null', 'epoch', '+-', '−', 'İ', 'ſ', 'K', '٠٠', '000', '234', 'x', '💥'],
  );
  const ugly = fc.oneof(
    fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join('')),
    fc
      .string({ unit: 'binary', maxLength: 12 })
      .map((text) => [...text].filter((sign) => !'\0\u0001\u001f'.includes(sign)).join('')),
  );
  const habits = [
    [],
    ['1,234.5'],
    ['12'],
    ['31/12/2024'],
    ['2024-01-05'],
    ['2024-01-05 10:00:00'],
    ['5 Jan 2024'],
    ['2024-01-05T10:00:00+03:00'],
    ['١٢'],
    ['1.234,5 €'],
  ];

  it('agree on every text, whatever the rest of the column looks like', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(ugly, { minLength: 200, maxLength: 400 }),
        fc.constantFrom(...habits),
        async (texts, habit) => {
          const given = column(habit);
          const sql = [
            ...(['number', 'numberComma'] as const).map((format) => numberSql(given, format)),
            ...[...writtenDateFormats, ...numberedDateFormats].map((format) => daySql(given, format, 'UTC')),
            booleanSql(given),
            isFilledSql(given),
          ];
          const pure: ((text: string) => unknown)[] = [
            ...(['number', 'numberComma'] as const).map(
              (format) => (text: string) => readNumber(text, format),
            ),
            ...writtenDateFormats.map((format) => (text: string) => {
              const read = readDate(text, format);
              return read && (read.instant === null ? read.day : Math.floor(read.instant / 1440));
            }),
            ...numberedDateFormats.map((format) => (text: string) => {
              const count = readDateCount(text, format);
              const perDay = { dateExcel: 1, dateUnixSeconds: 86_400, dateUnixMilliseconds: 86_400_000 }[
                format
              ];
              return count === null
                ? null
                : Math.floor(count / perDay) + (format === 'dateExcel' ? -25_569 : 0);
            }),
            readBoolean,
            (text) => !isMissing(text, 'value'),
          ];
          for (const [place, expression] of sql.entries()) {
            const bySql = await evaluate(texts, expression);
            const differing = texts.flatMap((text, index) => {
              const expected = pure[place](text);
              return Object.is(expected, bySql[index]) || expected === bySql[index]
                ? []
                : [{ place, text, expected, bySql: bySql[index] }];
            });
            expect(differing).toEqual([]);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
