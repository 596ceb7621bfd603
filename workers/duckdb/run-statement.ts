import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { tableFromIPC, type Table } from 'apache-arrow';
import { cancelled, EngineError, queryError, throwIfCancelled } from './engine-error';

/** What a statement that a stranger may have written is held to. */
export interface Bounds {
  /** Most bytes of its answer. */
  bytes: number;
  /** How long it may take to end once it is cancelled; what takes longer would never come back. */
  patienceMilliseconds: number;
}

/**
 * Runs one statement on a connection and returns all its rows.
 * @throws EngineError also `engineFailed`, when the engine went astray or is stuck: it can't be relied on any more
 */
export async function runStatement(
  connection: AsyncDuckDBConnection,
  sql: string,
  signal: AbortSignal,
  bounds: Bounds | null = null,
): Promise<Table> {
  throwIfCancelled(signal);
  const end = bounds && endOfPatience(signal, sql, bounds);
  const stop = () => void connection.cancelSent();
  signal.addEventListener('abort', stop);
  try {
    // The engine's own reader would, under Node, be of another copy of Arrow than ours; the bytes are the same.
    const fetched = connection.useUnsafe((duckdb, id) => fetchAll(duckdb, id, sql, bounds?.bytes));
    const chunks = await (end ? Promise.race([fetched, end.reached]) : fetched);
    throwIfCancelled(signal);
    return tableFromIPC(chunks);
  } catch (thrown) {
    const error = queryError(thrown, sql);
    throw signal.aborted && error.code !== 'engineFailed' ? cancelled() : error;
  } finally {
    signal.removeEventListener('abort', stop);
    end?.forget();
  }
}

/** Runs a statement in slices, so that it can be cancelled in between, and fetches all of its answer. */
async function fetchAll(
  duckdb: AsyncDuckDB,
  connection: number,
  sql: string,
  mostBytes = Infinity,
): Promise<Uint8Array[]> {
  let header = await duckdb.startPendingQuery(connection, sql);
  while (header === null && !duckdb.isDetached()) header = await duckdb.pollPendingQuery(connection);
  const chunks = header ? [header] : [];
  for (let bytes = 0; ;) {
    // It answers with nothing for ever once its worker is ended, as it does while there is no chunk yet.
    if (duckdb.isDetached()) throw cancelled();
    const chunk = await duckdb.fetchQueryResults(connection);
    if (chunk?.length === 0) return chunks;
    if (chunk) chunks.push(chunk);
    bytes += chunk?.length ?? 0;
    if (bytes > mostBytes)
      throw new EngineError('memoryLimit', `The answer is larger than ${mostBytes} bytes.`);
  }
}

/** Fails a while after a signal was given. */
function endOfPatience(signal: AbortSignal, sql: string, { patienceMilliseconds }: Bounds) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begin = (): void => undefined;
  const reached = new Promise<never>((_, reject) => {
    const stuck = () =>
      reject(new EngineError('engineFailed', 'A cancelled statement did not end.', { sql }));
    begin = () => (timer = setTimeout(stuck, patienceMilliseconds));
  });
  signal.addEventListener('abort', begin);
  const forget = () => {
    signal.removeEventListener('abort', begin);
    clearTimeout(timer);
  };
  return { reached, forget };
}

/**
 * Makes a connection on which something failed ready for another statement. A cancelled one keeps its tables locked, even
 * when the connection is closed, until another one runs on that connection.
 */
export async function clearConnection(connection: AsyncDuckDBConnection): Promise<void> {
  await connection.query('SELECT 1').catch(() => undefined);
}

/** Ends a connection on which something failed, with what it left half done: temporary tables, a transaction. */
export async function endConnection(connection: AsyncDuckDBConnection): Promise<void> {
  await clearConnection(connection);
  await connection.close().catch(() => undefined);
}
