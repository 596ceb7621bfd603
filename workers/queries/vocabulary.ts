import type { SqlTable } from '../api';
import type { Loaded } from '../dataset/build-data';
import type { Database } from '../duckdb/database';
import { literal } from '../duckdb/sql-text';
import { canonicalTables } from '../api';
import { fileTables } from './file-tables';
import { harmlessTableFunctions, isForbiddenFunction } from './guard';
import { zonedFunctions } from './zoned';

const never = new AbortController().signal;

/** Functions that the engine does not list: those of windows alone, and those with a grammar of their own. */
const unlisted = (
  'row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value ' +
  'coalesce ifnull try_cast cast extract exists'
).split(' ');

/** What the engine knows whatever data is open. */
export interface EngineWords {
  keywords: string[];
  /** Functions that can stand in a query. */
  functions: string[];
  /** Functions that can stand for a table only, so in none. */
  tableFunctions: Set<string>;
}

export async function engineWords(database: Database): Promise<EngineWords> {
  const keywords = await database.run(
    'SELECT DISTINCT keyword_name AS name FROM duckdb_keywords() ORDER BY name',
    never,
  );
  const rows = await database.run(
    `SELECT function_name AS name, bool_and(function_type IN ('table', 'table_macro')) AS is_table
FROM duckdb_functions()
WHERE function_type <> 'pragma' AND regexp_matches(function_name, '^[a-zA-Z][a-zA-Z0-9_]*$')
GROUP BY name ORDER BY name`,
    never,
  );
  const functions = rows.toArray().map((row) => row.toJSON() as { name: string; is_table: boolean });
  const harmless = (name: string) => harmlessTableFunctions.has(name);
  const tableFunctions = new Set(
    functions.filter(({ name, is_table }) => is_table && !harmless(name)).map(({ name }) => name),
  );
  const usable = functions
    .map(({ name }) => name)
    .filter((name) => !isForbiddenFunction(name, tableFunctions) && !zonedFunctions.has(name));
  return {
    keywords: keywords.toArray().map(({ name }) => String(name)),
    functions: [...new Set([...usable, ...unlisted])].sort(),
    tableFunctions,
  };
}

/** The tables of data in use that a query can name. */
export async function tablesOf(database: Database, loaded: Loaded): Promise<SqlTable[]> {
  const rows = await database.run(
    `SELECT table_name AS name, list(column_name ORDER BY column_index) AS columns, list(data_type ORDER BY column_index) AS types
FROM duckdb_columns()
WHERE database_name = ${literal(loaded.catalog)} AND schema_name = ${literal(loaded.model)}
GROUP BY table_name`,
    never,
  );
  const found = new Map(
    rows.toArray().map((row) => {
      const [columns, types] = [[...row.columns], [...row.types]].map((list) => list.map(String));
      return [String(row.name), columns.map((name, place) => ({ name, type: types[place] }))];
    }),
  );
  const canonical = canonicalTables.map((name): SqlTable => ({
    name,
    kind: 'canonical',
    columns: found.get(name) ?? [],
  }));
  const files = fileTables(loaded).map(({ name, columns }): SqlTable => ({ name, kind: 'file', columns }));
  return [...canonical, ...files];
}
