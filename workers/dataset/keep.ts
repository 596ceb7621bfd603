import type { Database } from '../duckdb/database';
import type { StoredNote } from '../storage/kept-list';
import type { Storage, Store } from '../storage/storage';
import tablesSql from '../model/tables.sql?raw';
import { modelNamespace, withRollups, type Loaded } from './build-data';
import { buildOrExtend } from './extend-data';
import type { Current, Staged } from './import';
import { dropOrphans, readState, writeState, type SavedState } from './state';

const never = new AbortController().signal;

/** Writes down what holds now, and puts it away for good. What it does not name is gone once that is done. */
export async function save(database: Database, current: Current): Promise<void> {
  const { store, loaded } = current;
  await saveBeside(database, current);
  if (await dropOrphans(database, store.catalog, stateOf(loaded))) await store.save(noteOf(loaded));
}

/** The same while a table may be on its way into the store: what is there of it stays. */
export async function saveBeside(database: Database, { store, loaded }: Current): Promise<void> {
  await writeState(database, store.catalog, stateOf(loaded));
  await store.save(noteOf(loaded));
}

function stateOf({ model, dataset, tables, rollups }: Loaded): SavedState {
  return { model, dataset, tables, counts: rollups.counts };
}

function noteOf({ dataset, rollups }: Loaded): StoredNote {
  const { fileName, rowsRead, from, asOf } = dataset;
  return { title: fileName, rows: rowsRead, customers: rollups.counts?.customers ?? null, from, asOf };
}

/**
 * Makes staged data the one in use. A former store is closed, and gone where it is not kept.
 * @throws EngineError `storageFull`; a store that held data before is then to be reverted by `revertToSaved`
 */
export async function adoptData(database: Database, staged: Staged, former: Current | null): Promise<void> {
  const { store, loaded } = staged;
  const isShared = former?.store === store;
  if (!loaded.ownsModel)
    await database.run(`DELETE FROM ${modelNamespace(loaded)}.built WHERE job LIKE 'attribute %'`, never);
  try {
    await save(database, staged);
  } catch (thrown) {
    if (!isShared) await store.delete();
    throw thrown;
  }
  await former?.loaded.selections.close();
  if (former && !isShared) await former.store.close();
}

/** Opens kept data. */
export async function openKept(
  database: Database,
  storage: Storage,
  id: string,
  takeOver: boolean,
): Promise<Current> {
  const store = await storage.open(id, takeOver);
  try {
    return await readSaved(database, store);
  } catch (thrown) {
    await store.close();
    throw thrown;
  }
}

async function readSaved(database: Database, store: Store): Promise<Current> {
  const state = await readState(database, store.catalog);
  await dropOrphans(database, store.catalog, state);
  await database.run(tablesSql, never, `${store.catalog}.${state.model}`);
  const jobs = await database.run(`SELECT job FROM ${store.catalog}.${state.model}.built`, never);
  const built = [...jobs].map((row) => String(row.job));
  return { store, loaded: withRollups(database, store.catalog, state, built) };
}

/** Data as it was saved last: after a write that found no room the engine's picture of it can't be trusted. */
export async function revertToSaved(database: Database, { store, loaded }: Current): Promise<Current> {
  await loaded.selections.close();
  await store.revert();
  return readSaved(database, store);
}

/** The data in use without one of its further tables. */
export async function takeTableOut(database: Database, current: Current, id: string): Promise<Current> {
  const { store, loaded } = current;
  const tables = loaded.tables.filter((table) => table.id !== id);
  const extended = await buildOrExtend({
    database,
    catalog: store.catalog,
    tables,
    options: loaded.dataset.options,
    current: loaded,
    reader: null,
    signal: never,
  });
  const taken = { store, loaded: extended };
  await save(database, taken);
  await loaded.selections.close();
  return taken;
}
