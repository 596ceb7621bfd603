import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultTableSettings, type Dataset, type LoadRequest, type TableSettings } from '../api';
import { nodeFile } from '../duckdb/node';
import type { RetentionEngine } from '../engine';
import { adoptAndCount, analyse, openText, rowsOf, startEngine } from '../../test/helpers/engine';
import { writeTemporary } from '../../test/helpers/small-data';

const never = new AbortController().signal;
const silent = () => undefined;

const orders = `customer,date,amount,channel
C1,2024-01-05,10,web
C1,2024-02-05,20,web
C2,2024-01-09,30,shop
c3,2024-03-01,40,web
`;

let engine: RetentionEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

async function stage(text: string, request: Partial<LoadRequest>, settings: Partial<TableSettings> = {}) {
  const file = await nodeFile(writeTemporary('more.csv', text));
  const { columns } = await engine.inspect([file], {}, never);
  const mapping = Object.fromEntries(columns.map(({ name, role }) => [name, role]));
  const complete = { ...defaultTableSettings, mapping, ...settings };
  return engine.load(
    { as: 'addition', table: null, options: {}, ...request, settings: complete },
    never,
    silent,
  );
}

describe('a further table', () => {
  beforeEach(() => openText(engine, orders));

  const customers = 'customer,city,size\nC1,Riyadh,big\nC2,Jeddah,small\nC3,Mecca,small\nC9,Abha,big\n';

  it('tells how the customers meet', async () => {
    const { tables } = await stage(customers, {});
    expect(tables.map(({ name }) => name)).toEqual(['data', 'more']);
    // C1 and C2 are in both; c3 has another letter case in the orders, C9 never bought.
    expect(tables[1].join).toEqual({
      matched: 2,
      unmatched: 1,
      strangers: 2,
      exampleStrangers: ['C3', 'C9'],
      exampleUnmatched: ['c3'],
      severalRows: 0,
      better: { fix: 'lowerCase', matched: 3 },
    });
  });

  it('meets better when both sides are mended', async () => {
    const mapping = { customer: 'customer', city: 'attribute', size: 'attribute' } as const;
    const { tables } = await stage(customers, {}, { mapping, fixes: { customer: ['lowerCase'] } });
    expect(tables[1].join).toMatchObject({ matched: 3, unmatched: 0, strangers: 1, better: null });
    await engine.adopt();
    const groups = rowsOf(await analyse(engine, 'survival', { groupBy: 'city' }), 'groups');
    expect(groups.map(({ group }) => group)).toEqual(['Jeddah', 'Mecca', 'Riyadh']);
  });

  it('counts the values of each of many columns', async () => {
    const names = Array.from({ length: 70 }, (_, place) => `kind_${place}`);
    // Column number n has values of n % 3 + 1 kinds.
    const rows = ['C1', 'C2', 'c3'].map((customer, row) =>
      [customer, ...names.map((_, place) => `v${Math.min(row, place % 3)}`)].join(','),
    );
    const mapping = Object.fromEntries([
      ['customer', 'customer' as const],
      ...names.map((name) => [name, 'attribute' as const] as const),
    ]);
    const text = `customer,${names.join(',')}\n${rows.join('\n')}\n`;
    const { attributes } = await stage(text, {}, { mapping });
    expect(attributes.filter(({ name }) => name !== 'channel')).toEqual(
      names.map((name, place) => ({ name, distinct: (place % 3) + 1 })),
    );
  });

  it('gives its columns to every analysis as attributes', async () => {
    const staged = await stage(customers, {});
    expect(staged.attributes).toEqual([
      { name: 'channel', distinct: 2 },
      { name: 'city', distinct: 4 },
      { name: 'size', distinct: 2 },
    ]);
    await engine.adopt();
    const groups = rowsOf(await analyse(engine, 'survival', { groupBy: 'size' }), 'groups');
    expect(groups.map(({ group, n }) => [group, n])).toEqual([
      ['big', 1],
      ['small', 1],
    ]);
  });

  it('keeps what the first table gave', async () => {
    const before = (await analyse(engine, 'rate')).summary;
    await stage(customers, {});
    const { orders: count, customers: people, revenue } = await adoptAndCount(engine);
    expect({ count, people, revenue }).toEqual({ count: 4, people: 3, revenue: 100 });
    expect((await analyse(engine, 'rate')).summary).toEqual(before);
  });

  it('takes the first value in the alphabet where a customer has several, and says so', async () => {
    const { tables } = await stage('customer,city\nC1,Taif\nC1,Abha\nC2,Jeddah\n', {});
    expect(tables[1].join?.severalRows).toBe(1);
    await engine.adopt();
    const cities = await engine.query("SELECT value FROM attributes WHERE attribute = 'city' ORDER BY value");
    expect(cities.numRows).toBe(0);
    await analyse(engine, 'survival', { groupBy: 'city' });
    const filled = await engine.query("SELECT value FROM attributes WHERE attribute = 'city' ORDER BY value");
    expect([...filled].map(({ value }) => String(value))).toEqual(['Abha', 'Jeddah']);
  });

  it('names an attribute after its table where another has its name', async () => {
    const { attributes } = await stage('customer,channel\nC1,mail\nC2,phone\n', {});
    expect(attributes.map(({ name }) => name)).toEqual(['channel', 'channel (more)']);
  });

  it('can be taken out again', async () => {
    await stage(customers, {});
    const { tables } = await engine.adopt();
    const without = await engine.removeTable(tables[1].id);
    expect(without.tables).toHaveLength(1);
    expect(without.attributes.map(({ name }) => name)).toEqual(['channel']);
  });

  it('leaves the data in use alone until it is adopted, and when it is given up', async () => {
    await stage(customers, {});
    await expect(analyse(engine, 'survival', { groupBy: 'size' })).rejects.toMatchObject({
      code: 'parametersInvalid',
    });
    await engine.discard();
    expect((await analyse(engine, 'survival', { groupBy: 'channel' })).summary.n).toBe(3);
  });

  it('must name a customer', async () => {
    await expect(stage('city,size\nRiyadh,big\nAbha,small\n', {})).rejects.toMatchObject({
      code: 'rolesMissing',
    });
  });
});

describe('next month’s export', () => {
  let first: Dataset;
  beforeEach(async () => {
    first = await openText(engine, orders);
  });

  it('says what changed', async () => {
    const next = `customer,date,amount,coupon
C1,2024-01-05,10,
C2,2024-04-09,30,X
C7,2024-04-10,5,X
`;
    const { replacement } = await stage(next, { as: 'replacement', table: first.tables[0].id });
    expect(replacement).toEqual({
      rowsBefore: 4,
      rowsAfter: 3,
      customersBefore: 3,
      customersAfter: 3,
      newCustomers: 1,
      goneCustomers: 1,
      fromBefore: '2024-01-05',
      asOfBefore: '2024-03-01',
      columnsAdded: ['coupon'],
      columnsGone: ['channel'],
      columnsChanged: [],
    });
    const adopted = await engine.adopt();
    expect(adopted.asOf).toBe('2024-04-10');
    expect(adopted.tables[0].id).toBe(first.tables[0].id);
  });

  it('keeps the further tables and meets them anew', async () => {
    await stage('customer,city\nC1,Riyadh\nC7,Abha\n', {});
    const both = await engine.adopt();
    expect(both.tables[1].join?.matched).toBe(1);
    await stage('customer,date,amount\nC1,2024-01-05,10\nC7,2024-01-06,10\n', {
      as: 'replacement',
      table: both.tables[0].id,
    });
    const after = await engine.adopt();
    expect(after.tables[1].join?.matched).toBe(2);
    expect(after.attributes.map(({ name }) => name)).toEqual(['city']);
  });

  it('leaves nothing of what it replaced', async () => {
    await stage('customer,date,amount\nC1,2024-01-05,10\n', { as: 'replacement', table: first.tables[0].id });
    await engine.adopt();
    const schemas = await engine.query(
      "SELECT schema_name FROM duckdb_schemas() WHERE schema_name LIKE 'model_%'",
    );
    expect(schemas.numRows).toBe(1);
  });
});

describe('a table in use looked at once more', () => {
  it('takes other roles and options without its file', async () => {
    const { tables } = await openText(engine, orders);
    const inspection = await engine.inspectTable(tables[0].id, never);
    expect(inspection.rows[0]).toEqual(['C1', '2024-01-05', '10', 'web']);
    const mapping = { customer: 'channel', date: 'time', amount: 'amount', channel: 'customer' } as const;
    const dataset = await engine.load(
      {
        as: 'replacement',
        table: tables[0].id,
        settings: { ...tables[0].settings, mapping },
        options: { orderByRow: true },
      },
      never,
      silent,
    );
    expect((await engine.count('loaded', never, silent)).customers).toBe(2);
    expect((await adoptAndCount(engine)).orders).toBe(4);
    expect(dataset.replacement).toBeNull();
  });
});
