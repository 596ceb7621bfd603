import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { tableFromIPC, type Table } from 'apache-arrow';
import type { OnProgress } from '../api';
import { cancelled, queryError, throwIfCancelled } from './engine-error';
import type { Platform, SourceFile } from './platform';
import { identifier } from './sql-text';

/**
 * The one DuckDB of a session. Each statement runs on a connection of its own, because a second statement on a
 * connection cuts an open stream short, and because that is what makes each one cancellable.
 *
 * Storage is in memory; it is chosen here and nowhere else.
 */
export class Database {
  private readonly idle: AsyncDuckDBConnection[] = [];

  private constructor(private readonly duckdb: AsyncDuckDB) {}

  static async start(platform: Platform, onProgress: OnProgress): Promise<Database> {
    const duckdb = await platform.startDatabase(onProgress);
    onProgress({ stage: 'boot', fraction: null });
    await duckdb.open({
      path: ':memory:',
      // Counts and sums then arrive as plain numbers; identifiers stay text.
      query: { castBigIntToDouble: true, castDecimalToDouble: true, queryPollingInterval: 50 },
    });
    const connection = await duckdb.connect();
    // Extensions would be downloaded from another origin; nothing may leave this machine.
    await connection.query('SET autoinstall_known_extensions = false');
    await connection.query('SET autoload_known_extensions = false');
    // Grouping by customer key then uses the key as an index into an array instead of hashing it; 2^20 keys at most.
    await connection.query('SET perfect_ht_threshold = 20');
    const database = new Database(duckdb);
    database.idle.push(connection);
    return database;
  }

  /**
   * Runs one statement and returns all its rows.
   * @param schema the schema in which unqualified table names are looked up
   * @throws EngineError `cancelled`, `memoryLimit` or `queryFailed` with the SQL and the engine's message
   */
  async run(sql: string, signal: AbortSignal, schema = 'main'): Promise<Table> {
    return this.withConnection(schema, (connection) => send(connection, sql, signal));
  }

  /** Several statements on one connection, for temporary tables that live and die with it. */
  async session<T>(
    schema: string,
    signal: AbortSignal,
    work: (run: (sql: string) => Promise<Table>) => Promise<T>,
  ): Promise<T> {
    return this.withConnection(schema, (connection) => work((sql) => send(connection, sql, signal)));
  }

  /** Appends Arrow IPC bytes to a table, or creates it from them. */
  async insertArrow(bytes: Uint8Array, schema: string, table: string, create: boolean): Promise<void> {
    await this.withConnection(schema, (connection) =>
      connection.insertArrowFromIPCStream(bytes, { name: table, schema, create }),
    );
  }

  register(file: SourceFile, engineName: string): Promise<void> {
    return file.register(this.duckdb, engineName);
  }

  async unregister(engineName: string): Promise<void> {
    await this.duckdb.dropFile(engineName);
  }

  async stop(): Promise<void> {
    await this.duckdb.terminate();
  }

  private async withConnection<T>(
    schema: string,
    work: (connection: AsyncDuckDBConnection) => Promise<T>,
  ): Promise<T> {
    const connection = this.idle.pop() ?? (await this.duckdb.connect());
    try {
      await connection.query(`USE ${identifier(schema)}`);
      return await work(connection);
    } finally {
      this.idle.push(connection);
    }
  }
}

async function send(connection: AsyncDuckDBConnection, sql: string, signal: AbortSignal): Promise<Table> {
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
  while (header === null) header = await duckdb.pollPendingQuery(connection);
  const chunks = [header];
  for (;;) {
    const chunk = await duckdb.fetchQueryResults(connection);
    if (chunk?.length === 0) return chunks;
    if (chunk) chunks.push(chunk);
  }
}
