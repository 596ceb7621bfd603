import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, fileOf, never, readAll, startDatabase } from '../../../test/helpers/read-table';
import {
  formula,
  none,
  number,
  text,
  truth,
  xlsxBytes,
  type SheetXml,
} from '../../../test/import-corpus/xlsx-bytes';
import type { Reading } from '../../api';
import type { Database } from '../../duckdb/database';
import { openXlsx } from './open-xlsx';

describe('reading workbooks', () => {
  let database: Database;
  beforeAll(async () => {
    database = await startDatabase();
  });
  afterAll(() => database.stop());

  const open = (bytes: Uint8Array, reading: Reading = {}) =>
    openXlsx([fileOf('a.xlsx', bytes)], reading, never);
  const read = async (bytes: Uint8Array, reading: Reading = {}) =>
    readAll(database, await open(bytes, reading));
  const sheet = (rows: SheetXml['rows'], merges: string[] = []) =>
    xlsxBytes({ sheets: [{ name: 'S', rows, merges }], formats: [14] });
  const names = (bytes: Uint8Array, reading: Reading = {}) =>
    open(bytes, reading).then(({ samples }) => samples.map(({ name }) => name));

  const header = ['id', 'day', 'paid'].map(text);
  const body = [
    [text('007'), number(45296, 1), number('0.30000000000000004')],
    [text('ب'), number(45297, 1), number(12)],
  ];
  const expected = [
    ['007', '2024-01-05', '0.3'],
    ['ب', '2024-01-06', '12'],
  ];

  it('reads a table and knows the rows of the sheet', async () => {
    const reader = await open(sheet([[text('Report')], [], header, body[0], [], body[1]]));
    expect(reader.samples.map(({ name, type }) => [name, type])).toEqual([
      ['id', 'VARCHAR'],
      ['day', 'VARCHAR'],
      ['paid', 'VARCHAR'],
    ]);
    expect(reader.reading).toMatchObject([
      { setting: 'sheet', value: 'S', options: ['S'] },
      { setting: 'header', value: '3', options: ['0', '1', '3', '4', '6'] },
    ]);
    expect((await readAll(database, reader)).rows).toEqual(expected);
    expect(await reader.linesOf([0, 1], never)).toEqual([4, 6]);
    expect((await readAll(database, reader, ['paid', 'id'])).rows).toEqual(
      expected.map(([id, , paid]) => [id, paid]),
    );
  });

  it('sets sums, repeated headers and rows with too many cells apart', async () => {
    const sum = [text('Total'), none, formula('SUM(C2:C4)', 12.3)];
    const { rows, rejected } = await read(sheet([header, body[0], header, body[1], sum]));
    expect(rows).toEqual(expected);
    expect(rejected.map(([line, , reason]) => [line, reason])).toEqual([
      [3, 'repeatedHeader'],
      [5, 'totalsRow'],
    ]);
    const many = Array.from({ length: 2200 }, () => body[0]);
    const wide = await read(sheet([header, ...many, [...body[1], none, text('note')]]));
    expect([wide.rows.length, wide.rejected]).toEqual([
      2200,
      [[2202, 'ب\t2024-01-06\t12\t\tnote', 'tooManyColumns']],
    ]);
  });

  it('names columns below joined groups', async () => {
    const groups = [
      [text('Customer'), text('Order'), none, text('Shop'), none],
      [none, text('Day'), text('Paid'), text('City'), text('Street')],
      [...body[0], text('x'), text('y')],
      [...body[1], text('x'), text('y')],
    ];
    expect(await names(sheet(groups, ['A1:A2', 'B1:C1', 'D1:E1']))).toEqual([
      'Customer',
      'Order Day',
      'Order Paid',
      'Shop City',
      'Shop Street',
    ]);
    const titled = [[text('All orders of 2024'), none, none], header, ...body];
    expect(await names(sheet(titled, ['A1:C1']))).toEqual(['id', 'day', 'paid']);
  });

  it('offers the visible sheets and takes the one asked for', async () => {
    const bytes = xlsxBytes({
      sheets: [
        { name: 'Cover', rows: [[text('Hello')]] },
        { name: 'Hidden', rows: [header, ...body], state: 'veryHidden' },
        { name: 'Orders', rows: [header, ...body] },
      ],
      formats: [14],
    });
    expect((await open(bytes)).reading[0]).toMatchObject({ value: 'Orders', options: ['Cover', 'Orders'] });
    expect((await open(bytes, { sheet: 'Hidden' })).reading[0].value).toBe('Hidden');
    expect(await names(bytes, { header: '0' })).toEqual(['column_1', 'column_2', 'column_3']);
  });

  it('reads files of other programs: prefixes, no places of cells, text in formulas', async () => {
    const rows =
      '<x:row><x:c t="str"><x:v>id</x:v></x:c><x:c t="str"><x:v>n</x:v></x:c></x:row><x:row/><x:row><x:c t="str"><x:f>A1</x:f><x:v>a&amp;b</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row>';
    const bytes = sheet(rows.replaceAll('x:', ''));
    expect((await read(bytes)).rows).toEqual([['a&b', '5']]);
  });

  it('refuses what unpacks to more than 1 GB before unpacking it', async () => {
    const bytes = sheet([header, ...body]);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    // The length of an entry stands in the table of contents, 24 bytes behind its signature.
    const contents = bytes.findIndex(
      (_, at) => at + 4 < bytes.length && view.getUint32(at, true) === 0x02014b50,
    );
    view.setUint32(contents + 24, 0x7fffffff, true);
    expect(await codeOf(read(bytes))).toBe('fileUnreadable');
  });

  it.each([
    ['an older workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0), 'fileUnsupported'],
    ['an archive that is no workbook', zipSync({ 'a.txt': strToU8('x') }), 'fileUnreadable'],
    ['a workbook without rows', xlsxBytes({ sheets: [{ name: 'S', rows: [] }] }), 'fileEmpty'],
    ['a header without rows', xlsxBytes({ sheets: [{ name: 'S', rows: [header] }] }), 'fileEmpty'],
    [
      'a sheet whose XML is damaged',
      xlsxBytes({ sheets: [{ name: 'S', rows: '<row><c><v>1</x></row>' }] }),
      'fileUnreadable',
    ],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await codeOf(read(bytes))).toBe(code);
  });

  it('gives any table back as it was', async () => {
    const value = fc.oneof(
      fc.constant(null),
      fc
        .string({ unit: 'grapheme', maxLength: 10 })
        .filter(
          (each) =>
            /^[^\p{Cc}\ufffe\uffff]*\S[^\p{Cc}\ufffe\uffff]*$/u.test(each) && !/_x[0-9A-Fa-f]{4}_/.test(each),
        ),
      fc.integer(),
      fc.boolean(),
    );
    const row = fc.tuple(value, value, value).filter((cells) => cells.some((cell) => cell !== null));
    const cellOf = (cell: string | number | boolean | null) =>
      cell === null
        ? none
        : typeof cell === 'string'
          ? text(cell)
          : typeof cell === 'number'
            ? number(cell)
            : truth(cell);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (made) => {
        const bytes = sheet([
          ['first', 'second', 'third'].map(text),
          ...made.map((cells) => cells.map(cellOf)),
        ]);
        const { rows, rejected } = await read(bytes, { header: '1' });
        const isSum = (cells: (string | null)[]) =>
          rejected.some(([, text]) => text === cells.map((cell) => cell ?? '').join('\t'));
        const wanted = made.map((cells) => cells.map((cell) => (cell === null ? null : String(cell))));
        expect(rows).toEqual(wanted.filter((cells) => !isSum(cells)));
        expect(rejected.length).toBeLessThan(2);
      }),
      { numRuns: 40 },
    );
  });

  it('meets any damage with a readable error', async () => {
    const good = sheet([header, ...body]);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bad = good.slice();
        bad[place] ^= change;
        expect(['no error', 'fileUnreadable', 'fileEmpty', 'fileUnsupported', 'fileProtected']).toContain(
          await codeOf(read(bad)),
        );
      }),
      { numRuns: 100 },
    );
  });
});
