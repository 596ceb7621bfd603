import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, fileOf, never, readAll, startDatabase } from '../../../test/helpers/read-table';
import type { Database } from '../../duckdb/database';
import { openJson } from './open-json';

describe('reading JSON', () => {
  let database: Database;
  beforeAll(async () => {
    database = await startDatabase();
  });
  afterAll(() => database.stop());

  const open = (...texts: (string | Uint8Array)[]) =>
    openJson(
      texts.map((text, index) => fileOf(`${index}.json`, text)),
      never,
    );
  const read = async (...texts: (string | Uint8Array)[]) => readAll(database, await open(...texts));

  const rows = [
    ['007', '12345678901234567890', '1.50', null],
    ['ب\n', null, null, 'true'],
  ];
  const first = '{"id":"007","n":12345678901234567890,"x":{"y":1.50,"z":[1,{"a":2}]}}';
  const second = '{"late":true,"n":null,"id":"\\u0628\\n"}';

  it.each([
    ['lines', `${first}\n${second}\n`],
    ['lines with Windows ends and none at the last', `${first}\r\n${second}`],
    ['lines after a byte-order mark', `\ufeff${first}\n${second}`],
    ['lines packed with gzip', gzipSync(`${first}\n${second}`)],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${first}\n${second}`, 'utf16le'))],
    ['records after record marks', `\x1e${first}\n\x1e${second}\n`],
    ['a list', ` [ ${first} , ${second} ] `],
    ['a list over many lines', `[\n${first.replaceAll(',', ',\n ')},\n${second.replaceAll(',', ',\n ')}\n]`],
    ['records over many lines', `${first.replaceAll(',', ',\n')}\n${second.replaceAll(',', ',\n')}`],
    ['a list inside a record', `{"count":2,"errors":[],"data":[${first},${second}],"next":null}`],
  ])('reads %s', async (_, text) => {
    const reader = await open(text);
    expect(reader.samples.map(({ name }) => name)).toEqual(['id', 'n', 'x.y', 'late']);
    expect(reader.unread).toEqual([{ name: 'x.z', reason: 'nested' }]);
    expect(await readAll(database, reader)).toMatchObject({
      rows,
      rejected: [],
      outcome: { rows: 2, rejected: 0 },
    });
    expect((await readAll(database, reader, ['late', 'id'])).rows).toEqual(
      rows.map(([id, , , late]) => [id, late]),
    );
  });

  it('sets damaged lines apart and knows the lines of the others', async () => {
    const reader = await open(`\n{"a":1}\n{"a":\n\n5\n{"a":2} x\n{"a":3,"a":4}\n`);
    const { rows: found, rejected } = await readAll(database, reader);
    expect(found).toEqual([['1'], ['4']]);
    expect(rejected).toEqual([
      [3, '{"a":', 'other'],
      [5, '5', 'other'],
      [6, '{"a":2} x', 'other'],
    ]);
    expect(await reader.linesOf([0, 1], never)).toEqual([2, 7]);
  });

  it('sets items that are no records apart', async () => {
    expect(await read('[{"a":1},[2],"x",{"a":3}]')).toMatchObject({
      rows: [['1'], ['3']],
      rejected: [
        [2, '[2]', 'other'],
        [3, '"x"', 'other'],
      ],
    });
  });

  it('adds columns for keys that come after the head', async () => {
    const many = Array.from({ length: 180_000 }, (_, row) =>
      JSON.stringify({ row, filling: 'x'.repeat(90) }),
    );
    const reader = await open([...many, '{"row":"last","new":"here"}'].join('\n'));
    expect(reader.samples.map(({ name }) => name)).toEqual(['row', 'filling']);
    const { rows: found } = await readAll(database, reader, ['row']);
    expect([found.length, found[0], found.at(-1)]).toEqual([180_001, ['0', null], ['last', 'here']]);
  });

  it('joins several files by the names of their keys', async () => {
    expect((await read('{"a":1,"b":2}', '[{"b":3,"c":4}]')).rows).toEqual([
      ['1', '2', null],
      [null, '3', '4'],
    ]);
  });

  it.each([
    ['a list that does not end', '[{"a":1},{"a":', 'fileUnreadable'],
    ['an empty list', '[]', 'fileEmpty'],
    ['a list of numbers', '[1,2,3]', 'fileEmpty'],
    ['blanks', ' \n ', 'fileEmpty'],
    ['braces only', '{{{{', 'fileUnreadable'],
    ['a word', 'hello', 'fileUnreadable'],
    ['a thousand brackets', '['.repeat(100_000), 'fileUnreadable'],
    ['gzip that ends too soon', gzipSync('{"a":1}\n'.repeat(50)).subarray(0, 30), 'fileUnreadable'],
  ])('refuses %s', async (_, text, code) => {
    expect(await codeOf(read(text))).toBe(code);
  });

  const cell = fc.oneof(
    fc.constant(null),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer(),
    fc.boolean(),
  );
  const key = fc.stringMatching(/^[a-z]{1,6}$/);

  it('gives any records back as they were, one on each line or in a list', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, { minLength: 1, maxLength: 4 }),
        fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 30 }),
        fc.boolean(),
        async (names, values, isList) => {
          const made = values.map((each) =>
            Object.fromEntries(names.map((name, index) => [name, each[index]])),
          );
          const text = isList
            ? JSON.stringify(made, null, 1)
            : made.map((each) => JSON.stringify(each)).join('\n');
          const expected = values.map((each) =>
            names.map((_, index) => (each[index] === null ? null : String(each[index]).replaceAll('\0', ''))),
          );
          const found = (await read(text)).rows.map((row) =>
            row.map((value) => value?.replaceAll('\0', '') ?? null),
          );
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('meets any text with a readable error', async () => {
    const sign = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\n',
      ' ',
      'a',
      '1',
      '\\',
      'null',
      '{"a":1}',
      'é',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(sign, { maxLength: 40 }), async (signs) => {
        expect(['no error', 'fileUnreadable', 'fileEmpty']).toContain(
          await codeOf(read(`{${signs.join('')}`)),
        );
      }),
      { numRuns: 150 },
    );
  });
});
