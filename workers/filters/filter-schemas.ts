import type { Database } from '../duckdb/database';
import { freshSchema } from './schema-names';

const summed = ['cohort_activity', 'activity_moves', 'purchase_gaps'];
const shared = ['calendar', 'periods'];
const never = new AbortController().signal;

/** Schemas for the canonical tables of filtered customers, empty so far. One is made ahead, since a click waits for it. */
export class FilterSchemas {
  private spare: { from: string; made: Promise<string> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly catalog: string,
  ) {}

  /** @param from where the canonical tables of all customers stand */
  async take(from: string, signal: AbortSignal): Promise<string> {
    const { spare } = this;
    if (spare?.from !== from) return this.make(from, signal);
    this.spare = null;
    // What went wrong with the one that was made ahead need not go wrong again.
    return spare.made.catch(() => this.make(from, signal));
  }

  /** Makes one for the next who asks. */
  prepare(from: string): void {
    if (this.spare) return;
    const made = this.make(from, never);
    made.catch(() => undefined);
    this.spare = { from, made };
  }

  /** Drops the one that nobody has asked for. */
  async stop(): Promise<void> {
    const { spare } = this;
    this.spare = null;
    const schema = await spare?.made.catch(() => null);
    if (schema) await dropSchema(this.database, schema);
  }

  /** Makes a schema; after a failure it is not there. */
  private async make(from: string, signal: AbortSignal): Promise<string> {
    const schema = freshSchema('filter', this.catalog);
    const statements = [
      `CREATE SCHEMA ${schema}`,
      ...summed.map((name) => `CREATE TABLE ${schema}.${name} AS SELECT * FROM ${from}.${name} LIMIT 0`),
      ...shared.map((name) => `CREATE VIEW ${schema}.${name} AS SELECT * FROM ${from}.${name}`),
    ];
    try {
      await this.database.run(statements.join(';\n'), signal);
      return schema;
    } catch (thrown) {
      await dropSchema(this.database, schema);
      throw thrown;
    }
  }
}

/** Drops a schema of ours outside of the data; where its catalog has come to harm it is left, and never read again. */
export async function dropSchema(database: Database, schema: string): Promise<void> {
  await database.run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`, never).catch(() => undefined);
}
