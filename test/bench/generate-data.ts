import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededDraws } from '../sample-store/random';

/** Bump it when what is written changes, so that a file of an earlier run is not taken for it. */
const version = 1;
const seed = 20_250_101;
const rowsPerCustomer = 10;
const rowsPerChunk = 50_000;

const observedDays = 1096;
const dates = Array.from({ length: observedDays }, (_, day) =>
  new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10),
);
const channels = ['web', 'app', 'store', 'phone'];

function* rowsOf(rows: number): Generator<string> {
  const { uniform } = seededDraws(seed);
  const customers = Math.round(rows / rowsPerCustomer);
  const firstDays = Int32Array.from({ length: customers }, () => uniform() ** 1.3 * (observedDays - 96));
  for (let row = 0; row < rows; row += 1) {
    // Few customers buy often, and most purchases follow soon after the first.
    const customer = Math.floor(uniform() ** 1.6 * customers);
    const first = firstDays[customer];
    const day = first + Math.floor((observedDays - 1 - first) * uniform() ** 1.5);
    const amount = (uniform() * 200 + 0.01).toFixed(2);
    const channel = channels[Math.floor(uniform() * channels.length)];
    yield `C${String(customer).padStart(7, '0')},${dates[day]},${amount},${channel},P${Math.floor(uniform() * 500)}\n`;
  }
}

/** Path of a CSV file of orders with that many rows, written once and kept in the system's temporary folder. */
export async function generatedFile(rows: number): Promise<string> {
  const folder = join(tmpdir(), 'wafa-bench');
  const path = join(folder, `orders-${rows}-v${version}.csv`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const stream = createWriteStream(unfinished);
  let chunk = 'customer_id,order_date,amount,channel,product\n';
  let written = 0;
  for (const row of rowsOf(rows)) {
    chunk += row;
    written += 1;
    if (written % rowsPerChunk !== 0) continue;
    if (!stream.write(chunk)) await once(stream, 'drain');
    chunk = '';
  }
  stream.end(chunk);
  await once(stream, 'finish');
  renameSync(unfinished, path);
  return path;
}
