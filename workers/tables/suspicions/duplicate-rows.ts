import type { Suspicion } from '../../api';
import type { Database } from '../../duckdb/database';
import { identifier } from '../../duckdb/sql-text';
import type { RawTable } from '../raw-table';

/** Rows compared at once; of larger tables a part is looked at, into which all copies of a row fall together. */
const mostCompared = 4_000_000;

/**
 * duplicateRows: rows that equal an earlier one in every column as the file has it. Compared by a fingerprint of 64
 * bits, so that memory does not depend on how wide they are. `isEstimate` where only a part was looked at.
 */
export async function duplicateRows(
  { database, table, rows }: { database: Database; table: RawTable; rows: number },
  signal: AbortSignal,
): Promise<Suspicion[]> {
  // A list of one column repeats itself by nature.
  if (table.columns.length < 2 || rows < 2) return [];
  const parts = Math.ceil(rows / mostCompared);
  const columns = table.columns.map(({ name }) => identifier(name)).join(', ');
  const fingerprints = `(SELECT hash(${columns}) AS fingerprint FROM ${table.qualified})`;
  const sql = `SELECT CAST(count(*) - count(DISTINCT fingerprint) AS DOUBLE) AS n FROM ${fingerprints}
    WHERE fingerprint % ${parts} = 0`;
  const [{ n }] = (await database.run(sql, signal)).toArray() as { n: number }[];
  if (n === 0) return [];
  const copies = n * parts;
  return [{ code: 'duplicateRows', values: { rows: copies, share: copies / rows, isEstimate: parts > 1 } }];
}
