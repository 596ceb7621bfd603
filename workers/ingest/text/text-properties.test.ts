import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTemporary } from '../../../test/helpers/small-data';
import { Database } from '../../duckdb/database';
import { EngineError } from '../../duckdb/engine-error';
import { nodeFile, nodePlatform } from '../../duckdb/node';
import type { Dialect } from './dialect';
import { openText } from './open-text';
import { charactersOf } from './transcode';

const never = new AbortController().signal;
let database: Database;
beforeAll(async () => {
  database = await Database.start(nodePlatform, () => undefined);
});
afterAll(() => database.stop());

type Texts = (string | null)[][];
type Written = Dialect & {
  lineEnd: string;
  encoding: 'utf-8' | 'utf-8-mark' | 'utf-16le' | 'utf-16be' | 'windows-1256';
  hasHeader: boolean;
  titles: string[];
  quoteAll: boolean;
  isPacked: boolean;
};

/** A table as such a file would have it; written apart from the code that reads it. */
function write(names: string[], rows: Texts, how: Written): Uint8Array {
  const { delimiter, quote, escape } = how;
  const field = (text: string | null) => {
    if (text === null) return '';
    const needs = how.quoteAll || /["'\r\n\\]|^\s|\s$/.test(text) || text.includes(delimiter);
    if (!quote || !needs) return text;
    const inner =
      escape === 'doubled'
        ? text.replaceAll(quote, quote + quote)
        : text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
    return quote + inner + quote;
  };
  const lines = [
    ...how.titles,
    ...[...(how.hasHeader ? [names] : []), ...rows].map((row) => row.map(field).join(delimiter)),
  ];
  const text = lines.map((line) => line + how.lineEnd).join('');
  const bytes = encode(text, how.encoding);
  return how.isPacked ? gzipSync(bytes) : bytes;
}

function encode(text: string, encoding: Written['encoding']): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8-mark') return Buffer.from(`\ufeff${text}`);
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  const characters = charactersOf('windows-1256');
  return Uint8Array.from(text, (character) => Math.max(0, characters.indexOf(character)));
}

async function readBack(bytes: Uint8Array, reading: Record<string, string>, pieceBytes?: number) {
  const reader = await openText(
    [await nodeFile(writeTemporary('property.csv', bytes))],
    reading,
    never,
    pieceBytes,
  );
  await database.run('DROP TABLE IF EXISTS raw', never);
  await database.run('DROP TABLE IF EXISTS raw_rejected', never);
  const columns = reader.samples.map(({ name }) => name);
  const target = { database, namespace: 'memory.main', table: 'raw', columns, types: {} };
  const outcome = await reader.readInto(target, never, () => undefined);
  const rows = [...(await database.run('SELECT * FROM raw', never))].map((row) =>
    Object.values(row.toJSON()),
  );
  return { columns, rows, outcome, reader };
}

const units = [
  'a',
  'Z',
  '7',
  '.',
  ' ',
  ',',
  ';',
  '\t',
  '|',
  ':',
  '"',
  "'",
  '\n',
  '\r\n',
  '\\',
  'م',
  'ر',
  'ح',
  'ة',
  '،',
  '٣',
  'é',
  '€',
  '-',
  'NULL',
];
const anyText = fc
  .array(fc.constantFrom(...units), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''));
/** Blank texts are missing values: the reader does not tell "" from nothing, and rows of blanks are none. */
const cell = fc.option(anyText, { nil: null, freq: 6 });

const written = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', '^', '~', '\x01'),
  quote: fc.constantFrom('"' as const, "'" as const),
  escape: fc.constantFrom('doubled' as const, 'backslash' as const),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom(
    'utf-8' as const,
    'utf-8-mark' as const,
    'utf-16le' as const,
    'utf-16be' as const,
    'windows-1256' as const,
  ),
  hasHeader: fc.boolean(),
  titles: fc.constantFrom<string[]>([], ['Sales report'], ['تقرير المبيعات', '', 'printed today']),
  quoteAll: fc.boolean(),
  isPacked: fc.boolean(),
});

/** What can't be told from the bytes: control characters that stand for no text in an encoding, backslashes that may be escapes. */
function canBeWritten(rows: Texts, how: Written): boolean {
  const texts = rows.flat().filter((text) => text !== null);
  const one = charactersOf('windows-1256');
  if (
    how.encoding === 'windows-1256' &&
    texts.some((text) => [...text].some((character) => !one.includes(character)))
  )
    return false;
  return how.escape === 'backslash' || texts.every((text) => !text.includes('\\'));
}

const names = ['customer', 'التاريخ', 'amount', 'note'];

describe('any table written as text', () => {
  it('comes back as it was when it is said how it is written', async () => {
    const table = fc.array(fc.tuple(fc.constantFrom('c1', 'c22', 'عميل'), cell, cell, cell), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(table, written, async (rows, how) => {
        fc.pre(canBeWritten(rows, how));
        const header = how.hasHeader ? how.titles.length + 1 : 0;
        // Without a header, a title is a row of its own.
        const titles = how.hasHeader ? how.titles : [];
        // One more row shows how a quote is escaped, which is not for the person to say.
        const shown: Texts =
          how.escape === 'backslash' ? [['q', `x${how.quote}y`, null, 'z'], ...rows] : rows;
        const bytes = write(names, shown, { ...how, titles });
        const reading = {
          delimiter: how.delimiter,
          quote: how.quote,
          header: String(header),
          encoding: how.encoding.replace('-mark', ''),
        };
        const { rows: back, columns, outcome } = await readBack(bytes, reading);
        expect(outcome.rejected).toBe(0);
        expect(back).toEqual(shown);
        if (how.hasHeader) expect(columns).toEqual(names);
        else expect(columns).toEqual(['column_1', 'column_2', 'column_3', 'column_4']);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('comes back as it was when nothing is said and it looks like a table', async () => {
    const digits = fc.integer({ min: 100, max: 99_999 });
    const day = fc.integer({ min: 10, max: 28 }).map((number) => `2024-01-${number}`);
    const word = fc.constantFrom(
      'Riyadh',
      'جدة',
      'Al-Khobar, east',
      'مكة; المكرمة',
      'say "hi"',
      'two\nlines',
      "it's",
      null,
    );
    const row = fc.tuple(
      digits.map((number) => `C${number}`),
      day,
      digits.map(String),
      word,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 8, maxLength: 40 }), written, async (rows, how) => {
        fc.pre(how.quote === '"' || how.quoteAll);
        fc.pre(canBeWritten(rows, how));
        const {
          rows: back,
          outcome,
          columns,
        } = await readBack(
          write(names, rows, { ...how, encoding: how.encoding === 'windows-1256' ? 'utf-8' : how.encoding }),
          {},
        );
        expect(back).toEqual(rows);
        expect(outcome.rejected).toBe(0);
        expect(columns[0]).toBe(how.hasHeader ? 'customer' : 'column_1');
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('random bytes give a table or an error with a code, and each record is a row or listed', async () => {
    const structured = fc
      .array(
        fc.constantFrom(
          ...units.map((unit) => Buffer.from(unit)),
          Buffer.from([0xff]),
          Buffer.from([0]),
          Buffer.from('\n'),
          Buffer.from(','),
        ),
        { maxLength: 200 },
      )
      .map((parts) => new Uint8Array(Buffer.concat(parts)));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), structured), async (bytes) => {
        try {
          const { outcome, rows, reader } = await readBack(bytes, {});
          expect(rows.length).toBe(outcome.rows);
          const listed = await database.run('SELECT * FROM raw_rejected', never);
          expect(listed.numRows).toBe(outcome.rejected);
          const lines = await reader.linesOf(
            rows.map((_, row) => row),
            never,
          );
          expect([...lines].sort((one, other) => one - other)).toEqual(lines);
        } catch (thrown) {
          if (!(thrown instanceof EngineError)) throw thrown;
          expect(['queryFailed', 'engineFailed']).not.toContain(thrown.code);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
