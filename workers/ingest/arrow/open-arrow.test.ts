import type { RecordBatch } from 'apache-arrow';
import {
  Bool,
  Decimal,
  Dictionary,
  DurationMillisecond,
  Float16,
  Int32,
  Int64,
  Int8,
  List,
  RecordBatchStreamWriter,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
  Field,
} from 'apache-arrow';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compressedStream,
  lz4Frame,
  makeData,
  makeVector,
  records,
  texts,
  zstdFrame,
} from '../../../test/import-corpus/arrow-bytes';
import { codeOf, fileOf, never, readAll, startDatabase } from '../../../test/helpers/read-table';
import type { Database } from '../../duckdb/database';
import { nodePlatform } from '../../duckdb/node';
import { openArrow } from './open-arrow';

describe('reading Arrow', () => {
  let database: Database;
  beforeAll(async () => {
    database = await startDatabase();
  });
  afterAll(() => database.stop());

  const open = (bytes: Uint8Array) => openArrow(database, nodePlatform, [fileOf('a.arrow', bytes)], never);
  const read = async (bytes: Uint8Array) => readAll(database, await open(bytes));

  const plain = new Table({
    name: texts(['a', null, 'ب']),
    count: vectorFromArray([1, 2, null], new Int32()),
  });
  const expected = [
    ['a', '1'],
    [null, '2'],
    ['ب', null],
  ];

  it.each([
    ['a stream', tableToIPC(plain, 'stream')],
    ['a file with a footer', tableToIPC(plain, 'file')],
    ['LZ4', compressedStream(plain, 0, lz4Frame)],
    ['Zstandard', compressedStream(plain, 1, zstdFrame)],
  ])('reads %s', async (_, bytes) => {
    const { rows, types } = await read(bytes);
    expect(types).toEqual({ name: 'VARCHAR', count: 'INTEGER' });
    expect(rows).toEqual(expected);
  });

  it('reads types the engine refuses, flattens records, names what it leaves', async () => {
    const words = new Uint32Array(16);
    words[0] = 12_345;
    words.fill(0xffffffff, 8);
    const bytes = tableToIPC(
      new Table({
        id: vectorFromArray([1, 2], new Int8()),
        half: vectorFromArray([-2.25, null], new Float16()),
        wide: makeVector(makeData({ type: new Decimal(2, 40, 256), length: 2, data: words })),
        list: vectorFromArray([[1], null], new List(new Field('item', new Int32(), true))),
        took: vectorFromArray([1n, 2n], new DurationMillisecond()),
        shop: records([
          { city: 'x', shop: null, tags: [1] },
          { city: 'y', shop: { branch: 'z' }, tags: null },
        ]),
        ID: vectorFromArray([3, 4], new Int8()),
        '': texts(['p', 'q']),
      }),
      'file',
    );
    const reader = await open(bytes);
    expect(reader.samples.map(({ name, named }) => [name, named])).toEqual(
      [
        ['id', 'header'],
        ['half', 'header'],
        ['wide', 'header'],
        ['shop.city', 'header'],
        ['shop.shop.branch', 'header'],
        ['ID_2', 'repeated'],
        ['column_8', 'blank'],
      ].map(([name, named]) => [name === 'column_8' ? reader.samples.at(-1)!.name : name, named]),
    );
    expect(reader.unread).toEqual([
      { name: 'list', reason: 'nested' },
      { name: 'took', reason: 'type' },
      { name: 'shop.tags', reason: 'nested' },
    ]);
    const { rows } = await readAll(database, reader);
    expect(rows).toEqual([
      ['1', '-2.25', '123.45', 'x', null, '3', 'p'],
      ['2', null, '-0.01', 'y', 'z', '4', 'q'],
    ]);
    expect((await readAll(database, reader, ['ID_2', 'half'])).rows).toEqual([
      ['-2.25', '3'],
      [null, '4'],
    ]);
  });

  it('reads many batches, and dictionaries that are replaced', async () => {
    const dictionary = new Dictionary(new Utf8(), new Int32());
    const values = Array.from({ length: 900 }, (_, row) => `v${row % 90}`);
    const column = vectorFromArray(values, dictionary);
    const table = new Table({
      column,
      row: vectorFromArray(
        values.map((_, row) => row),
        new Int32(),
      ),
    });
    const writer = new RecordBatchStreamWriter();
    for (let from = 0; from < 900; from += 100)
      writer.write(table.slice(from, from + 100).batches[0] as RecordBatch);
    writer.finish();
    const { rows } = await read(writer.toUint8Array(true));
    expect(rows).toEqual(values.map((value, row) => [value, String(row)]));
  });

  it('gives back any table, however it is packed', async () => {
    const row = fc.record({
      text: fc.option(fc.string({ unit: 'grapheme' })),
      whole: fc.option(fc.integer()),
      wide: fc.option(fc.maxSafeInteger()),
      // Arrow's own writer in JavaScript leaves out the bits of a column without any value, which no other reader takes.
      flag: fc.boolean(),
      kind: fc.option(fc.constantFrom('a', 'ب', '')),
    });
    type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;
    const tableOf = (rows: Row[]) =>
      new Table({
        text: texts(rows.map(({ text }) => text)),
        whole: vectorFromArray(
          rows.map(({ whole }) => whole),
          new Int32(),
        ),
        wide: vectorFromArray(
          rows.map(({ wide }) => (wide === null ? null : BigInt(wide))),
          new Int64(),
        ),
        flag: vectorFromArray(
          rows.map(({ flag }) => flag),
          new Bool(),
        ),
        kind: vectorFromArray(
          rows.map(({ kind }) => kind),
          new Dictionary(new Utf8(), new Int32()),
        ),
      });
    const packed = {
      stream: (table: Table) => tableToIPC(table, 'stream'),
      file: (table: Table) => tableToIPC(table, 'file'),
      lz4: (table: Table) => compressedStream(table, 0, lz4Frame),
      zstandard: (table: Table) => compressedStream(table, 1, zstdFrame),
    };
    const written = (value: string | number | boolean | null) => (value === null ? null : String(value));
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...Object.values(packed)),
        async (given, pack) => {
          const { rows } = await read(pack(tableOf(given)));
          expect(rows).toEqual(
            given.map(({ text, whole, wide, flag, kind }) => [text, whole, wide, flag, kind].map(written)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says which older format it does not read', async () => {
    await expect(open(new TextEncoder().encode('FEA1xxxxFEA1'))).rejects.toMatchObject({
      code: 'fileUnsupported',
      details: { values: { kind: 'Feather V1' } },
    });
  });

  it('does not believe that there are a thousand million of anything', async () => {
    for (const good of [tableToIPC(plain, 'file'), compressedStream(plain, 0, lz4Frame)]) {
      for (let place = 0; place + 4 <= good.length; place += 4) {
        const bad = good.slice();
        new DataView(bad.buffer).setInt32(place, 2 ** 30, true);
        expect(['no error', 'fileUnreadable', 'fileEmpty']).toContain(await codeOf(read(bad)));
      }
    }
  });

  it('meets any damage with a readable error, and goes on afterwards', async () => {
    const table = plain.assign(
      new Table({ kind: vectorFromArray(['x', 'y', 'x'], new Dictionary(new Utf8(), new Int32())) }),
    );
    const codes = ['no error', 'fileUnreadable', 'fileEmpty'];
    for (const good of [
      tableToIPC(table, 'file'),
      tableToIPC(table, 'stream'),
      compressedStream(plain, 0, lz4Frame),
    ]) {
      await fc.assert(
        fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
          const bad = good.slice();
          bad[place] ^= change;
          expect(codes).toContain(await codeOf(read(bad)));
        }),
        { numRuns: 100 },
      );
    }
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
        const mark = new TextEncoder().encode('ARROW1');
        expect(await codeOf(read(Uint8Array.from([...mark, 0, 0, ...noise, ...mark])))).toBe(
          'fileUnreadable',
        );
      }),
      { numRuns: 40 },
    );
    expect((await read(tableToIPC(plain, 'file'))).rows).toEqual(expected);
  });
});
