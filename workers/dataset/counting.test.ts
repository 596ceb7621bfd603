import { afterEach, beforeEach, expect, it } from 'vitest';
import { analyse, openText, startEngine } from '../../test/helpers/engine';
import { ordersCsv, smallOrderLines, writeTemporary } from '../../test/helpers/small-data';
import { defaultTableSettings, type DataOptions } from '../api';
import { nodeFile } from '../duckdb/node';
import type { RetentionEngine } from '../engine';

const never = new AbortController().signal;
const silent = () => undefined;
let engine: RetentionEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.stop());

const text = ordersCsv(smallOrderLines(5));

async function load(data = text, options: Partial<DataOptions> = {}) {
  const { columns } = await engine.inspect([await nodeFile(writeTemporary('data.csv', data))], {}, never);
  const mapping = Object.fromEntries(columns.map(({ name, role }) => [name, role]));
  const settings = { ...defaultTableSettings, mapping };
  return engine.load({ as: 'new', table: null, settings, options }, never, silent);
}

const count = (which: 'loaded' | 'inUse', signal = never) => engine.count(which, signal, silent);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (thrown: { code?: string }) => thrown.code,
  );
async function numberOf(sql: string): Promise<number> {
  return Number((await engine.query(`SELECT CAST(COUNT(*) AS INTEGER) AS n ${sql}`)).get(0)?.n);
}
const schemas = () => numberOf("FROM duckdb_schemas() WHERE schema_name LIKE 'model_%'");

it('is done once, whoever asks, and goes on while the data is taken into use', async () => {
  await load();
  const asked = [count('loaded'), count('loaded')];
  await engine.adopt();
  const answers = await Promise.all([...asked, count('inUse')]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await numberOf('FROM customers')).toBe(answers[0].customers);
  expect(await numberOf('FROM orders WHERE is_activity')).toBe(answers[0].orders);
  expect((await analyse(engine, 'cohort')).summary.customers).toBe(answers[0].customers);
});

it('comes to an end when what is counted is given up, and leaves nothing', async () => {
  await load();
  const asked = codeOf(count('loaded'));
  await engine.discard();
  expect(await asked).toBe('cancelled');
  expect(await schemas()).toBe(0);
});

it('starts anew when the same file is read with other settings meanwhile', async () => {
  const byId = ordersCsv(smallOrderLines(5), true);
  await load(byId);
  const first = codeOf(count('loaded'));
  await load(byId, { asOf: '2023-06-30' });
  const counts = await count('loaded');
  expect(['cancelled', 'none']).toContain(await first);
  expect(await schemas()).toBe(1);
  await engine.adopt();
  const fresh = await openText(engine, byId, { asOf: '2023-06-30' });
  expect(fresh).toMatchObject(counts);
});

it('can be cancelled and asked for again', async () => {
  await load();
  await engine.adopt();
  const stop = new AbortController();
  const asked = codeOf(count('inUse', stop.signal));
  stop.abort();
  expect(await asked).toBe('cancelled');
  const { customers } = await count('inUse');
  expect(await numberOf('FROM customers')).toBe(customers);
});

it('removes what one that was interrupted has left', async () => {
  await load();
  await engine.adopt();
  await engine.query('INSERT INTO orders VALUES (1, 1, 1, TRUE)');
  const { orders, customers } = await count('inUse');
  expect(await numberOf('FROM orders WHERE is_activity')).toBe(orders);
  expect(await numberOf('FROM customers')).toBe(customers);
});

it('says so when no customer has an order that counts; without dates the file is not even taken', async () => {
  await load('customer,date,amount\na,2024-01-05,-3\nb,2024-02-05,-4\n');
  expect(await codeOf(count('loaded'))).toBe('noUsableRows');
  await engine.adopt();
  expect(await codeOf(analyse(engine, 'cohort'))).toBe('noUsableRows');
  expect(await codeOf(load('customer,date,amount\na,,3\n,2024-02-05,4\n'))).toBe('noUsableRows');
});
