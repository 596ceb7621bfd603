import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { cancelled } from './engine-error';
import { clearConnection, endConnection } from './run-statement';
import { catalogsIn } from './statement-gate';

const home = 'memory.main';

interface Idle {
  connection: AsyncDuckDBConnection;
  namespace: string;
}

/** Connections that can be had for a statement. */
export interface Pool {
  /**
   * A connection that looks unqualified table names up in a namespace.
   * @throws EngineError `cancelled` when the engine has ended, or the signal was given while waiting
   */
  take(namespace: string, signal: AbortSignal): Promise<AsyncDuckDBConnection>;
  giveBack(connection: AsyncDuckDBConnection, namespace: string): void;
  /** Gives one back on which something failed. */
  recover(connection: AsyncDuckDBConnection): Promise<void>;
  /** A connection that stays in a catalog would keep it from being put away. */
  leave(catalog: string): Promise<void>;
}

/**
 * Connections that wait for their next statement where their last one looked its tables up: going there is a statement of
 * its own, and most questions come in groups about the same tables.
 */
export class Connections implements Pool {
  private readonly idle: Idle[] = [];

  constructor(private readonly duckdb: AsyncDuckDB) {}

  async take(namespace: string): Promise<AsyncDuckDBConnection> {
    if (this.duckdb.isDetached()) throw cancelled();
    const { connection, namespace: last } = takeFrom(this.idle, namespace) ?? {
      connection: await this.duckdb.connect(),
      namespace: home,
    };
    try {
      if (last !== namespace) await connection.query(`USE ${namespace}`);
      return connection;
    } catch (thrown) {
      await endConnection(connection);
      throw thrown;
    }
  }

  giveBack(connection: AsyncDuckDBConnection, namespace: string): void {
    this.idle.push({ connection, namespace });
  }

  recover(connection: AsyncDuckDBConnection): Promise<void> {
    return endConnection(connection);
  }

  leave(catalog: string): Promise<void> {
    return leaveCatalog(this.idle, catalog);
  }
}

/** How many queries of the person's can run at a time; the page asks for fewer. */
const lasting = 4;

/**
 * Connections whose errors tell the place in the statement. That is a setting, and once the engine is locked none can be
 * set: so there are a few from the beginning, and they last.
 */
export class TellingConnections implements Pool {
  private readonly waiting: (() => void)[] = [];

  private constructor(
    private readonly duckdb: AsyncDuckDB,
    private readonly idle: Idle[],
  ) {}

  /** To be opened before the engine is locked. */
  static async open(duckdb: AsyncDuckDB): Promise<TellingConnections> {
    const idle: Idle[] = [];
    while (idle.length < lasting) {
      const connection = await duckdb.connect();
      await connection.query('SET errors_as_json = true');
      idle.push({ connection, namespace: home });
    }
    return new TellingConnections(duckdb, idle);
  }

  async take(namespace: string, signal: AbortSignal): Promise<AsyncDuckDBConnection> {
    for (;;) {
      if (this.duckdb.isDetached() || signal.aborted) throw cancelled();
      const taken = takeFrom(this.idle, namespace);
      if (!taken) await this.someIdle(signal);
      else if (taken.namespace === namespace) return taken.connection;
      else return this.goTo(taken.connection, namespace);
    }
  }

  giveBack(connection: AsyncDuckDBConnection, namespace: string): void {
    this.idle.push({ connection, namespace });
    for (const wake of this.waiting.splice(0)) wake();
  }

  async recover(connection: AsyncDuckDBConnection): Promise<void> {
    await clearConnection(connection);
    await connection.query(`USE ${home}`).catch(() => undefined);
    this.giveBack(connection, home);
  }

  leave(catalog: string): Promise<void> {
    return leaveCatalog(this.idle, catalog);
  }

  private async goTo(connection: AsyncDuckDBConnection, namespace: string): Promise<AsyncDuckDBConnection> {
    try {
      await connection.query(`USE ${namespace}`);
      return connection;
    } catch (thrown) {
      await this.recover(connection);
      throw thrown;
    }
  }

  private someIdle(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}

/** One that is where it is to go, else any. */
function takeFrom(idle: Idle[], namespace: string): Idle | undefined {
  const there = idle.findIndex((each) => each.namespace === namespace);
  return there >= 0 ? idle.splice(there, 1)[0] : idle.shift();
}

async function leaveCatalog(idle: readonly Idle[], catalog: string): Promise<void> {
  for (const each of idle.filter(({ namespace }) => catalogsIn(namespace).includes(catalog))) {
    // Nobody may take it meanwhile for what is about to go.
    each.namespace = home;
    await each.connection.query(`USE ${home}`);
  }
}
