import { ownValue, type Inspection } from '../api';
import type { Database } from '../duckdb/database';
import { identifier } from '../duckdb/sql-text';
import { textSql } from '../ingest/values/text-sql';
import { rawName, type RawTable } from './raw-table';

const previewRows = 12;

/** A first look at a table in use, from its kept rows: the file is not needed. */
export async function inspectRaw(
  database: Database,
  catalog: string,
  table: RawTable,
  signal: AbortSignal,
): Promise<Inspection> {
  const texts = table.columns.map(({ name, type }) => `${asText(name, type)} AS ${identifier(name)}`);
  const rows = await database.run(
    `SELECT ${texts.join(', ')} FROM ${rawName(catalog, table)} WHERE rowid < ${previewRows} ORDER BY rowid`,
    signal,
  );
  const columns = table.columns.map((_, place) => rows.getChildAt(place)!);
  const { fileName, files, format, bytes, unread } = table;
  return {
    fileName,
    files,
    format,
    bytes,
    reading: [],
    columns: table.columns.map((column) => ({
      ...column,
      role: ownValue(table.settings.mapping, column.name) ?? column.role,
    })),
    unread,
    rows: Array.from({ length: rows.numRows }, (_, row) =>
      columns.map((values) => values.get(row) as string | null),
    ),
  };
}

/** A value as text; a plain cast of an instant would ask for the engine's time-zone extension. */
function asText(name: string, type: string): string {
  const column = identifier(name);
  if (/WITH TIME ZONE$/.test(type)) return `CAST(make_timestamp(epoch_us(${column})) AS VARCHAR) || 'Z'`;
  return type === 'VARCHAR' ? column : textSql({ name, type, values: [] });
}
