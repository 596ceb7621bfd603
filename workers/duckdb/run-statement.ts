import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { tableFromIPC, type Table } from 'apache-arrow';
import { cancelled, queryError, throwIfCancelled } from './engine-error';

/** Runs one statement on a connection and returns all its rows. */
export async function runStatement(
  connection: AsyncDuckDBConnection,
  sql: string,
  signal: AbortSignal,
): Promise<Table> {
  throwIfCancelled(signal);
  const stop = () => void connection.cancelSent();
  signal.addEventListener('abort', stop);
  try {
    // The engine's own reader would, under Node, be of another copy of Arrow than ours; the bytes are the same.
    const chunks = await connection.useUnsafe((duckdb, id) => fetchAll(duckdb, id, sql));
    throwIfCancelled(signal);
    return tableFromIPC(chunks);
  } catch (thrown) {
    throw signal.aborted ? cancelled() : queryError(thrown, sql);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Runs a statement in slices, so that it can be cancelled in between, and fetches all of its answer. */
async function fetchAll(duckdb: AsyncDuckDB, connection: number, sql: string): Promise<Uint8Array[]> {
  let header = await duckdb.startPendingQuery(connection, sql);
  while (header === null && !duckdb.isDetached()) header = await duckdb.pollPendingQuery(connection);
  const chunks = header ? [header] : [];
  for (;;) {
    // It answers with nothing for ever once its worker is ended, as it does while there is no chunk yet.
    if (duckdb.isDetached()) throw cancelled();
    const chunk = await duckdb.fetchQueryResults(connection);
    if (chunk?.length === 0) return chunks;
    if (chunk) chunks.push(chunk);
  }
}

/**
 * Ends a connection on which something failed, with what it left half done: temporary tables, a transaction. A cancelled
 * statement keeps its tables locked, even when the connection is closed, until another one runs on that connection.
 */
export async function endConnection(connection: AsyncDuckDBConnection): Promise<void> {
  await connection.query('SELECT 1').catch(() => undefined);
  await connection.close().catch(() => undefined);
}
