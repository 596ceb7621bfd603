import type { OnProgress } from '../../api';
import type { Database } from '../../duckdb/database';
import { cancelled, throwIfCancelled } from '../../duckdb/engine-error';
import type { ReadTarget } from '../reader';
import { columnSql, textSql, type ArrowColumn } from './columns';
import { qualified } from './raw-table';

/** Some rows on their way into the table. */
export interface ArrowPiece {
  stream: Uint8Array;
  /** Which top-level fields it holds, in ascending order. */
  fields: readonly number[];
  rows: number;
  /** Statements that must run before it is inserted. */
  before?: readonly string[];
  /** Bytes of the file that have been read with it, from the beginning. */
  bytes: number;
}

/** Where rows stand for a moment when a column needs an expression; in memory, whatever the table's storage. */
const stagingNamespace = 'memory.main';

/**
 * Inserts pieces while the next one is being decoded: decoding runs in this thread, inserting in the engine's.
 * @param pieces decodes a piece each time it is asked for the next
 * @returns rows inserted
 */
export async function insertPieces(
  pieces: AsyncIterable<ArrowPiece>,
  target: ReadTarget,
  columns: readonly ArrowColumn[],
  ofBytes: number,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<number> {
  let rows = 0;
  let inserting: Promise<void> = Promise.resolve();
  const { stopped, forget } = whenCancelled(signal);
  try {
    for await (const piece of pieces) {
      await Promise.race([inserting, stopped]);
      throwIfCancelled(signal);
      inserting = insertPiece(piece, target, columns, signal);
      // A failure is met at the next await; until then it must not count as unhandled.
      inserting.catch(() => undefined);
      await handedOver();
      rows += piece.rows;
      onProgress({
        stage: 'read',
        fraction: ofBytes > 0 ? piece.bytes / ofBytes : 1,
        rows,
        bytes: piece.bytes,
        ofBytes,
      });
    }
    await Promise.race([inserting, stopped]);
  } catch (thrown) {
    // Who cancels does not wait; the engine does one thing after the other, so what is dropped next is whole.
    if (!signal.aborted) await inserting.catch(() => undefined);
    throw thrown;
  } finally {
    forget();
  }
  throwIfCancelled(signal);
  return rows;
}

/** Fails as soon as the work is cancelled, and never ends otherwise. */
function whenCancelled(signal: AbortSignal) {
  let stop = () => undefined as void;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled());
  });
  stopped.catch(() => undefined);
  signal.addEventListener('abort', stop);
  return { stopped, forget: () => signal.removeEventListener('abort', stop) };
}

/** Lets the engine's answer to "use this schema" come in, so that the bytes are sent before the next piece is decoded. */
const handedOver = () => new Promise<void>((resolve) => setTimeout(resolve, 2));

/** Whether a piece's fields are not the table's columns, one by one. */
const needsStaging = ({ fields }: StreamOfFields, columns: readonly ArrowColumn[]) =>
  fields.length !== columns.length ||
  columns.some(({ conversion, field }, index) => conversion !== 'asItIs' || field !== fields[index]);

export type StreamOfFields = Pick<ArrowPiece, 'stream' | 'fields' | 'before'>;

async function insertPiece(
  piece: StreamOfFields,
  target: ReadTarget,
  columns: readonly ArrowColumn[],
  signal: AbortSignal,
): Promise<void> {
  const { database, namespace, table } = target;
  for (const statement of piece.before ?? []) await database.run(statement, signal);
  if (!needsStaging(piece, columns)) return database.insertArrow(piece.stream, namespace, table, false);
  const staging = `${table}_piece`;
  await database.insertArrow(piece.stream, stagingNamespace, staging, true);
  try {
    await database.run(
      `INSERT INTO ${qualified(target)} ${selectSql(columns, piece.fields, staging)}`,
      signal,
    );
  } finally {
    await database.run(`DROP TABLE IF EXISTS ${staging}`, new AbortController().signal);
  }
}

/** Reads the columns out of rows as they came. */
function selectSql(columns: readonly ArrowColumn[], fields: readonly number[], staging: string): string {
  const values = columns.map((column) => columnSql(column, fields.indexOf(column.field)));
  return `SELECT ${values.join(', ')} FROM ${staging} AS piece(${fields.map((_, place) => `c${place}`).join(', ')})`;
}

/**
 * The first rows as texts, by way of the engine so that they look as they do everywhere else.
 */
export async function sampleStreams(
  database: Database,
  pieces: readonly StreamOfFields[],
  columns: readonly ArrowColumn[],
  limit: number,
  signal: AbortSignal,
): Promise<(string | null)[][]> {
  const table = `head_${Math.random().toString(36).slice(2)}`;
  const target: ReadTarget = { database, namespace: stagingNamespace, table, columns: [], types: {} };
  const definitions = columns.map(({ type }, index) => `v${index} ${type}`).join(', ');
  await database.run(`CREATE TABLE ${table} (${definitions})`, signal);
  try {
    for (const piece of pieces) await insertPiece(piece, target, columns, signal);
    const texts = columns.map(({ type }, index) => textSql({ name: `v${index}`, type }));
    const rows = await database.run(`SELECT ${texts.join(', ')} FROM ${table} LIMIT ${limit}`, signal);
    return columns.map((_, index) => [...(rows.getChildAt(index) ?? [])] as (string | null)[]);
  } finally {
    await database.run(`DROP TABLE IF EXISTS ${table}`, new AbortController().signal);
  }
}
