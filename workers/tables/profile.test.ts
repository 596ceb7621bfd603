import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTable, never, startDatabase, type TextRow } from '../../test/helpers/raw-tables';
import type { Suspicion, TableProfile } from '../api';
import type { Database } from '../duckdb/database';
import { tableProfile } from './profile';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const days = { today: '2024-06-30', asOf: '2024-06-30' };
type Kinds = Parameters<typeof makeTable>[1];

async function profile(kinds: Kinds, rows: readonly TextRow[], on = days): Promise<TableProfile> {
  const table = await makeTable(database, kinds, rows);
  const found = await tableProfile(database, table, on, never);
  await database.run(`DROP TABLE ${table.qualified}`, never);
  return found;
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const codes = (suspicions: readonly Suspicion[]) => suspicions.map(({ code }) => code);

describe('the profile of a column', () => {
  it('of whole numbers', async () => {
    const texts = ['1', '1', '2', '5', '', null, 'many'];
    const { rows, columns } = await profile(
      { score: { kind: 'number' } },
      texts.map((text) => [text]),
    );
    expect(rows).toBe(7);
    expect(columns).toEqual([
      {
        name: 'score',
        kind: 'number',
        filled: 4,
        distinct: 3,
        isDistinctApproximate: false,
        smallest: '1',
        largest: '5',
        mean: 2.25,
        histogram: [
          { from: 1, to: 2, rows: 2 },
          { from: 2, to: 3, rows: 1 },
          { from: 3, to: 4, rows: 0 },
          { from: 4, to: 5, rows: 0 },
          { from: 5, to: 6, rows: 1 },
        ],
        top: [],
      },
    ]);
  });

  it('of other numbers: 24 bars, both ends in', async () => {
    const { columns } = await profile({ price: { kind: 'number' } }, [['0.5'], ['12'], ['24.5'], ['24.4']]);
    const { histogram, smallest, largest } = columns[0];
    expect([smallest, largest]).toEqual(['0.5', '24.5']);
    expect(histogram).toHaveLength(24);
    expect(histogram[0]).toEqual({ from: 0.5, to: 1.5, rows: 1 });
    expect(histogram[11]).toMatchObject({ from: 11.5, rows: 1 });
    expect(histogram[23]).toEqual({ from: 23.5, to: 24.5, rows: 2 });
  });

  it('of days: bars of whole days', async () => {
    const { columns } = await profile({ day: { kind: 'date' } }, [
      ['1970-01-01'],
      ['1970-02-19'],
      ['1970-02-19'],
      ['?'],
    ]);
    expect(columns[0]).toMatchObject({
      filled: 3,
      distinct: 2,
      smallest: '1970-01-01',
      largest: '1970-02-19',
      mean: null,
    });
    // 50 days: bars of three days, of which 17 are needed.
    expect(columns[0].histogram).toHaveLength(17);
    expect(columns[0].histogram[16]).toEqual({ from: 48, to: 51, rows: 2 });
  });

  it('of texts: the five commonest, equally common ones by the alphabet', async () => {
    const texts = ['b', 'b', 'a', 'a', 'ج', 'ج', 'ج', 'd', 'e', 'f', ' '];
    const { columns } = await profile(
      { city: { kind: 'text' } },
      texts.map((text) => [text]),
    );
    expect(columns[0]).toMatchObject({
      filled: 10,
      distinct: 6,
      smallest: 'a',
      largest: 'ج',
      mean: null,
      histogram: [],
    });
    expect(columns[0].top).toEqual([
      { value: 'ج', rows: 3 },
      { value: 'a', rows: 2 },
      { value: 'b', rows: 2 },
      { value: 'd', rows: 1 },
      { value: 'e', rows: 1 },
    ]);
  });

  it('of yes and no', async () => {
    const { columns } = await profile({ member: { kind: 'boolean' } }, [
      ['true'],
      ['false'],
      ['true'],
      [null],
    ]);
    expect(columns[0]).toMatchObject({
      filled: 3,
      distinct: 2,
      top: [
        { value: 'true', rows: 2 },
        { value: 'false', rows: 1 },
      ],
    });
  });

  it.each([
    [
      'with nothing in it',
      [[null], ['']],
      { filled: 0, distinct: 0, smallest: null, largest: null, mean: null, histogram: [] },
    ],
    [
      'of one value',
      [['7.5'], ['7.5']],
      { filled: 2, distinct: 1, histogram: [{ from: 7.5, to: 7.5, rows: 2 }] },
    ],
    ['of one whole number', [['7']], { histogram: [{ from: 7, to: 8, rows: 1 }] }],
    ['too far apart for bars', [['-1e308'], ['1e308']], { filled: 2, distinct: 2, histogram: [] }],
    ['endless', [['inf'], ['nan'], ['1']], { filled: 1, distinct: 1, largest: '1' }],
    ['of numbers side by side', [['0.1'], ['0.10000000000000002']], { histogram: [{ rows: 2 }] }],
  ] as [string, TextRow[], Partial<TableProfile['columns'][0]>][])('%s', async (_, rows, expected) => {
    const { columns } = await profile({ value: { kind: 'number' } }, rows);
    expect(columns[0]).toMatchObject(expected);
  });

  it('of a table without rows', async () => {
    const found = await profile({ name: { kind: 'text' }, day: { kind: 'date', role: 'time' } }, []);
    expect(found).toMatchObject({ rows: 0, suspicions: [] });
    expect(found.columns.map(({ filled }) => filled)).toEqual([0, 0]);
  });

  it('estimates how many different values there are above 10,000, and still counts all else', async () => {
    const table = { qualified: 'memory.main.large', columns: [] };
    await database.run(
      `CREATE TABLE ${table.qualified} AS SELECT CASE WHEN i % 50 = 0 THEN 'often' ELSE 'C' || i END AS customer, i * 0.5 AS amount FROM range(60000) AS numbers(i)`,
      never,
    );
    const columns = (['customer', 'amount'] as const).map((name) => ({
      name,
      type: 'VARCHAR',
      role: 'attribute' as const,
      kind: name === 'amount' ? ('number' as const) : ('text' as const),
      valueSql: name === 'amount' ? 'CAST("amount" AS DOUBLE)' : '"customer"',
    }));
    const [customer, amount] = (await tableProfile(database, { ...table, columns }, days, never)).columns;
    expect(customer).toMatchObject({
      filled: 60_000,
      isDistinctApproximate: true,
      top: [{ value: 'often', rows: 1200 }],
    });
    expect(Math.abs(customer.distinct / 58_801 - 1)).toBeLessThan(0.1);
    expect(amount).toMatchObject({
      filled: 60_000,
      isDistinctApproximate: true,
      smallest: '0',
      largest: '29999.5',
      mean: 14999.75,
    });
    expect(amount.histogram.map(({ rows }) => rows)).toEqual(times(24, () => 2500));
  });

  it('counts exactly up to 10,000', async () => {
    const { columns } = await profile(
      { id: { kind: 'text' }, n: { kind: 'number' } },
      times(9000, (n) => [`c${n}`, `${n}`]),
    );
    expect(columns.map(({ distinct, isDistinctApproximate }) => [distinct, isDistinctApproximate])).toEqual([
      [9000, false],
      [9000, false],
    ]);
  });
});

const order = (customer: string, day: string, amount: string): TextRow => [customer, day, amount];
const orderKinds: Kinds = {
  customer: { kind: 'text', role: 'customer' },
  day: { kind: 'date', role: 'time' },
  amount: { kind: 'number', role: 'amount' },
};
/** 40 customers with an order each, on 40 days in a row up to 2024-06-30. */
const calm = times(40, (n) => order(`c${n}`, dayText(19_904 - n), String(10 + n)));
const suspicionsOf = async (rows: readonly TextRow[], on = days) =>
  (await profile(orderKinds, rows, on)).suspicions;

describe('suspicions', () => {
  it('none in calm data', async () => {
    expect(await suspicionsOf(calm)).toEqual([]);
  });

  it('dates after today, and after the last observed day', async () => {
    const rows = [...calm, order('c1', '2024-07-01', '5'), order('c2', '2094-07-01', '6')];
    expect(await suspicionsOf(rows)).toEqual([
      {
        code: 'futureDates',
        values: { column: 'day', since: 'today', rows: 2, day: '2024-06-30', latest: '2094-07-01' },
      },
    ]);
    expect(await suspicionsOf(rows, { ...days, asOf: '2024-06-28' })).toEqual([
      {
        code: 'futureDates',
        values: { column: 'day', since: 'today', rows: 2, day: '2024-06-30', latest: '2094-07-01' },
      },
      {
        code: 'futureDates',
        values: { column: 'day', since: 'asOf', rows: 2, day: '2024-06-28', latest: '2094-07-01' },
      },
    ]);
    expect(codes(await suspicionsOf(calm, { today: '2024-06-30', asOf: '2030-01-01' }))).toEqual([]);
  });

  it('amounts below 0, and their share', async () => {
    const rows = [...calm.slice(0, 18), order('c1', '2024-06-01', '-3'), order('c2', '2024-06-01', '-4')];
    const found = await suspicionsOf(rows);
    expect(found).toEqual([
      { code: 'negativeAmounts', values: { column: 'amount', role: 'amount', rows: 2, share: 0.1 } },
    ]);
  });

  it('quantities below 0, and prices of exactly 0', async () => {
    const kinds: Kinds = {
      customer: { kind: 'text', role: 'customer' },
      quantity: { kind: 'number', role: 'quantity' },
      price: { kind: 'number', role: 'price' },
    };
    const lines = times(8, (n): TextRow => [`c${n}`, String(n - 2), n < 4 ? '0.00' : '2.5']);
    expect((await profile(kinds, lines)).suspicions).toEqual([
      { code: 'negativeAmounts', values: { column: 'quantity', role: 'quantity', rows: 2, share: 0.25 } },
      { code: 'zeroAmounts', values: { column: 'price', rows: 4, share: 0.5 } },
    ]);
  });

  it('an amount a hundred times the 99th percentile, of either sign', async () => {
    const rows = [
      ...times(200, (n) => order(`c${n}`, dayText(19_904 - (n % 40)), '10')),
      order('x', '2024-06-30', '-1000.5'),
    ];
    const found = (await suspicionsOf(rows)).find(({ code }) => code === 'extremeAmounts');
    expect(found?.values).toEqual({ column: 'amount', role: 'amount', rows: 1, largest: -1000.5, usual: 10 });
    const usual = rows.with(-1, order('x', '2024-06-30', '1000'));
    expect(codes(await suspicionsOf(usual))).not.toContain('extremeAmounts');
  });

  it('a customer with a third of the orders', async () => {
    const some = (count: number) => [...calm, ...times(count, (n) => order('big', dayText(19_904 - n), '1'))];
    const found = (await suspicionsOf(some(20))).filter(({ code }) => code === 'dominantCustomer');
    expect(found).toEqual([
      {
        code: 'dominantCustomer',
        values: { customer: 'big', by: 'orders', share: 1 / 3, part: 20, whole: 60 },
      },
    ]);
    expect(codes(await suspicionsOf(some(19)))).not.toContain('dominantCustomer');
  });

  it('several rows of a customer on one day are one order', async () => {
    const rows = [...calm, ...times(30, (n) => order('big', '2024-06-30', String(n / 100)))];
    expect(codes(await suspicionsOf(rows))).not.toContain('dominantCustomer');
  });

  it('a customer with a third of the revenue', async () => {
    // 40 customers bought for 10 + 11 + … + 49 = 1180.
    const found = await suspicionsOf([...calm, order('big', '2024-06-30', '590')]);
    expect(found).toEqual([
      {
        code: 'dominantCustomer',
        values: { customer: 'big', by: 'revenue', share: 1 / 3, part: 590, whole: 1770 },
      },
    ]);
    expect(await suspicionsOf([...calm, order('big', '2024-06-30', '589')])).toEqual([]);
  });

  it('nothing about customers where there are few', async () => {
    expect(
      codes(
        await suspicionsOf(times(30, (n) => order(`c${n % 9 ? 1 : n}`, dayText(19_000 + n), `${n + 1}`))),
      ),
    ).toEqual([]);
  });

  it('rows that equal an earlier one', async () => {
    const found = await suspicionsOf([...calm, calm[3], calm[3], calm[4]]);
    expect(found).toEqual([{ code: 'duplicateRows', values: { rows: 3, share: 3 / 43, isEstimate: false } }]);
  });

  it('a stretch of days without rows', async () => {
    const [before, after] = [times(15, (n) => dayText(19_000 + n)), times(15, (n) => dayText(19_029 + n))];
    const rows = [...before, ...after].map((day, n) => order(`c${n}`, day, `${n + 1}`));
    // The last day before is 19,014 = 2022-01-22; 14 empty days follow.
    expect(await suspicionsOf(rows)).toEqual([
      {
        code: 'timeGap',
        values: { column: 'day', from: '2022-01-23', to: '2022-02-05', days: 14, usual: 1 },
      },
    ]);
    expect(await suspicionsOf(rows.filter(([, day]) => day !== '2022-02-06'))).toMatchObject([
      { values: { days: 15 } },
    ]);
    const shorter = [...rows, order('x', '2022-01-23', '3')];
    expect(await suspicionsOf(shorter)).toEqual([]);
  });

  it('no gap where the usual step is nearly as long', async () => {
    const weekly = times(30, (n) => order(`c${n}`, dayText(17_000 + 7 * n + (n > 15 ? 27 : 0)), `${n + 1}`));
    expect(await suspicionsOf(weekly)).toEqual([]);
    const longer = times(30, (n) => order(`c${n}`, dayText(17_000 + 7 * n + (n > 15 ? 28 : 0)), `${n + 1}`));
    expect(await suspicionsOf(longer)).toMatchObject([{ code: 'timeGap', values: { days: 34, usual: 7 } }]);
  });

  it('columns without values, and columns that never change', async () => {
    const kinds: Kinds = {
      id: { kind: 'text', role: 'customer' },
      note: { kind: 'text' },
      shop: { kind: 'text' },
      vip: { kind: 'text' },
    };
    const rows = (count: number) => times(count, (n): TextRow => [`c${n}`, ' ', 'جدة', n % 2 ? 'yes' : null]);
    expect((await profile(kinds, rows(10))).suspicions).toEqual([
      { code: 'emptyColumn', values: { column: 'note' } },
      { code: 'constantColumn', values: { column: 'shop', value: 'جدة' } },
    ]);
    expect(codes((await profile(kinds, rows(9))).suspicions)).toEqual(['emptyColumn']);
  });

  it('says how far it is, and stops when told', async () => {
    const table = await makeTable(database, orderKinds, calm);
    const fractions: (number | null)[] = [];
    await tableProfile(database, table, days, never, ({ fraction }) => fractions.push(fraction));
    expect(fractions).toEqual([0, 0.2, 0.4, 0.6, 0.6, 0.8, 1]);
    const stop = new AbortController();
    const stopped = tableProfile(database, table, days, stop.signal, ({ fraction }) => {
      if (fraction === 0.4) stop.abort();
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  });
});

const anyRow = fc.tuple(
  fc.constantFrom('a', 'b', 'ع', '', null),
  fc.oneof(fc.integer({ min: -50, max: 50 }).map(String), fc.constantFrom('', '0.25', '1e9', 'x')),
  fc.oneof(fc.integer({ min: 0, max: 20_000 }).map(dayText), fc.constant(null)),
);
const anyKinds: Kinds = {
  customer: { kind: 'text', role: 'customer' },
  amount: { kind: 'number', role: 'amount' },
  day: { kind: 'date', role: 'time' },
};

/** Means differ in their last digits with the order of their terms. */
const rounded = (found: TableProfile): TableProfile => ({
  ...found,
  columns: found.columns.map((column) => ({
    ...column,
    mean: column.mean && Number(column.mean.toPrecision(9)),
  })),
});

describe('any table', () => {
  it('has the same profile in whatever order its rows stand', async () => {
    const shuffled = fc
      .array(anyRow, { maxLength: 60 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, other]) => {
        expect(rounded(await profile(anyKinds, other))).toEqual(rounded(await profile(anyKinds, rows)));
      }),
      { numRuns: 25 },
    );
  });

  it('written twice has twice of everything that is counted, and nothing else changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 60 }), async (rows) => {
        const [once, twice] = [await profile(anyKinds, rows), await profile(anyKinds, [...rows, ...rows])];
        expect(twice.rows).toBe(2 * once.rows);
        for (const [index, column] of rounded(once).columns.entries()) {
          expect(rounded(twice).columns[index]).toEqual({
            ...column,
            filled: 2 * column.filled,
            histogram: column.histogram.map((bar) => ({ ...bar, rows: 2 * bar.rows })),
            top: column.top.map((value) => ({ ...value, rows: 2 * value.rows })),
          });
        }
        const copies = ({ suspicions }: TableProfile) =>
          Number(suspicions.find(({ code }) => code === 'duplicateRows')?.values.rows ?? 0);
        expect(copies(twice)).toBe(2 * copies(once) + (rows.length - copies(once)));
      }),
      { numRuns: 25 },
    );
  });

  it('has bars that hold every filled row, side by side from the smallest to the largest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 60 }), async (rows) => {
        const { columns } = await profile(anyKinds, rows);
        for (const { histogram, filled, kind } of columns) {
          if (kind === 'text') continue;
          expect(histogram.length).toBeLessThanOrEqual(24);
          expect(histogram.reduce((sum, bar) => sum + bar.rows, 0)).toBe(filled);
          for (const [index, bar] of histogram.slice(1).entries()) expect(bar.from).toBe(histogram[index].to);
        }
      }),
      { numRuns: 25 },
    );
  });
});
