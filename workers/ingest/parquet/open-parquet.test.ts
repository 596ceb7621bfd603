import {
  Dictionary,
  FixedSizeBinary,
  Float64,
  Int32,
  Int64,
  Table,
  Timestamp,
  TimeUnit,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  asInt96,
  int96Bytes,
  makeData,
  makeVector,
  parquetBytes,
  records,
  texts,
  type Codec,
} from '../../../test/import-corpus/arrow-bytes';
import { codeOf, fileOf, never, readAll, startDatabase } from '../../../test/helpers/read-table';
import { dataPath, referencePresent } from '../../../test/helpers/reference';
import type { Database } from '../../duckdb/database';
import { nodeFile, nodePlatform } from '../../duckdb/node';
import { openParquet } from './open-parquet';

describe('reading Parquet', () => {
  let database: Database;
  beforeAll(async () => {
    database = await startDatabase();
  });
  afterAll(() => database.stop());

  const open = (...files: Uint8Array[]) =>
    openParquet(
      database,
      nodePlatform,
      files.map((bytes, index) => fileOf(`part-${index}.parquet`, bytes)),
      never,
    );
  const read = async (...files: Uint8Array[]) => readAll(database, await open(...files));

  const plain = new Table({
    name: texts(['a', null, 'c']),
    count: vectorFromArray([1, 2, null], new Int32()),
  });

  it.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4', 'LZ4_RAW'] satisfies Codec[])(
    'reads %s',
    async (codec) => {
      const { rows, types, outcome } = await read(parquetBytes(plain, codec, 2));
      expect(types).toEqual({ name: 'VARCHAR', count: 'INTEGER' });
      expect(rows).toEqual([
        ['a', '1'],
        [null, '2'],
        ['c', null],
      ]);
      expect(outcome).toEqual({ rows: 3, rejected: 0, keptAsText: [] });
    },
  );

  it('keeps an instant an instant and shows it with its offset', async () => {
    const zoned = vectorFromArray(
      [Date.UTC(2024, 0, 5, 22, 30), null],
      new Timestamp(TimeUnit.MILLISECOND, 'Asia/Riyadh'),
    );
    const reader = await open(parquetBytes(new Table({ at: zoned })));
    expect(reader.samples).toEqual([
      {
        name: 'at',
        named: 'header',
        type: 'TIMESTAMP WITH TIME ZONE',
        values: ['2024-01-05 22:30:00+00', null],
      },
    ]);
    expect((await readAll(database, reader)).rows).toEqual([
      [String(Date.UTC(2024, 0, 5, 22, 30) * 1000)],
      [null],
    ]);
  });

  it('reads moments of 96 bits', async () => {
    const days = [new Date('2024-01-05T22:30:00Z'), new Date('1969-12-31T23:59:59Z')];
    const column = makeVector(makeData({ type: new FixedSizeBinary(12), length: 2, data: int96Bytes(days) }));
    const { rows, types } = await read(asInt96(parquetBytes(new Table({ at: column }), 'UNCOMPRESSED')));
    expect(types).toEqual({ at: 'TIMESTAMP' });
    expect(rows).toEqual([['2024-01-05 22:30:00'], ['1969-12-31 23:59:59']]);
  });

  it('flattens records, names lists, and writes bytes as text', async () => {
    const uuid = makeVector(
      makeData({
        type: new FixedSizeBinary(16),
        length: 2,
        data: Uint8Array.from({ length: 32 }, (_, at) => at),
      }),
    );
    const nested = records([{ city: 'Riyadh', shop: { branch: 'x' }, tags: [1] }, null]);
    const table = new Table({ nested, uuid, last: vectorFromArray([1n, 2n], new Int64()) });
    const reader = await open(parquetBytes(table));
    expect(reader.unread).toEqual([{ name: 'nested.tags', reason: 'nested' }]);
    const { rows } = await readAll(database, reader);
    expect(rows).toEqual([
      ['Riyadh', 'x', '00010203-0405-0607-0809-0a0b0c0d0e0f', '1'],
      [null, null, '10111213-1415-1617-1819-1a1b1c1d1e1f', '2'],
    ]);
    expect((await readAll(database, reader, ['last', 'nested.shop.branch'])).rows).toEqual([
      ['x', '1'],
      [null, '2'],
    ]);
  });

  it('reads dictionaries that differ from row group to row group', async () => {
    const values = Array.from({ length: 5000 }, (_, row) =>
      row % 7 === 0 ? null : `v${Math.floor(row / 50)}`,
    );
    const column = vectorFromArray(values, new Dictionary(new Utf8(), new Int32()));
    const { rows } = await read(parquetBytes(new Table({ column }), 'ZSTD', 100));
    expect(rows.map(([value]) => value)).toEqual(values);
  });

  it('joins files in the order of their names’ numbers and widens their types', async () => {
    const further = new Table({ count: vectorFromArray([2.5], new Float64()), name: texts(['d']) });
    const files = [
      fileOf('day-10.parquet', parquetBytes(further)),
      fileOf('_SUCCESS', ''),
      fileOf('day-9.parquet', parquetBytes(plain)),
    ];
    const reader = await openParquet(database, nodePlatform, files, never);
    expect(reader.knownRows).toBe(4);
    const { rows, types } = await readAll(database, reader);
    expect(types).toEqual({ name: 'VARCHAR', count: 'DOUBLE' });
    expect(rows.at(-1)).toEqual(['d', '2.5']);
    const other = new Table({ name: texts(['d']), price: texts(['1']) });
    await expect(open(parquetBytes(plain), parquetBytes(other))).rejects.toMatchObject({
      code: 'filesDiffer',
      details: { values: { file: 'part-1.parquet', columns: 'count, price' } },
    });
  });

  it('stops when it is told to', async () => {
    const reader = await open(
      parquetBytes(new Table({ n: vectorFromArray(Array(5000).fill(1), new Int32()) }), 'ZSTD', 100),
    );
    const stop = new AbortController();
    const target = { database, namespace: 'memory.main', table: 'stopped', columns: ['n'], types: {} };
    expect(await codeOf(reader.readInto(target, stop.signal, () => stop.abort()))).toBe('cancelled');
  });

  it('meets any damage with a readable error, and goes on afterwards', async () => {
    const good = parquetBytes(plain, 'SNAPPY', 2);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bad = good.slice();
        bad[place] ^= change;
        expect(['no error', 'parquetUnreadable', 'fileEmpty']).toContain(await codeOf(read(bad)));
      }),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        const file = Uint8Array.from([0x50, 0x41, 0x52, 0x31, ...noise]);
        expect(await codeOf(read(file))).toBe('parquetUnreadable');
      }),
      { numRuns: 50 },
    );
    expect((await read(good)).rows).toHaveLength(3);
  });

  it('gives any table back as it was', async () => {
    const cell = fc.option(fc.string({ unit: 'grapheme', maxLength: 8 }));
    const row = fc.tuple(
      cell,
      fc.option(fc.integer()),
      fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (made, group) => {
          const table = new Table({
            a: texts(made.map(([value]) => value)),
            b: vectorFromArray(
              made.map(([, value]) => value),
              new Int32(),
            ),
            c: vectorFromArray(
              made.map(([, , value]) => value),
              new Int64(),
            ),
          });
          const { rows } = await read(parquetBytes(table, 'SNAPPY', group));
          expect(rows).toEqual(
            made.map((values) => values.map((value) => (value === null ? null : String(value)))),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it.skipIf(!referencePresent)('reads a real file', async () => {
    const reader = await openParquet(
      database,
      nodePlatform,
      [await nodeFile(dataPath('online_retail.parquet'))],
      never,
    );
    expect(reader.knownRows).toBe(541_909);
    const names = reader.samples.map(({ name }) => name);
    expect((await readAll(database, reader, names.slice(0, 1))).outcome.rows).toBe(541_909);
  });
});
