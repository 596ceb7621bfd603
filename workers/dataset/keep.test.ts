import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database } from '../duckdb/database';
import { nodePlatform } from '../duckdb/node';
import { openStorage, type Store } from '../storage/storage';
import type { Current } from './import';
import { save, saveBeside } from './keep';

const never = new AbortController().signal;
let database: Database;
let store: Store;
beforeEach(async () => {
  database = await Database.start(nodePlatform, () => undefined);
  store = await (await openStorage(database, nodePlatform)).create();
});
afterEach(() => database.stop());

const run = (sql: string) => database.run(sql, never);
const tables = async () =>
  [...(await run(`SELECT table_name AS name FROM duckdb_tables() WHERE database_name = '${store.catalog}'`))]
    .map(({ name }) => String(name))
    .sort();

/** Data of one table, as far as saving it looks at it. */
function inUse(sqlName: string): Current {
  const dataset = { fileName: 'orders.csv', rowsRead: 1, from: '2024-01-01', asOf: '2024-01-02' };
  const loaded = { model: 'model_1', dataset, tables: [{ sqlName }], rollups: { counts: null } };
  return { store, loaded } as unknown as Current;
}

it('keeps a table that is on its way in while what is in use is written down once more', async () => {
  await run(`CREATE TABLE ${store.catalog}.main.table_1 (x INTEGER)`);
  await run(`CREATE TABLE ${store.catalog}.main.table_2 (x INTEGER)`);
  await saveBeside(database, inUse('table_1'));
  expect(await tables()).toEqual(['table_1', 'table_2', 'wafa_state']);
  await save(database, inUse('table_1'));
  expect(await tables()).toEqual(['table_1', 'wafa_state']);
});
