import type { Role } from '../../workers/api';
import { Database } from '../../workers/duckdb/database';
import { nodePlatform } from '../../workers/duckdb/node';
import { identifier, literal } from '../../workers/duckdb/sql-text';
import type { RawColumn, RawTable } from '../../workers/tables/raw-table';

/** Tables made up in tests: all texts, as a file gives them. */

export const never = new AbortController().signal;
export const startDatabase = () => Database.start(nodePlatform, () => undefined);

export type TextRow = (string | null)[];
type Kinds = Record<string, { kind: RawColumn['kind']; role?: Role }>;

/** How the tests' columns of texts are read; a stand-in for what reads real files. */
function valueOf(name: string, kind: RawColumn['kind']): string {
  const text = `nullif(trim(${identifier(name)}), '')`;
  if (kind === 'number') return `TRY_CAST(${text} AS DOUBLE)`;
  if (kind === 'boolean') return `TRY_CAST(${text} AS BOOLEAN)`;
  return kind === 'date' ? `CAST(TRY_CAST(${text} AS DATE) - DATE '1970-01-01' AS INTEGER)` : text;
}

export function rawTable(qualified: string, kinds: Kinds, type = 'VARCHAR'): RawTable {
  const columns = Object.entries(kinds).map(([name, { kind, role }]) => ({
    name,
    type,
    role: role ?? ('attribute' as const),
    kind,
    valueSql: valueOf(name, kind),
  }));
  return { qualified, columns };
}

let tables = 0;

export async function makeTable(
  database: Database,
  kinds: Kinds,
  rows: readonly TextRow[],
): Promise<RawTable> {
  tables += 1;
  const table = rawTable(`memory.main.table_${tables}`, kinds);
  const names = table.columns.map(({ name }) => `${identifier(name)} VARCHAR`).join(', ');
  await database.run(`CREATE TABLE ${table.qualified} (${names})`, never);
  const lines = rows.map((row) => `(${row.map((text) => literal(text)).join(', ')})`);
  for (let start = 0; start < lines.length; start += 1000)
    await database.run(
      `INSERT INTO ${table.qualified} VALUES ${lines.slice(start, start + 1000).join(', ')}`,
      never,
    );
  return table;
}
