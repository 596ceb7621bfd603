import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openText, startEngine } from '../../test/helpers/engine';
import type { RetentionEngine } from '../engine';

let engine: RetentionEngine;
beforeAll(async () => {
  engine = await startEngine();
  await openText(engine, 'customer,date,amount\na,2024-01-05,10\nb,2024-02-05,20\n');
});
afterAll(() => engine.stop());

const silent = () => undefined;
const ask = (sql: string, limit = 10, signal = new AbortController().signal) =>
  engine.runQuery({ sql, parameters: {}, sources: [], filters: [], limit }, signal, silent);

const customers = async () =>
  Number(tableFromIPC((await ask('SELECT count(*) AS n FROM customers')).table).get(0)!.n);

/** These would run for hours, or for ever; they are cancelled once the engine is at them. */
const endless: readonly string[] = [
  'SELECT count(*) FROM range(1000000000000)',
  'SELECT sum(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b',
  'SELECT count(*) FROM orders a, range(100000000) b, range(100000000) c',
  'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t',
  'WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT n + 1 FROM t) SELECT count(*) FROM t',
];

describe('a query without end', () => {
  it.each(endless)('can be cancelled, and the engine goes on: %s', async (sql) => {
    const controller = new AbortController();
    const answer = ask(sql, 10, controller.signal);
    setTimeout(() => controller.abort(), 300);
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(await customers()).toBe(2);
  });
});

/** More than the engine or the page could hold, if nothing kept them within bounds. */
const bounded: readonly { name: string; code: string; sql: string; limit?: number }[] = [
  {
    name: 'long texts',
    code: 'memoryLimit',
    sql: "SELECT repeat('x', 100000) AS w FROM range(1000000)",
    limit: 10_000,
  },
  { name: 'long lists', code: 'memoryLimit', sql: 'SELECT range(10000) FROM range(1000000)', limit: 10_000 },
  { name: 'a list without end', code: 'sqlInvalid', sql: 'SELECT range(1000000000000)' },
  { name: 'a series without end', code: 'sqlInvalid', sql: 'SELECT generate_series(0, 10000000000)' },
  { name: 'a text without end', code: 'sqlInvalid', sql: "SELECT repeat('x', 1000000000000)" },
  {
    name: 'a pivot to many columns',
    code: 'sqlInvalid',
    sql: 'PIVOT (SELECT range AS r FROM range(5000)) ON r',
  },
  {
    name: 'many columns',
    code: 'sqlInvalid',
    sql: `SELECT ${Array.from({ length: 1001 }, (_, place) => `${place} AS c${place}`).join()}`,
  },
  { name: 'a long sum', code: 'sqlInvalid', sql: `SELECT ${'1+'.repeat(5000)}1` },
  { name: 'deep lists', code: 'sqlInvalid', sql: `SELECT ${'['.repeat(2000)}1${']'.repeat(2000)}` },
  { name: 'NOT and NOT again', code: 'sqlInvalid', sql: `SELECT ${'NOT '.repeat(100_000)}true` },
];

describe('a query that floods memory', () => {
  it.each(bounded)('by $name ends with $code, and the engine goes on', async ({ code, sql, limit }) => {
    await expect(ask(sql, limit)).rejects.toMatchObject({ code });
    expect(await customers()).toBe(2);
  });

  it('gets no more rows than anybody reads, whatever it asks for', async () => {
    const { table, isCut } = await ask('SELECT * FROM range(1000000000000)', 1e15);
    expect(tableFromIPC(table).numRows).toBe(1_000_000);
    expect(isCut).toBe(true);
  });
});

describe('a query that brings the engine down', () => {
  it('is told so, and nothing is answered from what is left', async () => {
    const own = await startEngine();
    await openText(own, 'customer,date,amount\na,2024-01-05,10\n');
    const run = (sql: string) =>
      own.runQuery(
        { sql, parameters: {}, sources: [], filters: [], limit: 10 },
        new AbortController().signal,
        silent,
      );
    await expect(run("SELECT length(repeat('x', 4000000000))")).rejects.toMatchObject({
      code: 'sqlTooHeavy',
    });
    await expect(run('SELECT 1')).rejects.toMatchObject({ code: 'engineFailed' });
    await own.stop();
  });
});
