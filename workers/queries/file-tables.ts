import type { SqlColumn } from '../api';
import { rawColumn } from '../dataset/browsers';
import type { Loaded } from '../dataset/build-data';
import { rawName } from '../dataset/raw-table';
import { identifier } from '../duckdb/sql-text';
import type { RawColumn } from '../tables/raw-table';
import { fileTableNames } from './file-table-names';

/** A table of the notebook as it was read, by the name it has in SQL. */
export interface FileTable {
  name: string;
  columns: SqlColumn[];
  /** A query of its rows: columns by their own names, values as they are understood. */
  sql: string;
}

const types: Record<RawColumn['kind'], string> = {
  number: 'DOUBLE',
  date: 'DATE',
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
};

export function fileTables({ catalog, tables, dataset }: Loaded): FileTable[] {
  const names = fileTableNames(tables.map(({ name }) => name));
  return tables.map((table, place) => {
    const columns = table.columns.map((column) => rawColumn(table, column, dataset.options.timeZone));
    const values = columns.map((column) => `${valueOf(column)} AS ${identifier(column.name)}`);
    return {
      name: names[place],
      columns: columns.map(({ name, kind }) => ({ name, type: types[kind] })),
      sql: `SELECT ${values.join(', ')} FROM ${rawName(catalog, table)}`,
    };
  });
}

function valueOf({ kind, valueSql }: RawColumn): string {
  if (kind === 'date') return `DATE '1970-01-01' + ${valueSql}`;
  return kind === 'number' ? `CAST(${valueSql} AS DOUBLE)` : valueSql;
}
