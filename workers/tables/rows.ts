import { tableToIPC } from 'apache-arrow';
import type { SqlResult, TableRowsRequest } from '../api';
import type { Database } from '../duckdb/database';
import { identifier } from '../duckdb/sql-text';
import { passingSql } from './page';
import type { RawColumn, RawTable } from './raw-table';

/** More would not fit into the page's memory. */
const mostRows = 5_000_000;

/** Digits that a DOUBLE keeps, whatever they are. */
const doubleDigits = 15;

const asItIs = /^(BOOLEAN|VARCHAR|DOUBLE|U?(TINY|SMALL)INT|U?INTEGER)$/;

/** What stands in the file, in a form that loses nothing: numbers that a DOUBLE may not hold are texts. */
function writtenSql({ name, type }: RawColumn): string {
  const value = identifier(name);
  if (asItIs.test(type)) return value;
  // By its shortest text: widened as it is, 0.1 would become 0.10000000149011612.
  if (type === 'FLOAT') return `CAST(CAST(${value} AS VARCHAR) AS DOUBLE)`;
  const digits = Number(/^DECIMAL\((\d+)/.exec(type)?.[1] ?? Infinity);
  return `CAST(${value} AS ${digits <= doubleDigits ? 'DOUBLE' : 'VARCHAR'})`;
}

/**
 * The rows of a table that pass, in their order, as they stand in its file.
 * @throws EngineError `parametersInvalid`, `cancelled`, `memoryLimit` and whatever the engine meets
 */
export async function tableRows(
  database: Database,
  table: RawTable,
  request: TableRowsRequest,
  signal: AbortSignal,
): Promise<SqlResult> {
  const limit = Math.max(0, Math.min(mostRows, Math.floor(request.limit)));
  const { columns } = table;
  // A column of the file may be called as one of ours.
  const cells = columns.map((column, index) => `${writtenSql(column)} AS cell_${index}`);
  const { rows, order } = passingSql(table, request, cells);
  const named = columns.map(({ name }, index) => `cell_${index} AS ${identifier(name)}`);
  const sql = `SELECT ${named.join(', ')} FROM ${rows} ORDER BY ${order} LIMIT ${limit + 1}`;
  const all = await database.run(sql, signal);
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    table: tableToIPC(all.numRows > limit ? all.slice(0, limit) : all, 'stream'),
    isCut: all.numRows > limit,
  };
}
