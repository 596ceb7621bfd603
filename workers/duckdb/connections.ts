import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { cancelled } from './engine-error';
import { endConnection } from './run-statement';
import { catalogsIn } from './statement-gate';

const home = 'memory.main';

interface Idle {
  connection: AsyncDuckDBConnection;
  namespace: string;
}

/**
 * Connections that wait for their next statement where their last one looked its tables up: going there is a statement of
 * its own, and most questions come in groups about the same tables.
 */
export class Connections {
  private readonly idle: Idle[] = [];

  constructor(private readonly duckdb: AsyncDuckDB) {}

  /**
   * A connection that looks unqualified table names up in a namespace.
   * @throws EngineError `cancelled` when the engine has ended
   */
  async take(namespace: string): Promise<AsyncDuckDBConnection> {
    if (this.duckdb.isDetached()) throw cancelled();
    const there = this.idle.findIndex((each) => each.namespace === namespace);
    if (there >= 0) return this.idle.splice(there, 1)[0].connection;
    const connection = this.idle.shift()?.connection ?? (await this.duckdb.connect());
    try {
      await connection.query(`USE ${namespace}`);
      return connection;
    } catch (thrown) {
      await endConnection(connection);
      throw thrown;
    }
  }

  giveBack(connection: AsyncDuckDBConnection, namespace: string): void {
    this.idle.push({ connection, namespace });
  }

  /** A connection that stays in a catalog would keep it from being put away. */
  async leave(catalog: string): Promise<void> {
    for (const each of this.idle.filter(({ namespace }) => catalogsIn(namespace).includes(catalog))) {
      // Nobody may take it meanwhile for what is about to go.
      each.namespace = home;
      await each.connection.query(`USE ${home}`);
    }
  }
}
