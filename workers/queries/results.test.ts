import { describe, expect, it } from 'vitest';
import type { AnalysisResult } from '../api';
import type { Database } from '../duckdb/database';
import { Results } from './results';

/** An engine that only notes which tables it holds. */
function engine() {
  const tables = new Set<string>();
  const database = {
    async insertArrow(_bytes: Uint8Array, schema: string, table: string) {
      tables.add(`${schema}."${table}"`);
    },
    async run(sql: string) {
      tables.delete(sql.replace('DROP TABLE IF EXISTS ', ''));
    },
  } as unknown as Database;
  return { results: new Results(database), tables };
}

/** A result of two tables, 20 MiB in all; three of them fit. */
const result = async () =>
  ({
    tables: { one: new Uint8Array(10 * 2 ** 20), two: new Uint8Array(10 * 2 ** 20) },
  }) as unknown as AnalysisResult;

const customers = {};

describe('results that queries read', () => {
  it('are made once for the same customers and parameters', async () => {
    const { results } = engine();
    let made = 0;
    const analyse = () => {
      made += 1;
      return result();
    };
    const first = await results.take(customers, { name: 'a', params: { x: 1, y: 2 } }, analyse);
    const again = await results.take(customers, { name: 'a', params: { y: 2, x: 1 } }, analyse);
    expect(again.tables).toEqual(first.tables);
    expect(Object.keys(first.tables)).toEqual(['one', 'two']);
    expect(made).toBe(1);
    await results.take(customers, { name: 'a', params: { x: 2, y: 2 } }, analyse);
    await results.take({}, { name: 'a', params: { x: 1, y: 2 } }, analyse);
    expect(made).toBe(3);
  });

  it('go when they are too large in all, those asked for longest ago first, and never while they are read', async () => {
    const { results, tables } = engine();
    const take = (name: string) => results.take(customers, { name, params: {} }, result);
    const read = await take('read');
    for (const name of ['a', 'b', 'c', 'a', 'd']) await (await take(name)).release();
    // 64 MiB hold three results: the one that is read, and the last two of the others.
    const names = await Promise.all(['read', 'a', 'd'].map(take));
    expect(tables).toEqual(new Set(names.flatMap((each) => Object.values(each.tables))));
    expect(Object.values(read.tables).every((table) => tables.has(table))).toBe(true);
  });

  it('that are made twice at once stand once', async () => {
    const { results, tables } = engine();
    const [one, other] = await Promise.all(
      [0, 1].map(() => results.take(customers, { name: 'a', params: {} }, result)),
    );
    expect(one.tables).toEqual(other.tables);
    expect(tables).toEqual(new Set(Object.values(one.tables)));
  });
});
