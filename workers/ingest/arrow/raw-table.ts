import type { Database } from '../../duckdb/database';
import { identifier } from '../../duckdb/sql-text';
import type { ReadTarget } from '../reader';

/** The raw table's name as it stands in SQL. */
export const qualified = (target: ReadTarget, ending = '') =>
  `${target.namespace}.${identifier(target.table + ending)}`;

/** Makes the empty raw table and the one of the rows that are set apart. */
export async function createTables(
  target: ReadTarget,
  columns: readonly { name: string; type: string }[],
  signal: AbortSignal,
): Promise<void> {
  const definitions = columns.map(({ name, type }) => `${identifier(name)} ${type}`);
  await target.database.run(`CREATE TABLE ${qualified(target)} (${definitions.join(', ')})`, signal);
  await target.database.run(
    `CREATE TABLE ${qualified(target, '_rejected')} (line INTEGER, column_name VARCHAR, value VARCHAR, reason VARCHAR)`,
    signal,
  );
}

/** Types of a query's columns as the engine names them. */
export async function describe(database: Database, table: string, signal: AbortSignal): Promise<string[]> {
  const described = await database.run(`DESCRIBE ${table}`, signal);
  return [...described].map((row) => String(row.toJSON().column_type));
}
