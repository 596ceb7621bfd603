import type { AnalysisRequest } from '../api';
import { identifier } from '../duckdb/sql-text';
import type { FileTable } from './file-tables';
import type { Conditions } from './fill-tables';
import { elsewhere, missingTable, type Gathered } from './gather';
import { invalid } from './guard';
import type { ResultTables } from './results';
import { fold } from './tokens';

/** What a query reads from, written down before it. */
export interface Prepared {
  /** Common table expressions, in the order in which one builds on another. */
  expressions: Expression[];
  release: () => Promise<void>;
}

export interface Expression {
  /** The id of the cell whose query it is; null for tables. */
  cell: string | null;
  text: string;
}

type Take = (request: AnalysisRequest) => Promise<ResultTables>;

/**
 * Makes the tables that a query names ready.
 * @param conditions what is to be seen of canonical tables
 * @param take runs an analysis, or takes what it came to before
 */
export async function prepare(
  gathered: Gathered,
  conditions: Conditions,
  files: readonly FileTable[],
  take: Take,
): Promise<Prepared> {
  const taken: ResultTables[] = [];
  const release = async () => {
    for (const one of taken) await one.release();
  };
  try {
    const results = await resultExpressions(gathered, async (request) => {
      const tables = await take(request);
      taken.push(tables);
      return tables;
    });
    const ids = new Set([...gathered.cells.keys()].map(fold));
    const canonical = [...conditions]
      .filter(([name]) => !ids.has(name))
      .map(([name, condition]) => expression(null, name, `SELECT * FROM ${name} WHERE ${condition}`));
    const read = files
      .filter(({ name }) => gathered.files.has(fold(name)))
      .map(({ name, sql }) => expression(null, name, sql));
    const cells = [...gathered.cells].map(([id, { text }]) => expression(id, id, text));
    return { expressions: [...canonical, ...read, ...results, ...cells], release };
  } catch (thrown) {
    await release();
    throw thrown;
  }
}

async function resultExpressions({ results }: Gathered, take: Take): Promise<Expression[]> {
  const expressions: Expression[] = [];
  for (const [name, { sources, query, place, isOwn }] of results) {
    let table: string | undefined;
    const others: string[] = [];
    for (const { id, request } of sources) {
      if (table !== undefined) break;
      const { tables } = await take(request);
      others.push(...Object.keys(tables).map((each) => `${id}_${each}`));
      const found = Object.keys(tables).find((each) => fold(`${id}_${each}`) === name);
      if (found !== undefined) table = tables[found];
    }
    if (table === undefined) {
      const error = invalid(`${missingTable(name, null)}\nThere are: ${others.join(', ')}`, query, place);
      throw isOwn ? error : elsewhere(error, sources[0].id);
    }
    expressions.push(expression(null, name, `SELECT * FROM ${table}`));
  }
  return expressions;
}

const expression = (cell: string | null, name: string, sql: string): Expression => ({
  cell,
  text: `${identifier(name)} AS (\n${sql}\n)`,
});

/** Strings of a query and of what it builds on. */
export function textsOf({ main, cells }: Gathered): Set<string> {
  const queries = [main, ...cells.values()];
  return new Set(
    queries.flatMap(({ tokens }) => tokens.filter(({ kind }) => kind === 'text').map(({ value }) => value)),
  );
}
