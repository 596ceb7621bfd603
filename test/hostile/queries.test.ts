import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../../workers/duckdb/engine-error';
import type { RetentionEngine } from '../../workers/engine';
import { openText, startEngine } from '../helpers/engine';
import { hostileQueries } from './queries';

let engine: RetentionEngine;
let before: string;
beforeAll(async () => {
  engine = await startEngine();
  await openText(engine, 'customer,date,amount,city\na,2024-01-05,10,Cairo\nb,2024-02-05,20,Riyadh\n');
  await engine.query("ATTACH ':memory:' AS store_77");
  await engine.query("CREATE TABLE store_77.main.table_1 AS SELECT 'other' AS word");
  before = await state();
});
afterAll(() => engine.stop());

const run = (sql: string, parameters = {}, signal = new AbortController().signal) =>
  engine.runQuery({ sql, parameters, sources: [], filters: [], limit: 10 }, signal, () => undefined);

const firstValue = async (sql: string, parameters = {}) =>
  String(
    tableFromIPC((await run(sql, parameters)).table)
      .getChildAt(0)
      ?.get(0),
  );

/** Words for all that the engine has and does, to see that an attack has changed nothing. */
async function state(): Promise<string> {
  const answer = await engine.query(
    `SELECT (SELECT string_agg(table_name, ',' ORDER BY table_name) FROM duckdb_tables()) AS tables,
(SELECT string_agg(database_name, ',' ORDER BY database_name) FROM duckdb_databases()) AS databases,
(SELECT sum(estimated_size) FROM duckdb_tables()) AS rows, (SELECT count(*) FROM duckdb_views()) AS views,
(SELECT count(*) FROM duckdb_functions()) AS functions, (SELECT string_agg(value, ',' ORDER BY name) FROM duckdb_settings()) AS settings`,
  );
  return JSON.stringify(answer.get(0), (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

describe.each(hostileQueries)('a query that $name', ({ sql, ends, answer }) => {
  it('does no harm', async () => {
    if (ends === 'refused') {
      const thrown: unknown = await run(sql).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(EngineError);
      expect((thrown as EngineError).code).toMatch(/^(sql\w+|memoryLimit)$/);
    } else if (ends === 'harmless') {
      expect(await firstValue(sql)).toBe(answer);
    } else {
      const controller = new AbortController();
      const running = run(sql, {}, controller.signal);
      setTimeout(() => controller.abort(), 200);
      await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    }
    expect(await firstValue('SELECT count(*) FROM customers')).toBe('2');
  });
});

describe('values of inputs', () => {
  it.each([
    "'; DROP TABLE orders; --",
    '$$; DROP TABLE orders; $$',
    "\\'",
    '"',
    '${x}',
    '$who',
    '\u202e',
    "a'||'b",
  ])('stay values: %j', async (value) =>
    expect(await firstValue('SELECT $who AS w', { who: value })).toBe(value),
  );

  it('may have names that every object has', async () => {
    const parameters = Object.fromEntries([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(await firstValue('SELECT $__proto__ || $constructor', parameters)).toBe('ab');
    await expect(run('SELECT $toString')).rejects.toMatchObject({ code: 'sqlInvalid' });
  });
});

it('has changed nothing', async () => expect(await state()).toBe(before));
