import {
  Bool,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  Int64,
  Table,
  TimestampMicrosecond,
  Utf8,
  tableFromIPC,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow';
import { readParquet } from 'parquet-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, never, readAll, startDatabase } from '../../../test/helpers/read-table';
import type { Database } from '../../duckdb/database';
import { nodePlatform } from '../../duckdb/node';
import { openParquet } from './open-parquet';
import { writeParquet } from './write-parquet';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const table = new Table({
  عميل: vectorFromArray(['007', 'محل, "١"', null], new Utf8()),
  segment: vectorFromArray(['loyal', 'new', 'loyal'], new Dictionary(new Utf8(), new Int32())),
  orders: vectorFromArray([1, -2, null], new Int32()),
  points: vectorFromArray([9_007_199_254_740_993n, null, -1n], new Int64()),
  revenue: vectorFromArray([0.1, null, -12.5], new Float64()),
  churned: vectorFromArray([true, false, null], new Bool()),
  first_day: vectorFromArray([day('2010-12-01'), day('1969-12-31'), null], new DateDay()),
  seen: vectorFromArray([Date.parse('2011-12-09T12:50:00.250Z'), null, 0], new TimestampMicrosecond()),
});
const bytesOf = (some: Table): Uint8Array => tableToIPC(some, 'stream');

test('our own reader reads back the values and types that were written', async () => {
  const file = await writeParquet(nodePlatform, bytesOf(table));
  expect(new TextDecoder().decode(file.slice(0, 4))).toBe('PAR1');
  const reader = await openParquet(database, nodePlatform, [fileOf('out.parquet', file)], never);
  const { types, rows } = await readAll(database, reader);
  expect(types).toEqual({
    عميل: 'VARCHAR',
    segment: 'VARCHAR',
    orders: 'INTEGER',
    points: 'BIGINT',
    revenue: 'DOUBLE',
    churned: 'BOOLEAN',
    first_day: 'DATE',
    seen: 'TIMESTAMP',
  });
  expect(rows).toEqual([
    ['007', 'loyal', '1', '9007199254740993', '0.1', 'true', '2010-12-01', '2011-12-09 12:50:00.25'],
    ['محل, "١"', 'new', '-2', null, null, 'false', '1969-12-31', null],
    [null, 'loyal', null, '-1', '-12.5', null, null, '1970-01-01 00:00:00'],
  ]);
});

test('a table without rows keeps its columns', async () => {
  const file = await writeParquet(nodePlatform, bytesOf(table.slice(0, 0)));
  const read = tableFromIPC(readParquet(file).intoIPCStream());
  expect([read.numRows, read.schema.names]).toEqual([0, table.schema.names]);
});

test('what is no table is an error with a code', async () => {
  await expect(writeParquet(nodePlatform, Uint8Array.of(1, 2, 3))).rejects.toMatchObject({
    code: 'queryFailed',
  });
});
