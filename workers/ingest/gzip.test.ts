import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../test/helpers/small-data';
import { nodeFile } from '../duckdb/node';
import type { EngineError } from '../duckdb/engine-error';
import { checkGzip } from './gzip';

const rows = Array.from(
  { length: 50_000 },
  (_, row) => `${row % 997},2024-01-${(row % 28) + 1},${row % 50}.5`,
);
const whole = gzipSync(`customer,date,amount\n${rows.join('\n')}\n`);
const small = gzipSync('customer,date,amount\n');
const damaged = Buffer.from(whole);
damaged.fill(0x5a, whole.length / 2, whole.length / 2 + 64);

const check = async (bytes: Buffer, signal = new AbortController().signal) =>
  checkGzip(await nodeFile(writeTemporary('file.csv.gz', bytes)), signal).then(
    () => 'whole',
    (thrown: EngineError) => thrown.code,
  );

describe('whether a gzip file is whole', () => {
  it.each([
    ['one member', whole],
    ['several members, as some tools write them', Buffer.concat([small, whole, small])],
  ])('%s is', async (_, bytes) => expect(await check(bytes)).toBe('whole'));

  it.each([
    ['half of it', whole.subarray(0, whole.length / 2)],
    ['all but the last byte', whole.subarray(0, -1)],
    ['all but its trailer', whole.subarray(0, -8)],
    ['a second member that is cut off', Buffer.concat([whole, small.subarray(0, 12)])],
    ['a file with damaged bytes', damaged],
  ])('%s is not', async (_, bytes) => expect(await check(bytes)).toBe('fileUnreadable'));

  it('stops when cancelled', async () => {
    expect(await check(whole, AbortSignal.abort())).toBe('cancelled');
  });
});
