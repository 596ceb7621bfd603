import { tableToIPC, type Table } from 'apache-arrow';
import type { SqlColumn, SqlResult } from '../api';
import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import { identifier } from '../duckdb/sql-text';
import { typeName, uniqueNames, valueSql } from './columns';
import type { Checked } from './guard';
import type { Expression } from './prepare';
import { asHeavy, sqlError, type Wrapped } from './sql-error';
import { wordOf } from './tokens';

/** More than anybody reads; what a notebook from elsewhere asks for must not flood memory. */
const mostRows = 1_000_000;
const mostColumns = 1000;
const bounds = { bytes: 256 * 2 ** 20, patienceMilliseconds: 8_000 };

type Run = (sql: string) => Promise<Table>;

interface Asked {
  query: Checked;
  expressions: readonly Expression[];
  /** Where the canonical tables are found. */
  namespace: string;
  limit: number;
  signal: AbortSignal;
}

/**
 * Runs a query that has been checked and whose tables are ready.
 * @throws EngineError `sqlInvalid`, `sqlNeedsExtension`, `memoryLimit`, `sqlTooHeavy`, `cancelled`
 */
export function answer(database: Database, asked: Asked): Promise<SqlResult> {
  const { query, expressions, namespace, signal } = asked;
  const limit = Math.max(0, Math.min(mostRows, Math.floor(asked.limit)));
  return database.strange(namespace, signal, bounds, async (run) => {
    const described = await runWrapped(run, wrap('DESCRIBE ', expressions, '*', query, ''));
    const own = columnsOf(described);
    if (own.length > mostColumns)
      throw new EngineError(
        'sqlInvalid',
        `The result has ${own.length} columns; ${mostColumns} are the most.`,
      );
    const named = uniqueNames(await writtenNames(run, expressions, query, own));
    const selected = own.map(
      ({ name, type }, place) => `${valueSql(name, type)} AS ${identifier(named[place].name)}`,
    );
    const all = await runWrapped(
      run,
      wrap('', expressions, selected.join(', '), query, ` LIMIT ${limit + 1}`),
    );
    await tidy(run, query);
    return {
      columns: named.map(({ name, type }) => ({ name, type: typeName(type) })),
      table: tableToIPC(all.numRows > limit ? all.slice(0, limit) : all, 'stream'),
      isCut: all.numRows > limit,
    };
  });
}

/** The query as a table: only what can stand between parentheses runs. */
function wrap(
  verb: string,
  expressions: readonly Expression[],
  selected: string,
  query: Checked,
  end: string,
): Wrapped {
  let head = verb + (expressions.length > 0 ? 'WITH ' : '');
  const ends = expressions.map(({ text }, place) => {
    head += `${place > 0 ? ',\n' : ''}${text}`;
    return head.length;
  });
  head += `${expressions.length > 0 ? '\n' : ''}SELECT ${selected} FROM (\n`;
  return {
    sql: `${head}${query.text}\n) AS result${end}`,
    query,
    start: head.length,
    cellAt: (place) => expressions[ends.findIndex((each) => place < each)]?.cell ?? null,
  };
}

async function runWrapped(run: Run, wrapped: Wrapped): Promise<Table> {
  try {
    return await run(wrapped.sql);
  } catch (thrown) {
    throw sqlError(thrown, wrapped);
  }
}

function columnsOf(described: Table): SqlColumn[] {
  const [names, types] = ['column_name', 'column_type'].map((name) => described.getChild(name)!);
  return Array.from({ length: described.numRows }, (_, row) => ({
    name: String(names.get(row)),
    type: String(types.get(row)),
  }));
}

/**
 * The columns by the names that the query gives them: between parentheses the engine numbers those of the same name. A
 * query stands without them behind WITH when it is no list of WITH itself.
 */
async function writtenNames(
  run: Run,
  expressions: readonly Expression[],
  query: Checked,
  numbered: SqlColumn[],
): Promise<SqlColumn[]> {
  if (!numbered.some(({ name }) => /_\d+$/.test(name))) return numbered;
  const [first, second] = query.tokens;
  const list = expressions.map(({ text }) => text).join(',\n');
  let sql = `WITH ${list} (\n${query.text}\n)`;
  if (list === '') sql = query.text;
  else if (wordOf(first) === 'with') {
    const isRecursive = wordOf(second) === 'recursive';
    const rest = query.text.slice((isRecursive ? second : first).end);
    sql = `WITH ${isRecursive ? 'RECURSIVE ' : ''}${list},\n${rest}`;
  }
  try {
    const written = columnsOf(await run(`DESCRIBE ${sql}`));
    return written.length === numbered.length ? written : numbered;
  } catch (thrown) {
    // A query such as SUMMARIZE has no columns of the same name.
    if (thrown instanceof EngineError && thrown.code === 'queryFailed') return numbered;
    throw asHeavy(thrown);
  }
}

/** PIVOT leaves a type behind for each column whose values become columns. */
async function tidy(run: Run, query: Checked): Promise<void> {
  if (!query.tokens.some((token) => /pivot/.test(wordOf(token)))) return;
  const types = await run(
    "SELECT type_name FROM duckdb_types() WHERE database_name = 'temp' AND type_name LIKE '\\_\\_pivot%' ESCAPE '\\'",
  );
  for (const row of types) await run(`DROP TYPE IF EXISTS temp.${identifier(String(row.type_name))}`);
}
