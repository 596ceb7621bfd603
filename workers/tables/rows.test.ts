import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTable, never, startDatabase, type TextRow } from '../../test/helpers/raw-tables';
import type { TableRowsRequest } from '../api';
import type { Database } from '../duckdb/database';
import type { RawTable } from './raw-table';
import { tableRows } from './rows';

let database: Database;
let table: RawTable;

const long = 'x'.repeat(5000);
const rows: TextRow[] = [
  ['b', '10', '2024-03-01', null],
  ['A', '9', '2024-01-15', long],
  [null, '', 'soon', '='],
  ['a', '-2.50', '2024-02-29', ''],
];

beforeAll(async () => {
  database = await startDatabase();
  // The last is called as the query's own condition is.
  table = await makeTable(
    database,
    { name: { kind: 'text' }, amount: { kind: 'number' }, day: { kind: 'date' }, passes: { kind: 'text' } },
    rows,
  );
});
afterAll(() => database.stop());

async function ask(wish: Partial<TableRowsRequest>, of = table) {
  const request = { table: 't', limit: 100, sort: null, filters: [], ...wish };
  const { columns, table: bytes, isCut } = await tableRows(database, of, request, never);
  const read = tableFromIPC(bytes);
  const values = [...read].map((row) => Object.values(row.toJSON()) as unknown[]);
  return { columns, values, isCut, names: read.schema.names };
}

it('gives all rows whole, as the file has them and in its order', async () => {
  expect(await ask({})).toEqual({
    columns: ['name', 'amount', 'day', 'passes'].map((name) => ({ name, type: 'VARCHAR' })),
    names: ['name', 'amount', 'day', 'passes'],
    values: rows,
    isCut: false,
  });
});

it('gives those that pass, in the order asked for, and says when there are more', async () => {
  const sort = { column: 'amount', descending: true };
  const filters = [{ column: 'amount', kind: 'filled' as const }];
  const firsts = async (limit: number) => {
    const { values, isCut } = await ask({ sort, filters, limit });
    return { names: values.map(([name]) => name), isCut };
  };
  expect(await firsts(3)).toEqual({ names: ['b', 'A', 'a'], isCut: false });
  expect(await firsts(2)).toEqual({ names: ['b', 'A'], isCut: true });
  expect(await firsts(0)).toEqual({ names: [], isCut: true });
});

it('loses no digit of what a number of the page can’t hold', async () => {
  await database.run(
    `CREATE TABLE memory.main.typed AS SELECT 9007199254740993::BIGINT AS id, 0.1::FLOAT AS small,
      12345678901234567.89::DECIMAL(19,2) AS long, 1.25::DECIMAL(9,2) AS short, DATE '2024-02-29' AS day,
      TIMESTAMP '2024-02-29 12:30:00' AS seen, true AS flag, 7::UTINYINT AS few`,
    never,
  );
  const types = { id: 'BIGINT', small: 'FLOAT', long: 'DECIMAL(19,2)', short: 'DECIMAL(9,2)', day: 'DATE' };
  const all = { ...types, seen: 'TIMESTAMP', flag: 'BOOLEAN', few: 'UTINYINT' };
  const columns = Object.entries(all).map(([name, type]) => {
    return { name, type, role: 'attribute' as const, kind: 'text' as const, valueSql: name };
  });
  const { values } = await ask({}, { qualified: 'memory.main.typed', columns });
  expect(values).toEqual([
    ['9007199254740993', 0.1, '12345678901234567.89', 1.25, '2024-02-29', '2024-02-29 12:30:00', true, 7],
  ]);
});
