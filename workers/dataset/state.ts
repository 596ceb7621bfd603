import type { Dataset, DatasetCounts } from '../api';
import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import { identifier, literal } from '../duckdb/sql-text';
import type { RawTable } from './raw-table';

/** What makes tables in a store the data of a notebook. It is written last, in one step: what it names is whole. */
export interface SavedState {
  /** Schema of the canonical tables. */
  model: string;
  dataset: Dataset;
  tables: RawTable[];
  /** Null when the customers and orders were not put together, or not to their end. */
  counts: DatasetCounts | null;
}

const version = 2;
const never = new AbortController().signal;

/** Writes down which tables and which model hold, in place of what held before. */
export async function writeState(database: Database, catalog: string, state: SavedState): Promise<void> {
  const text = literal(JSON.stringify(state));
  await database.run(
    `CREATE OR REPLACE TABLE ${catalog}.main.wafa_state AS SELECT ${version} AS version, ${text} AS state`,
    never,
  );
}

/** @throws EngineError `storageLost` when the store holds no data, or of a version that is not known */
export async function readState(database: Database, catalog: string): Promise<SavedState> {
  const found = await database
    .run(`SELECT version, state FROM ${catalog}.main.wafa_state`, never)
    .catch((thrown: unknown) => {
      throw new EngineError('storageLost', 'The kept data is not whole.', { cause: String(thrown) });
    });
  const row = found.get(0);
  if (Number(row?.version) !== version)
    throw new EngineError('storageLost', 'The kept data is of another version.');
  return JSON.parse(String(row!.state)) as SavedState;
}

/**
 * Drops what an interrupted import or a replaced table left behind: tables and schemas that the state does not name.
 * @returns whether there was any
 */
export async function dropOrphans(database: Database, catalog: string, state: SavedState): Promise<boolean> {
  const names = async (sql: string) => [...(await database.run(sql, never))].map(({ name }) => String(name));
  const schemas = await names(
    `SELECT schema_name AS name FROM duckdb_schemas() WHERE database_name = ${literal(catalog)} AND schema_name LIKE 'model_%'`,
  );
  const tables = await names(
    `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = ${literal(catalog)} AND schema_name = 'main'`,
  );
  const kept = new Set([
    'wafa_state',
    ...state.tables.flatMap(({ sqlName }) => [sqlName, `${sqlName}_rejected`]),
  ]);
  const orphans = [
    ...schemas
      .filter((name) => name !== state.model)
      .map((name) => `SCHEMA ${catalog}.${identifier(name)} CASCADE`),
    ...tables.filter((name) => !kept.has(name)).map((name) => `TABLE ${catalog}.main.${identifier(name)}`),
  ];
  for (const orphan of orphans) await database.run(`DROP ${orphan}`, never);
  return orphans.length > 0;
}
