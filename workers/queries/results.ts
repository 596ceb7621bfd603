import type { AnalysisRequest, AnalysisResult } from '../api';
import type { Database } from '../duckdb/database';
import { identifier } from '../duckdb/sql-text';

const schema = 'memory.results';
/** So many bytes of results may stand in the engine; those in use stay in any case. */
const mostBytes = 64 * 2 ** 20;

const never = new AbortController().signal;

/** The tables of an analysis' result, as tables of the engine. */
export interface ResultTables {
  /** By the table's name in the result, its name in the engine, ready to stand in SQL. */
  tables: Readonly<Record<string, string>>;
  /** To be called when they are no longer read. */
  release: () => Promise<void>;
}

interface Held {
  tables: Record<string, string>;
  bytes: number;
  users: number;
}

/** Results of analyses as tables that queries can read, those asked for last. */
export class Results {
  /** By request and customers, the one asked for longest ago first. */
  private readonly held = new Map<string, Held>();
  private readonly numbers = new WeakMap<object, number>();
  private last = 0;

  constructor(private readonly database: Database) {}

  /**
   * @param customers whose result it is: an object that stays the same as long as results stay right
   * @param analyse called when the result is not there yet
   */
  async take(
    customers: object,
    request: AnalysisRequest,
    analyse: () => Promise<AnalysisResult>,
  ): Promise<ResultTables> {
    const key = this.keyOf(customers, request);
    const made = this.held.has(key) ? null : await this.insert(await analyse());
    // Another query may have made it meanwhile.
    const held = this.held.get(key) ?? made!;
    held.users += 1;
    this.held.delete(key);
    this.held.set(key, held);
    if (made && held !== made) await this.drop(made);
    return { tables: held.tables, release: () => this.release(held) };
  }

  private keyOf(customers: object, { name, params }: AnalysisRequest): string {
    const number = this.numbers.get(customers) ?? (this.last += 1);
    this.numbers.set(customers, number);
    const sorted = Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1));
    return JSON.stringify([number, name, sorted]);
  }

  private async insert(result: AnalysisResult): Promise<Held> {
    await this.database.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`, never);
    const held: Held = { tables: {}, bytes: 0, users: 0 };
    for (const [name, bytes] of Object.entries(result.tables)) {
      const table = `result_${(this.last += 1)}`;
      held.bytes += bytes.length;
      await this.database.insertArrow(bytes, schema, table, true);
      held.tables[name] = `${schema}.${identifier(table)}`;
    }
    return held;
  }

  private async release(held: Held): Promise<void> {
    held.users -= 1;
    let bytes = 0;
    for (const each of this.held.values()) bytes += each.bytes;
    for (const [key, each] of this.held) {
      if (bytes <= mostBytes) return;
      if (each.users > 0) continue;
      this.held.delete(key);
      bytes -= each.bytes;
      await this.drop(each);
    }
  }

  private async drop({ tables }: Held): Promise<void> {
    for (const table of Object.values(tables))
      await this.database.run(`DROP TABLE IF EXISTS ${table}`, never);
  }
}
