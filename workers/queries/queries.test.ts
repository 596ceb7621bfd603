import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptAndCount, openText, startEngine } from '../../test/helpers/engine';
import { writeTemporary } from '../../test/helpers/small-data';
import { defaultTableSettings, type Scalar, type SqlRequest, type SqlSource } from '../api';
import { nodeFile } from '../duckdb/node';
import type { RetentionEngine } from '../engine';

/**
 * Three customers: a orders in January and February, b in January and March, c in February. The last day is 2024-03-30,
 * so that March is not complete.
 */
const csv = `order_id,customer_id,date,amount,channel,The City
1,a,2024-01-05,10.5,web,جدة
2,a,2024-02-10,20,web,جدة
3,b,2024-01-20,5,shop,Riyadh
4,b,2024-03-30,7,shop,Riyadh
5,c,2024-02-14,9,web,Abha
`;

let engine: RetentionEngine;
beforeAll(async () => {
  engine = await startEngine();
  await openText(engine, csv);
});
afterAll(() => engine.stop());

const never = new AbortController().signal;
const silent = () => undefined;

const ask = (sql: string, rest: Partial<SqlRequest> = {}, signal = never) =>
  engine.runQuery({ sql, parameters: {}, sources: [], filters: [], limit: 100, ...rest }, signal, silent);

async function rows(sql: string, rest: Partial<SqlRequest> = {}) {
  return tableFromIPC((await ask(sql, rest)).table)
    .toArray()
    .map((row) => row.toJSON() as Record<string, unknown>);
}

const cell = (id: string, sql: string): SqlSource => ({ id, kind: 'sql', sql });
const cohort: SqlSource = { id: 'cohort', kind: 'analysis', request: { name: 'cohort', params: {} } };

describe('the canonical tables', () => {
  it('are there, filled with what the query asks of them', async () => {
    expect(await rows('SELECT customer, orders, revenue FROM customers ORDER BY customer')).toEqual([
      { customer: 'a', orders: 2, revenue: 30.5 },
      { customer: 'b', orders: 2, revenue: 12 },
      { customer: 'c', orders: 1, revenue: 9 },
    ]);
    const units = 'SELECT DISTINCT unit FROM activity ORDER BY unit';
    expect(await rows(units)).toEqual([{ unit: 'month' }]);
    const named =
      "SELECT DISTINCT unit FROM activity WHERE unit IN ('week', 'personal quarter') ORDER BY unit";
    expect(await rows(named)).toEqual([{ unit: 'personal quarter' }, { unit: 'week' }]);
    // What was asked before makes no difference.
    expect(await rows(units)).toEqual([{ unit: 'month' }]);
  });

  it('hold the attributes that are named, or all', async () => {
    const named =
      "SELECT value, count(*) AS n FROM attributes WHERE attribute = 'channel' GROUP BY value ORDER BY value";
    expect(await rows(named)).toEqual([
      { value: 'shop', n: 1 },
      { value: 'web', n: 2 },
    ]);
    expect(await rows('SELECT DISTINCT attribute FROM attributes ORDER BY attribute')).toEqual([
      { attribute: 'The City' },
      { attribute: 'channel' },
    ]);
  });

  it('hold periods, days and purchases', async () => {
    expect(await rows("SELECT label, is_complete FROM periods WHERE unit = 'month' ORDER BY period")).toEqual(
      [
        { label: '2024-01-01', is_complete: true },
        { label: '2024-02-01', is_complete: true },
        { label: '2024-03-01', is_complete: false },
      ],
    );
    // 2024-01-01 to 2024-03-31: 31 + 29 + 31 days.
    expect(await rows("SELECT count(*) AS n FROM calendar WHERE unit = 'quarter'")).toEqual([{ n: 91 }]);
    expect(await rows('SELECT max(day - previous_day) AS gap FROM purchases')).toEqual([{ gap: 70 }]);
    expect(await rows('SELECT sum(customers) AS n FROM cohort_activity WHERE first_period = period')).toEqual(
      [{ n: 3 }],
    );
  });

  it('hold the customers that pass the filters', async () => {
    const filters: SqlRequest['filters'] = [{ kind: 'attribute', name: 'channel', values: ['web'] }];
    expect(await rows('SELECT customer FROM customers ORDER BY customer', { filters })).toEqual([
      { customer: 'a' },
      { customer: 'c' },
    ]);
    expect(await rows('SELECT count(*) AS n FROM purchases', { filters })).toEqual([{ n: 3 }]);
    const shares = 'SELECT sum("cohortSize") AS n FROM cohort_cells WHERE age = 0';
    expect(await rows(shares, { filters, sources: [cohort] })).toEqual([{ n: 2 }]);
    expect(await rows(shares, { sources: [cohort] })).toEqual([{ n: 3 }]);
  });

  it('are empty where data have no dates', async () => {
    const other = await startEngine();
    await openText(
      other,
      'customer,tenure,churned\na,5,yes\nb,7,no\n',
      {},
      { tenure: 'durationMonths', churned: 'churned' },
    );
    const sql =
      "SELECT (SELECT count(*) FROM activity) AS a, (SELECT count(*) FROM periods) AS p, count(*) AS n FROM customers, calendar RIGHT JOIN customers AS c ON true WHERE 'week' <> ''";
    const { table } = await other.runQuery(
      { sql, parameters: {}, sources: [], filters: [], limit: 9 },
      never,
      silent,
    );
    expect(tableFromIPC(table).get(0)!.toJSON()).toMatchObject({ a: 0, p: 0 });
    await other.stop();
  });
});

describe('the files’ tables', () => {
  it('have the files’ columns, by their own names, as they are understood', async () => {
    const { columns } = await ask('SELECT * FROM data');
    expect(columns).toEqual([
      { name: 'order_id', type: 'VARCHAR' },
      { name: 'customer_id', type: 'VARCHAR' },
      { name: 'date', type: 'DATE' },
      { name: 'amount', type: 'DOUBLE' },
      { name: 'channel', type: 'VARCHAR' },
      { name: 'The City', type: 'VARCHAR' },
    ]);
    expect(
      await rows(
        'SELECT date + 1 AS next, amount * 2 AS twice FROM DATA WHERE "The City" = \'جدة\' ORDER BY date',
      ),
    ).toEqual([
      { next: '2024-01-06', twice: 21 },
      { next: '2024-02-11', twice: 40 },
    ]);
  });

  it('may be called like the results of an analysis', async () => {
    const other = await startEngine();
    const source = await nodeFile(writeTemporary('cohort_data.csv', csv));
    const { columns } = await other.inspect([source], {}, never);
    const mapping = Object.fromEntries(columns.map(({ name, role }) => [name, role]));
    const settings = { ...defaultTableSettings, mapping };
    await other.load({ as: 'new', table: null, settings, options: {} }, never, silent);
    await adoptAndCount(other);
    const request = { parameters: {}, sources: [cohort], filters: [], limit: 100 };
    const sql = 'SELECT (SELECT count(*) FROM cohort_data) + (SELECT count(*) FROM cohort_average) AS n';
    const { table } = await other.runQuery({ sql, ...request }, never, silent);
    // Five rows of the file, and the ages 0 and 1: March is not whole, so nothing is averaged at 2.
    expect(tableFromIPC(table).get(0)!.toJSON()).toEqual({ n: 7 });
    await other.stop();
  });
});

describe('blanks', () => {
  it.each<[string, Record<string, Scalar>, unknown]>([
    ['SELECT $x AS x', { x: "it's" }, "it's"],
    ['SELECT $x AS x', { x: null }, null],
    ['SELECT 3-$x AS x', { x: -2.5 }, 5.5],
    ['SELECT $البلد AS x', { البلد: 'جدة' }, 'جدة'],
    ["SELECT count(*) AS x FROM data WHERE date >= $from AND '$from' <> ''", { from: '2024-02-10' }, 3],
    ['SELECT DATE $from + 1 AS x', { from: '2024-02-28' }, '2024-02-29'],
    ['SELECT $x AS x', { x: "' || (SELECT 'out') || '" }, "' || (SELECT 'out') || '"],
  ])('%s', async (sql, parameters, x) => {
    expect(await rows(sql, { parameters })).toEqual([{ x }]);
  });

  it('without a value are told', async () => {
    await expect(ask("SELECT 'ع', $x", { parameters: { y: 1 } })).rejects.toMatchObject({
      code: 'sqlInvalid',
      message: 'There is no value for $x.',
      details: { position: 12 },
    });
  });
});

describe('what a query builds on', () => {
  it('are cells of SQL, one on another, with the same blanks', async () => {
    const sources = [
      cell('first', 'SELECT day, amount FROM orders WHERE amount >= $least; -- only large ones'),
      cell('My-Cell', 'SELECT count(*) AS n FROM first'),
      cell('ملخص', 'SELECT n + 1 AS n FROM "my-cell"'),
      cell('broken', 'SELEC'),
    ];
    const sql = 'SELECT a.n, b.n AS m FROM "MY-CELL" AS a, ملخص AS b';
    expect(await rows(sql, { sources, parameters: { least: 9 } })).toEqual([{ n: 3, m: 4 }]);
  });

  it('may have the name of what they read', async () => {
    const sources = [cell('orders', 'SELECT * FROM orders WHERE amount > 9')];
    expect(await rows('SELECT count(*) AS n FROM orders', { sources })).toEqual([{ n: 2 }]);
  });

  it('are results of analyses', async () => {
    const sources = [
      cohort,
      cell('sizes', 'SELECT cohort, "cohortSize" AS size FROM cohort_cells WHERE age = 0'),
    ];
    const sql = 'SELECT cohort, size FROM sizes ORDER BY cohort';
    const sizes = [
      { cohort: '2024-01-01', size: 2 },
      { cohort: '2024-02-01', size: 1 },
    ];
    expect(await rows(sql, { sources })).toEqual(sizes);
    expect(await rows(sql, { sources })).toEqual(sizes);
    const held = await engine.query(
      "SELECT count(*) AS n FROM duckdb_tables() WHERE schema_name = 'results'",
    );
    const result = await engine.analyse({ name: 'cohort', params: {} }, never, silent);
    // Once with all customers; once more for those that pass the filters above.
    expect(Number(held.get(0)!.n)).toBe(2 * Object.keys(result.tables).length);
  });

  it('is told when a result has no such table', async () => {
    await expect(ask('SELECT * FROM cohort_nothing', { sources: [cohort] })).rejects.toMatchObject({
      code: 'sqlInvalid',
      details: { position: 14 },
    });
  });
});

describe('the answer', () => {
  it('has the engine’s types, and values that cross to the page', async () => {
    const { columns, table } =
      await ask(`SELECT 1.25 AS "decimal", 12345678901234567890::HUGEINT AS huge, 5::BIGINT AS big,
      7::TINYINT AS tiny, DATE '2024-01-31' AS day, TIMESTAMP '2024-01-31 10:00:00' AS instant, TIME '10:30:00' AS clock,
      INTERVAL 2 DAY AS span, [1, 2] AS list, {'a': 1, 'b': 'x'} AS struct, true AS yes, NULL AS nothing,
      'a'::ENUM('a', 'b') AS choice, 'ع' AS text`);
    expect(columns.map(({ type }) => type)).toEqual([
      'DECIMAL(3,2)',
      'HUGEINT',
      'BIGINT',
      'TINYINT',
      'DATE',
      'TIMESTAMP',
      'TIME',
      'INTERVAL',
      'INTEGER[]',
      'STRUCT(a INTEGER, b VARCHAR)',
      'BOOLEAN',
      'INTEGER',
      'ENUM',
      'VARCHAR',
    ]);
    expect(tableFromIPC(table).get(0)!.toJSON()).toEqual({
      decimal: 1.25,
      huge: 12345678901234567000,
      big: 5,
      tiny: 7,
      day: '2024-01-31',
      instant: '2024-01-31 10:00:00',
      clock: '10:30:00',
      span: '2 days',
      list: '[1, 2]',
      struct: "{'a': 1, 'b': x}",
      yes: true,
      nothing: null,
      choice: 'a',
      text: 'ع',
    });
  });

  it.each<[string, SqlSource[]]>([
    ['SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a, 5 AS "a 2"', []],
    ['SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a, 5 AS "a 2" FROM one', [cell('one', 'SELECT 1')]],
    [
      'WITH x AS (FROM one) SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a, 5 AS "a 2" FROM x',
      [cell('one', 'SELECT 1')],
    ],
    [
      'WITH RECURSIVE x AS (FROM one) SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a, 5 AS "a 2" FROM x',
      [cell('one', 'SELECT 1')],
    ],
  ])('numbers columns of the same name: %s', async (sql, sources) => {
    const { columns, table } = await ask(sql, { sources });
    const names = ['a', 'a 3', 'a_1', 'a 4', 'a 2'];
    expect(columns.map(({ name }) => name)).toEqual(names);
    expect(tableFromIPC(table).schema.fields.map(({ name }) => name)).toEqual(names);
    expect(Object.values(tableFromIPC(table).get(0)!.toJSON())).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps the order that the query asks for, and is cut at the limit', async () => {
    const sql =
      "SELECT i, i % 2 = 0 AS even, CASE WHEN i % 3 > 0 THEN 'x' || i END AS text FROM range(50000) AS r(i) ORDER BY i % 7 DESC, i DESC";
    const expected = Array.from({ length: 50000 }, (_, i) => i)
      .sort((one, other) => (other % 7) - (one % 7) || other - one)
      .map((i) => ({ i, even: i % 2 === 0, text: i % 3 > 0 ? `x${i}` : null }));
    for (const limit of [0, 1, 2045, 2048, 3001]) {
      const answer = await ask(sql, { limit });
      const found = tableFromIPC(answer.table)
        .toArray()
        .map((row) => row.toJSON());
      expect(answer.isCut).toBe(true);
      expect(found).toEqual(expected.slice(0, limit));
    }
    expect(await ask('SELECT * FROM range(5)', { limit: 5 })).toMatchObject({ isCut: false });
  });

  it('of a pivot leaves nothing behind', async () => {
    const sql = 'PIVOT data ON channel USING count(*) GROUP BY "The City" ORDER BY ALL';
    expect(await rows(sql)).toEqual([
      { 'The City': 'Abha', shop: 0, web: 1 },
      { 'The City': 'Riyadh', shop: 2, web: 0 },
      { 'The City': 'جدة', shop: 0, web: 2 },
    ]);
    const left = await engine.query(
      "SELECT count(*) AS n FROM duckdb_types() WHERE type_name LIKE '%pivot%'",
    );
    expect(Number(left.get(0)!.n)).toBe(0);
  });
});

describe('errors', () => {
  const parameters = { x: 'a long text, 𝒳 and ع' };
  /** Each text with the words that the place it is told of begins with. */
  it.each([
    ['SELECT nosuch FROM orders', 'nosuch'],
    ["SELECT 'مرحبا بك 😀', nosuch FROM orders", 'nosuch'],
    ['-- تعليق\nSELECT day,\n\n  nosuch\nFROM orders', 'nosuch'],
    ['SELECT $x, nosuch FROM orders', 'nosuch'],
    ["SELECT $x || $x, '$x', day + nosuch FROM orders WHERE $x = ''", 'nosuch'],
    ['SELECT nosuch FROM orders; -- بعد', 'nosuch'],
    ['SELECT\u00a0nosuch FROM orders', 'nosuch'],
    ['SELECT summ(day) FROM orders', 'summ'],
    ['SELECT * FROM ordes', 'ordes'],
    ['SELECT day day day FROM orders', 'day day FROM'],
    ['SELEC 1', '1'],
    ['SELECT day FROM orders WHERE', ''],
    ['SELECT day FROM orders WHERE -- not yet', ''],
    ['SELECT CAST(customer AS INTEGER) FROM customers', 'CAST'],
    ['SELECT CAST(customer || $x AS INTEGER) AS "رقم" FROM customers', 'CAST'],
    ['SELECT (day FROM orders', '(day'],
    ['SELECT day) FROM orders', ')'],
    ["SELECT 'ع' || 'day FROM orders", "'day"],
    ['WITH a AS (SELECT nosuch FROM orders) SELECT * FROM a', 'nosuch'],
  ])('are told with their place: %s', async (sql, words) => {
    const thrown: { code: string; details: { position: number } } = await ask(sql, { parameters }).then(
      () => Promise.reject(new Error('It ran.')),
      (error) => error,
    );
    expect(thrown).toMatchObject({ code: 'sqlInvalid' });
    const rest = sql.slice(thrown.details.position);
    if (words === '') expect(rest).toBe('');
    else expect(rest.startsWith(words)).toBe(true);
  });

  it('are in the engine’s words, without ours', async () => {
    await expect(ask('SELECT nosuch FROM orders')).rejects.toThrow(
      /^Referenced column "nosuch" not found in FROM clause!\nCandidate bindings: [^\n]*$/,
    );
    await expect(ask('SELECT * FROM ordes')).rejects.toThrow(
      /^Table with name ordes does not exist!\nDid you mean "orders"\?$/,
    );
    await expect(ask('SELECT * FROM table_1')).rejects.toThrow(/^Table with name table_1 does not exist!$/);
    await expect(ask('SELECT day FROM orders WHERE')).rejects.toThrow(/^syntax error at end of input$/);
    await expect(ask('SELECT interrupted FROM orders')).rejects.toMatchObject({ code: 'sqlInvalid' });
  });

  it('in a cell that the query builds on have no place', async () => {
    for (const sql of ['SELECT nosuch FROM orders', 'SELECT * FROM ordes', 'SELECT (1', 'SELECT $y']) {
      const sources = [cell('cell', sql), cell('next', 'FROM cell')];
      const thrown = await ask('SELECT * FROM next', { sources }).catch((error) => error);
      expect(thrown).toMatchObject({ code: 'sqlInvalid', details: { values: { cell: 'cell' } } });
      expect(thrown.details.position).toBeUndefined();
    }
  });

  it('leave the engine as it was', async () => {
    await expect(ask('SELECT nosuch FROM orders')).rejects.toMatchObject({ code: 'sqlInvalid' });
    await expect(engine.query('SELECT nosuch')).rejects.toThrow(/^Binder Error/);
  });
});

describe('a query that runs long', () => {
  it('can be cancelled', async () => {
    const controller = new AbortController();
    const sql = 'SELECT sum(a.i * b.i) FROM range(10000000) AS a(i), range(10000000) AS b(i)';
    const answer = ask(sql, {}, controller.signal);
    setTimeout(() => controller.abort(), 200);
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(await rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
  });

  it('says that it is running', async () => {
    const told: unknown[] = [];
    const request = { sql: 'SELECT 1', parameters: {}, sources: [], filters: [], limit: 1 };
    await engine.runQuery(request, never, (progress) => told.push(progress));
    expect(told).toContainEqual({ stage: 'query', fraction: null });
  });
});

describe('what an editor needs to know', () => {
  it('are words, functions that can be used, and tables', async () => {
    const { keywords, functions, tables } = await engine.sqlVocabulary();
    expect(keywords).toEqual(expect.arrayContaining(['select', 'qualify', 'pivot']));
    for (const usable of ['sum', 'date_trunc', 'row_number', 'range', 'list_sum', 'coalesce', 'datediff'])
      expect(functions).toContain(usable);
    for (const hidden of ['read_csv', 'duckdb_tables', 'glob', 'current_setting', '+', 'now'])
      expect(functions).not.toContain(hidden);
    expect(new Set(functions).size).toBe(functions.length);
    expect(tables.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'canonical orders',
      'canonical customers',
      'canonical attributes',
      'canonical calendar',
      'canonical periods',
      'canonical activity',
      'canonical cohort_activity',
      'canonical activity_moves',
      'canonical purchases',
      'canonical purchase_gaps',
      'file data',
    ]);
    expect(tables[0].columns.slice(0, 3)).toEqual([
      { name: 'customer_key', type: 'INTEGER' },
      { name: 'day', type: 'INTEGER' },
      { name: 'amount', type: 'DOUBLE' },
    ]);
    expect(tables.at(-1)!.columns[2]).toEqual({ name: 'date', type: 'DATE' });
  });

  it('are words also without data', async () => {
    const other = await startEngine();
    const { keywords, tables } = await other.sqlVocabulary();
    expect(keywords).toContain('select');
    expect(tables).toEqual([]);
    await other.stop();
  });
});
