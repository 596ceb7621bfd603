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
