import { Database } from '../../workers/duckdb/database';
import { nodePlatform } from '../../workers/duckdb/node';
import type { SourceFile } from '../../workers/duckdb/platform';
import { identifier } from '../../workers/duckdb/sql-text';
import type { ReadOutcome, TableReader } from '../../workers/ingest/reader';

/** Readers of files, tested without the rest of the import. */

export const never = new AbortController().signal;

export const startDatabase = () => Database.start(nodePlatform, () => undefined);

/** Bytes as a file. */
export function fileOf(name: string, bytes: Uint8Array | string): SourceFile {
  const blob = new Blob([bytes as BlobPart]);
  return {
    name,
    bytes: blob.size,
    head: async (length) => new Uint8Array(await blob.slice(0, length).arrayBuffer()),
    register: () => Promise.reject(new Error('not for this reader')),
    blob: () => Promise.resolve(blob),
  };
}

export interface TableRead {
  outcome: ReadOutcome;
  /** Column to type. */
  types: Record<string, string>;
  /** Row for row as texts; instants as microseconds since 1970. */
  rows: (string | null)[][];
  /** Line, value and reason. */
  rejected: [number, string, string][];
}

/** Reads all, or some columns, into a table and out again. */
export async function readAll(
  database: Database,
  reader: TableReader,
  columns?: string[],
): Promise<TableRead> {
  const names = columns ?? reader.samples.map(({ name }) => name);
  const target = { database, namespace: 'memory.main', table: 'read', columns: names, types: {} };
  try {
    const outcome = await reader.readInto(target, never, () => undefined);
    const described = [...(await database.run('DESCRIBE read', never))].map((row) => row.toJSON());
    const types = Object.fromEntries(
      described.map((row) => [String(row.column_name), String(row.column_type)]),
    );
    const texts = Object.entries(types).map(([name, type]) =>
      type.includes('ZONE')
        ? `CAST(epoch_us(${identifier(name)}) AS VARCHAR)`
        : `CAST(${identifier(name)} AS VARCHAR)`,
    );
    const table = await database.run(`SELECT ${texts.join(', ')} FROM read`, never);
    const values = texts.map((_, index) => [...(table.getChildAt(index) ?? [])] as (string | null)[]);
    const listed = await database.run('SELECT line, value, reason FROM read_rejected', never);
    const rejected = [...listed].map((row) => Object.values(row.toJSON()) as TableRead['rejected'][number]);
    const rows = Array.from({ length: table.numRows }, (_, row) => values.map((column) => column[row]));
    return { outcome, types, rows, rejected };
  } finally {
    await database.run('DROP TABLE IF EXISTS read', never);
    await database.run('DROP TABLE IF EXISTS read_rejected', never);
  }
}

/** The code of the error that some work ends with. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (thrown: { code?: string; message?: string }) => thrown.code ?? `thrown: ${thrown.message}`,
  );
