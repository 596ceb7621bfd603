import {
  Table,
  Utf8,
  makeVector,
  tableToIPC,
  vectorFromArray,
  TimestampMicrosecond,
  Timestamp,
  TimeUnit,
} from 'apache-arrow';
import { Compression, Table as ParquetTable, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile, startEngine } from '../../test/helpers/engine';
import { writeTemporary } from '../../test/helpers/small-data';
import type { RetentionEngine } from '../engine';

const times = ['2023-01-05T23:30:00Z', '2023-02-06T12:00:00Z', '2023-03-07T12:00:00Z'];
const orders = new Table({
  customer_id: makeVector(Float64Array.of(7, 8, 7)),
  order_date: vectorFromArray(
    times.map((time) => Date.parse(time)),
    new TimestampMicrosecond(),
  ),
  amount: makeVector(Float64Array.of(10.5, 20, 30)),
  channel: vectorFromArray(['web', 'app', 'web'], new Utf8()),
});

function parquet(table: Table, compression: Compression): Uint8Array {
  const properties = new WriterPropertiesBuilder().setCompression(compression).setMaxRowGroupSize(2).build();
  return writeParquet(ParquetTable.fromIPCStream(tableToIPC(table, 'stream')), properties);
}

describe('reading Parquet', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  const codecs = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4_RAW'] as const;
  it.each(codecs)('reads %s, row group by row group', async (codec) => {
    const path = writeTemporary(`${codec}.parquet`, parquet(orders, Compression[codec]));
    expect(await openFile(engine, path)).toMatchObject({
      rowsRead: 3,
      customers: 2,
      orders: 3,
      revenue: 60.5,
      from: '2023-01-05',
      asOf: '2023-03-07',
      attributes: [{ name: 'channel', distinct: 2 }],
    });
  });

  it('writes a customer number stored as a float without its ".0"', async () => {
    await openFile(engine, writeTemporary('float.parquet', parquet(orders, Compression.SNAPPY)));
    const rows = await engine.query('SELECT customer FROM customers ORDER BY customer');
    expect([...rows].map(({ customer }) => customer as string)).toEqual(['7', '8']);
  });

  it('turns timestamps with a zone into days of the notebook’s zone', async () => {
    const zoned = vectorFromArray(
      times.map((time) => Date.parse(time)),
      new Timestamp(TimeUnit.MICROSECOND, 'UTC'),
    );
    const table = new Table({ customer_id: orders.getChild('customer_id')!, order_date: zoned });
    const path = writeTemporary('zoned.parquet', parquet(table, Compression.SNAPPY));
    expect(await openFile(engine, path, { timeZone: 'UTC' })).toMatchObject({ from: '2023-01-05' });
    expect(await openFile(engine, path, { timeZone: 'Asia/Riyadh' })).toMatchObject({ from: '2023-01-06' });
  });
});
