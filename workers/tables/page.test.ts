import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTable, never, startDatabase, type TextRow } from '../../test/helpers/raw-tables';
import type { TableFilter, TablePageRequest } from '../api';
import type { Database } from '../duckdb/database';
import type { RawTable } from './raw-table';
import { TableBrowser } from './table-browser';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const kinds = {
  name: { kind: 'text' },
  amount: { kind: 'number', role: 'amount' },
  day: { kind: 'date', role: 'time' },
  member: { kind: 'boolean' },
} as const;
const names = Object.keys(kinds);

const rows: TextRow[] = [
  ['Layla', '10', '2024-03-01', 'true'],
  ['zaid', '9', '2024-01-15', 'false'],
  [null, '', '', ''],
  ['50%_off', '-2.5', '2023-12-31', null],
  ['Zaid', '9.0', 'soon', 'true'],
  ['ليلى', 'nan', '2024-02-29', 'false'],
];

const ask = (wish: Partial<TablePageRequest>): TablePageRequest => ({
  table: 't',
  offset: 0,
  limit: 500,
  sort: null,
  filters: [],
  ...wish,
});

async function firstCells(table: RawTable, wish: Partial<TablePageRequest>): Promise<(string | null)[]> {
  const { rows: found } = await new TableBrowser(database, table).page(ask(wish), never);
  return found.map(([first]) => first);
}

const sortBy = (column: string, descending = false) => ({ sort: { column, descending } });
const only = (...filters: TableFilter[]) => ({ filters });

describe('a page of a table', () => {
  let table: RawTable;
  beforeAll(async () => {
    table = await makeTable(database, kinds, rows);
  });

  it('gives the rows as the file has them, in its order', async () => {
    const page = await new TableBrowser(database, table).page(ask({ offset: 1, limit: 2 }), never);
    expect(page).toEqual({ rows: rows.slice(1, 3), offset: 1, total: 6 });
  });

  it.each([
    [
      'numbers by size, what is none last',
      sortBy('amount'),
      ['50%_off', 'zaid', 'Zaid', 'Layla', null, 'ليلى'],
    ],
    [
      'and last as well the other way round, equal ones in the order of the file',
      sortBy('amount', true),
      ['Layla', 'zaid', 'Zaid', '50%_off', null, 'ليلى'],
    ],
    ['dates by time', sortBy('day'), ['50%_off', 'zaid', 'ليلى', 'Layla', null, 'Zaid']],
    ['texts without regard to capitals', sortBy('name'), ['50%_off', 'Layla', 'zaid', 'Zaid', 'ليلى', null]],
  ])('sorts %s', async (_, wish, expected) => {
    expect(await firstCells(table, wish)).toEqual(expected);
  });

  it.each([
    ['capitals or not', only({ column: 'name', kind: 'contains', text: 'ZA' }), ['zaid', 'Zaid']],
    ['signs that mean something in SQL', only({ column: 'name', kind: 'contains', text: '%_' }), ['50%_off']],
    ['Arabic', only({ column: 'name', kind: 'contains', text: 'يل' }), ['ليلى']],
    ['equal texts', only({ column: 'name', kind: 'equals', text: ' zaid ' }), ['zaid']],
    [
      'equal numbers however they are written',
      only({ column: 'amount', kind: 'equals', text: '9' }),
      ['zaid', 'Zaid'],
    ],
    ['a text in a column of numbers', only({ column: 'amount', kind: 'equals', text: 'nan' }), ['ليلى']],
    ['yes and no', only({ column: 'member', kind: 'equals', text: 'true' }), ['Layla', 'Zaid']],
    [
      'a range, both ends in it',
      only({ column: 'amount', kind: 'between', from: '9', to: '10' }),
      ['Layla', 'zaid', 'Zaid'],
    ],
    [
      'a range open to one side',
      only({ column: 'amount', kind: 'between', from: '9.5', to: null }),
      ['Layla'],
    ],
    ['days', only({ column: 'day', kind: 'between', from: null, to: '2024-01-15' }), ['zaid', '50%_off']],
    ['what has a value', only({ column: 'day', kind: 'filled' }), ['Layla', 'zaid', '50%_off', 'ليلى']],
    ['what has none', only({ column: 'day', kind: 'empty' }), [null, 'Zaid']],
    ['a number that is none as missing', only({ column: 'amount', kind: 'empty' }), [null, 'ليلى']],
    [
      'several conditions',
      only(
        { column: 'name', kind: 'contains', text: 'z' },
        { column: 'member', kind: 'equals', text: 'false' },
      ),
      ['zaid'],
    ],
    ['nothing at all', only({ column: 'name', kind: 'contains', text: 'x' }), []],
  ] as [string, { filters: TableFilter[] }, (string | null)[]][])('finds %s', async (_, wish, expected) => {
    expect(await firstCells(table, wish)).toEqual(expected);
  });

  it.each([
    ['an unknown column', sortBy('price')],
    ['a range of texts', only({ column: 'name', kind: 'between', from: 'a', to: 'b' })],
    ['a range to what is no number', only({ column: 'amount', kind: 'between', from: 'much', to: null })],
    ['a range to what is no date', only({ column: 'day', kind: 'between', from: null, to: '15/01/2024' })],
  ] as [string, Partial<TablePageRequest>][])('refuses %s', async (_, wish) => {
    await expect(firstCells(table, wish)).rejects.toMatchObject({ code: 'parametersInvalid' });
  });

  it('gives nothing beyond the end, and says how much there is', async () => {
    const browser = new TableBrowser(database, table);
    expect(await browser.page(ask({ offset: 100 }), never)).toEqual({ rows: [], offset: 100, total: 6 });
    expect(await browser.page(ask({ ...sortBy('name'), offset: 5 }), never)).toMatchObject({
      rows: [rows[2]],
      total: 6,
    });
  });

  it('never gives more than 500 rows', async () => {
    const many = await makeTable(
      database,
      { number: { kind: 'number' } },
      Array.from({ length: 1200 }, (_, n) => [String(n)]),
    );
    const page = await new TableBrowser(database, many).page(ask({ limit: 9999, offset: 600 }), never);
    expect(page.rows.map(([text]) => text)).toEqual(Array.from({ length: 500 }, (_, n) => String(600 + n)));
    expect(page.total).toBe(1200);
  });

  it('cuts a text that no cell can show', async () => {
    const long = await makeTable(database, { text: { kind: 'text' } }, [['ع'.repeat(3000)]]);
    expect(await firstCells(long, {})).toEqual([`${'ع'.repeat(1000)}…`]);
  });

  it('works where a column is called like the number of the row', async () => {
    const odd = await makeTable(database, { RowId: { kind: 'number' }, place: { kind: 'text' } }, [
      ['7', 'a'],
      ['5', 'b'],
      ['6', 'c'],
    ]);
    const browser = new TableBrowser(database, odd);
    expect((await browser.page(ask({ offset: 1, limit: 1 }), never)).rows).toEqual([['5', 'b']]);
    expect((await browser.page(ask(sortBy('RowId')), never)).rows).toEqual([
      ['5', 'b'],
      ['6', 'c'],
      ['7', 'a'],
    ]);
  });

  it('keeps the order of the file where rows have been taken out', async () => {
    const thinned = await makeTable(database, { number: { kind: 'number' } }, [['1'], ['2'], ['3'], ['4']]);
    await database.run(`DELETE FROM ${thinned.qualified} WHERE "number" = '2'`, never);
    const page = await new TableBrowser(database, thinned).page(ask({ offset: 1, limit: 2 }), never);
    expect(page).toMatchObject({ rows: [['3'], ['4']], total: 3 });
  });

  it('knows types of the engine', async () => {
    await database.run(
      `CREATE TABLE typed AS SELECT 12.0::DOUBLE AS a, DATE '2024-01-02' AS b, TIMESTAMPTZ '2024-01-02 03:04:05+02' AS c, 1.50::DECIMAL(9,2) AS d, ''::BLOB AS e`,
      never,
    );
    const typed: RawTable = {
      qualified: 'memory.main.typed',
      columns: ['DOUBLE', 'DATE', 'TIMESTAMP WITH TIME ZONE', 'DECIMAL(9,2)', 'BLOB'].map((type, index) => ({
        name: 'abcde'[index],
        type,
        role: 'attribute',
        kind: 'text',
        valueSql: `CAST("${'abcde'[index]}" AS VARCHAR)`,
      })),
    };
    const { rows: found } = await new TableBrowser(database, typed).page(ask({}), never);
    expect(found).toEqual([['12', '2024-01-02', '2024-01-02 01:04:05+00', '1.50', '']]);
  });

  it('stops when it is told to, and answers the next request all the same', async () => {
    const browser = new TableBrowser(database, table);
    const stop = new AbortController();
    const first = browser.page(ask(sortBy('name')), stop.signal);
    stop.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect((await browser.page(ask({ ...sortBy('name'), limit: 1 }), never)).rows).toEqual([rows[3]]);
  });
});

const cell = fc.oneof(
  fc.constantFrom(null, '', 'a', 'A b', '%', '_', "o'k", 'ع', '٣'),
  fc.string({ unit: 'binary-ascii', maxLength: 4 }).map((text) => text.replaceAll('\0', '')),
);
const numberText = fc.oneof(
  fc.constantFrom(null, '', 'x', '1e3', '-0'),
  fc.integer({ min: -5, max: 5 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const dayText = fc.oneof(
  fc.constantFrom(null, '', '31/31/31'),
  fc.integer({ min: 0, max: 40 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
);
const flagText = fc.constantFrom(null, '', 'true', 'false');
const someRows = fc.array(fc.tuple(cell, numberText, dayText, flagText), { maxLength: 40 });

/** What the texts mean, read by JavaScript; null where nothing is meant. */
function meaning(text: string | null, column: number): string | number | null {
  const plain = text?.replace(/^ +| +$/g, '') ?? '';
  if (plain === '') return null;
  if (column === 1) return Number.isFinite(Number(plain)) ? Number(plain) : null;
  if (column === 2) return /^\d{4}/.test(plain) ? plain : null;
  return plain;
}

function inSort(table: readonly TextRow[], column: number, descending: boolean): TextRow[] {
  const key = (row: TextRow) => {
    const value = meaning(row[column], column);
    return typeof value === 'string' && column === 0 ? value.toLowerCase() : value;
  };
  return table
    .map((row, place) => ({ row, place, key: key(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null)
        return Number(a.key === null) - Number(b.key === null) || a.place - b.place;
      const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (descending ? -order : order) || a.place - b.place;
    })
    .map(({ row }) => row);
}

const someFilter: fc.Arbitrary<TableFilter> = fc.oneof(
  fc.record({
    column: fc.constantFrom(...names),
    kind: fc.constantFrom('contains' as const),
    text: fc.constantFrom('a', 'B', '%', '_', "'", '1', 'ع', ''),
  }),
  fc.record({
    column: fc.constantFrom(...names),
    kind: fc.constantFrom('filled' as const, 'empty' as const),
  }),
  fc.record({
    column: fc.constant('amount'),
    kind: fc.constant('between' as const),
    from: fc.constantFrom(null, '-2', '0.5'),
    to: fc.constantFrom(null, '3', '1e3'),
  }),
  fc.record({
    column: fc.constant('day'),
    kind: fc.constant('between' as const),
    from: fc.constantFrom(null, '1970-01-05'),
    to: fc.constantFrom(null, '1970-01-20'),
  }),
);

function passes(row: TextRow, filter: TableFilter): boolean {
  const column = names.indexOf(filter.column);
  const value = meaning(row[column], column);
  switch (filter.kind) {
    case 'contains':
      return row[column]?.toLowerCase().includes(filter.text.toLowerCase()) ?? false;
    case 'equals':
      throw new Error('not drawn');
    case 'filled':
      return value !== null;
    case 'empty':
      return value === null;
    case 'between': {
      if (value === null) return false;
      const read = (text: string) => (column === 1 ? Number(text) : text);
      return (
        (filter.from === null || value >= read(filter.from)) &&
        (filter.to === null || value <= read(filter.to))
      );
    }
  }
}

describe('any table', () => {
  it('paged through is the whole, sorted and filtered as JavaScript does it', async () => {
    const wish = fc.record({
      rows: someRows,
      column: fc.option(fc.nat(3)),
      descending: fc.boolean(),
      filters: fc.array(someFilter, { maxLength: 2 }),
      limit: fc.integer({ min: 1, max: 17 }),
    });
    await fc.assert(
      fc.asyncProperty(wish, async ({ rows: all, column, descending, filters, limit }) => {
        const table = await makeTable(database, kinds, all);
        const browser = new TableBrowser(database, table);
        const sort = column === null ? null : { column: names[column], descending };
        const passing = all.filter((row) => filters.every((filter) => passes(row, filter)));
        const expected = column === null ? passing : inSort(passing, column, descending);
        const seen: TextRow[] = [];
        for (let offset = 0; offset <= expected.length; offset += limit) {
          const page = await browser.page(ask({ offset, limit, sort, filters }), never);
          expect(page.total).toBe(expected.length);
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          seen.push(...page.rows);
        }
        expect(seen).toEqual(expected);
        await database.run(`DROP TABLE ${table.qualified}`, never);
      }),
      { numRuns: 60 },
    );
  });
});
