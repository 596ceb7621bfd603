import type { Table } from 'apache-arrow';
import type { Database } from '../../duckdb/database';
import { lentFolder } from '../../duckdb/settings';
import { identifier, literal } from '../../duckdb/sql-text';
import type { ReadTarget } from '../reader';
import { engineDelimiter, engineQuote } from './dialect';
import type { Layout } from './layout';
import type { Piece } from './piece';

export type Run = (sql: string) => Promise<Table>;

/** The engine's usual limit of a line, and the room it wants for several of them. */
const usualLine = 2 ** 20;

/** Names for what the engine is to read must not clash with those of another reader. */
let named = 0;

export const tableName = (target: ReadTarget) => `${target.namespace}.${identifier(target.table)}`;
export const rejectedName = (target: ReadTarget) =>
  `${target.namespace}.${identifier(`${target.table}_rejected`)}`;

/** `read_csv(…)` for a piece. Every field has a place; those beyond the columns are blank. */
function readPieceSql(name: string, layout: Layout, piece: Piece, types: readonly (string | null)[]): string {
  const columns = Array.from(
    { length: layout.fields },
    (_, field) => `'c${field}': ${literal(types[field] ?? 'VARCHAR')}`,
  );
  // Quoting can double a row that is written anew, and delimiters may be added to it.
  const longest = piece.longestRow * 2 + layout.fields * 4 + 1024;
  const size = longest > usualLine ? [`max_line_size = ${longest}`, `buffer_size = ${longest * 2}`] : [];
  const quote = literal(engineQuote(layout.dialect));
  const settings = [
    literal(name),
    'auto_detect = false',
    'header = false',
    'parallel = false',
    `delim = ${literal(engineDelimiter(layout.dialect))}`,
    `quote = ${quote}`,
    `escape = ${quote}`,
    `new_line = ${literal(piece.lineEnd === '\n' ? '\\n' : '\\r\\n')}`,
    `columns = {${columns.join(', ')}}`,
    ...size,
  ];
  return `read_csv(${settings.join(', ')})`;
}

/** Lends bytes to the engine as a file for the time of one statement. */
async function withBytes(
  database: Database,
  bytes: Uint8Array,
  work: (name: string) => Promise<unknown>,
): Promise<void> {
  named += 1;
  const name = `${lentFolder}text-${named}.csv`;
  await database.registerBytes(bytes, name);
  try {
    await work(name);
  } finally {
    await database.unregister(name);
  }
}

/**
 * Appends the rows of a piece to the table, and those set apart to the table of rejected rows.
 * @param wanted for each column of the target its place in the file
 * @param types for each column of the file the type it is read as; null for text
 */
export async function insertPiece(
  run: Run,
  target: ReadTarget,
  layout: Layout,
  piece: Piece,
  wanted: readonly number[],
  types: readonly (string | null)[],
): Promise<void> {
  const { database } = target;
  if (piece.rows > 0) {
    const columns = wanted.map((place) => `c${place}`).join(', ');
    await withBytes(database, piece.bytes, (name) =>
      run(
        `INSERT INTO ${tableName(target)} SELECT ${columns} FROM ${readPieceSql(name, layout, piece, types)}`,
      ),
    );
  }
  if (piece.rejects.rows === 0) return;
  await withBytes(database, piece.rejects.toCsv(), (name) =>
    run(`INSERT INTO ${rejectedName(target)}
SELECT line, NULL, value, reason
FROM read_csv(${literal(name)}, auto_detect = false, header = false, parallel = false, delim = ',', quote = '"', escape = '"',
  new_line = '\\n', columns = {'line': 'INTEGER', 'value': 'VARCHAR', 'reason': 'VARCHAR'})`),
  );
}
