import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { Table } from 'apache-arrow';
import type { OnProgress } from '../api';
import type { CatalogEngine } from '../storage/catalog-engine';
import { CatalogGuard } from './catalog-guard';
import { Connections, TellingConnections, type Pool } from './connections';
import { EngineError, queryError } from './engine-error';
import type { Platform, SourceFile } from './platform';
import { closePrivateFile, isInUse, openPrivateFile, patiently } from './private-file';
import { runStatement, type Bounds } from './run-statement';
import { lockStatements, settings } from './settings';
import { identifier, literal } from './sql-text';

const never = new AbortController().signal;
const atHome = { namespace: 'memory.main', signal: never };
/** So much that was written may wait in memory for a checkpoint. */
const mostUnwrittenBytes = 64 * 2 ** 20;
/** After so many bytes appended the engine is asked how much waits; a click that adds a few rows does not wait for that. */
const mostUncheckedBytes = 8 * 2 ** 20;

/** A statement on its way. */
interface Sent {
  namespace: string;
  sql: string;
  signal: AbortSignal;
  bounds?: Bounds;
}

/**
 * The one DuckDB of a session. Each statement runs on a connection of its own, because a second statement on a
 * connection cuts an open stream short, and because that is what makes each one cancellable.
 *
 * Its own database, `memory`, holds nothing that matters: each notebook's data is a catalog attached to it, in a file of
 * the browser's or in memory.
 */
export class Database implements CatalogEngine {
  private readonly connections: Connections;
  private readonly unregisteredInUse = new Set<string>();
  private isBroken = false;
  private uncheckedBytes = 0;

  private constructor(
    private readonly duckdb: AsyncDuckDB,
    private readonly guard: CatalogGuard,
    private readonly telling: TellingConnections,
  ) {
    this.connections = new Connections(duckdb);
  }

  static async start(platform: Platform, onProgress: OnProgress): Promise<Database> {
    const guard = new CatalogGuard();
    const duckdb = await platform.startDatabase(onProgress, (fileName) => guard.markFull(fileName));
    onProgress({ stage: 'boot', fraction: null });
    await duckdb.open({
      path: ':memory:',
      // Counts and sums then arrive as plain numbers; identifiers stay text.
      query: { castBigIntToDouble: true, castDecimalToDouble: true, queryPollingInterval: 50 },
    });
    const connection = await duckdb.connect();
    for (const setting of settings) await connection.query(setting);
    const telling = await TellingConnections.open(duckdb);
    for (const statement of lockStatements(platform.privateFolder ?? null)) await connection.query(statement);
    await connection.close();
    return new Database(duckdb, guard, telling);
  }

  /**
   * Runs one statement and returns all its rows.
   * @param namespace where unqualified table names are looked up, ready to stand in SQL: `store_1.model_2`
   * @throws EngineError `cancelled`, `memoryLimit` or `queryFailed` with the SQL and the engine's message
   */
  async run(sql: string, signal: AbortSignal, namespace = 'memory.main'): Promise<Table> {
    const sent = { namespace, sql, signal };
    return this.withConnection(this.connections, sent, (connection) => this.send(connection, sent));
  }

  /** Several statements on one connection, for temporary tables that live and die with it. */
  async session<T>(
    namespace: string,
    signal: AbortSignal,
    work: (run: (sql: string) => Promise<Table>) => Promise<T>,
  ): Promise<T> {
    return this.withConnection(this.connections, { namespace, signal }, (connection) =>
      work((sql) => this.send(connection, { namespace, sql, signal })),
    );
  }

  /**
   * Several statements that the person wrote, or a stranger: their errors are JSON with the place, and they are held to
   * bounds. What brings the engine down ends with `engineFailed` and its SQL; all others that run then, without.
   */
  async strange<T>(
    namespace: string,
    signal: AbortSignal,
    bounds: Bounds,
    work: (run: (sql: string) => Promise<Table>) => Promise<T>,
  ): Promise<T> {
    return this.withConnection(this.telling, { namespace, signal }, (connection) =>
      work((sql) => this.send(connection, { namespace, sql, signal, bounds })),
    );
  }

  async attachFile(engineName: string, catalog: string): Promise<void> {
    await openPrivateFile(this.duckdb, engineName);
    try {
      await this.manage(`ATTACH ${literal(engineName)} AS ${identifier(catalog)}`);
    } catch (thrown) {
      await closePrivateFile(this.duckdb, engineName);
      throw thrown;
    }
    this.guard.attach(catalog, engineName);
  }

  async attachMemory(catalog: string): Promise<void> {
    await this.manage(`ATTACH ':memory:' AS ${identifier(catalog)}`);
    this.guard.attach(catalog, null);
  }

  async checkpoint(catalog: string): Promise<void> {
    // Another connection may be between two statements of a transaction.
    const isBusy = (thrown: unknown) => String(thrown).includes('other write transactions active');
    const write = () => this.manage(`CHECKPOINT ${identifier(catalog)}`);
    await patiently(() => this.guard.checkpoint(catalog, write), isBusy);
  }

  async detach(catalog: string, engineName: string | null): Promise<void> {
    await this.guard.detach(catalog, async () => {
      await this.connections.leave(catalog);
      await this.telling.leave(catalog);
      await this.manage(`DETACH DATABASE IF EXISTS ${identifier(catalog)}`);
      if (engineName !== null) await closePrivateFile(this.duckdb, engineName);
    });
  }

  /** Appends Arrow IPC bytes to a table, or creates it from them. */
  async insertArrow(bytes: Uint8Array, namespace: string, table: string, create: boolean): Promise<void> {
    // The engine takes a bare schema and looks for it in the catalog in use.
    const schema = namespace.split('.').at(-1)!.replaceAll('"', '');
    const sql = `INSERT INTO ${namespace}.${identifier(table)}`;
    await this.withConnection(this.connections, { namespace, signal: never }, (connection) =>
      this.guarded(sql, connection, () =>
        this.breaking(
          connection
            .insertArrowFromIPCStream(bytes, { name: table, schema, create })
            .catch((thrown: unknown) => {
              throw queryError(thrown, sql);
            }),
        ),
      ),
    );
    this.uncheckedBytes += bytes.length;
    if (this.uncheckedBytes < mostUncheckedBytes) return;
    this.uncheckedBytes = 0;
    await this.checkpointWhenLarge(sql);
  }

  /** Takes SQL apart without running it. Offsets count bytes of UTF-8; a type is the engine's number for a kind of token. */
  async tokenize(text: string): Promise<{ offsets: ArrayLike<number>; types: ArrayLike<number> }> {
    if (this.isBroken) throw stopped();
    return this.duckdb.tokenize(text);
  }

  register(file: SourceFile, engineName: string): Promise<void> {
    return file.register(this.duckdb, engineName);
  }

  /** Makes bytes readable by the engine as a file. The array is handed over and empty afterwards. */
  registerBytes(bytes: Uint8Array, engineName: string): Promise<void> {
    return this.duckdb.registerFileBuffer(engineName, bytes);
  }

  /** A statement that failed holds its files until its connection is over: then they go with it. */
  async unregister(engineName: string): Promise<void> {
    await this.duckdb.dropFile(engineName).catch((thrown: unknown) => {
      if (!isInUse(thrown)) throw thrown;
      this.unregisteredInUse.add(engineName);
    });
  }

  async stop(): Promise<void> {
    await this.duckdb.terminate();
  }

  private async withConnection<T>(
    pool: Pool,
    { namespace, signal }: { namespace: string; signal: AbortSignal },
    work: (connection: AsyncDuckDBConnection) => Promise<T>,
  ): Promise<T> {
    if (this.isBroken) throw stopped();
    const connection = await pool.take(namespace, signal);
    try {
      const done = await work(connection);
      pool.giveBack(connection, namespace);
      return done;
    } catch (thrown) {
      if (this.duckdb.isDetached()) throw thrown;
      await pool.recover(connection);
      for (const name of this.unregisteredInUse) {
        this.unregisteredInUse.delete(name);
        await this.unregister(name);
      }
      throw thrown;
    }
  }

  /** Nothing of an engine that went astray may be shown or written any more. */
  private async breaking<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (thrown) {
      if (this.isBroken) throw stopped();
      if (isBreaking(thrown)) {
        this.isBroken = true;
        await this.duckdb.terminate();
      }
      throw thrown;
    }
  }

  private async send(
    connection: AsyncDuckDBConnection,
    { namespace, sql, signal, bounds }: Sent,
  ): Promise<Table> {
    const text = `${namespace} ${sql}`;
    const run = () => this.breaking(runStatement(connection, sql, signal, bounds));
    const answer = await this.guarded(text, connection, run);
    if (/\b(INSERT INTO|COMMIT)\b/.test(sql)) await this.checkpointWhenLarge(text);
    return answer;
  }

  /** @param text names all catalogs that the work is about */
  private guarded<T>(text: string, connection: AsyncDuckDBConnection, work: () => Promise<T>): Promise<T> {
    return this.guard.run(text, () => void connection.cancelSent(), work);
  }

  /** A statement on a catalog as a whole. */
  private async manage(sql: string): Promise<void> {
    await this.withConnection(this.connections, atHome, (connection) =>
      this.breaking(runStatement(connection, sql, never)),
    );
  }

  /** Frees the memory that holds what was written, where a checkpoint is possible at once. */
  private async checkpointWhenLarge(text: string): Promise<void> {
    for (const catalog of this.guard.writableIn(text)) {
      if ((await this.unwrittenBytes(catalog)) < mostUnwrittenBytes) continue;
      const write = () => this.manage(`CHECKPOINT ${identifier(catalog)}`);
      await this.guard.checkpoint(catalog, write).catch((thrown: unknown) => {
        // Where a transaction is open it has to wait for a later one.
        if (thrown instanceof EngineError && thrown.code === 'storageFull') throw thrown;
      });
    }
  }

  private async unwrittenBytes(catalog: string): Promise<number> {
    const sizes = await this.withConnection(this.connections, atHome, (connection) =>
      runStatement(
        connection,
        `SELECT wal_size FROM pragma_database_size() WHERE database_name = ${literal(catalog)}`,
        never,
      ),
    );
    return bytesOf(String(sizes.get(0)?.wal_size ?? ''));
  }
}

const stopped = () => new EngineError('engineFailed', 'The engine has stopped.');

/** The engine went astray, or is stuck, over a statement. */
const isBreaking = (thrown: unknown): boolean =>
  thrown instanceof EngineError && thrown.code === 'engineFailed' && thrown.details.sql !== undefined;

const unitSteps = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A size as the engine writes it: `61.9 MiB`. */
function bytesOf(size: string): number {
  const [value, unit] = size.split(' ');
  return Number(value) * 1024 ** Math.max(0, unitSteps.indexOf(unit)) || 0;
}
