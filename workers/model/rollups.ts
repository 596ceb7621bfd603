import type { DatasetCounts, OnProgress } from '../api';
import { fillIn, literal } from '../duckdb/sql-text';
import { buildModel, type BuildInput } from './build';
import { DerivedTables, type DerivedInput } from './derived-tables';
import firstValuesSql from './first-values.sql?raw';

/** Where an attribute comes from. */
export interface AttributeQuery {
  /** A query over the raw table that names it, with the columns customer, day and value. */
  lines: string;
  /** The model's `customer` as that table writes it. */
  customer: string;
}

interface RollupInput extends BuildInput, DerivedInput {
  attributes: Readonly<Record<string, AttributeQuery>>;
  /** What was counted before; null when the customers and orders have to be built. */
  counts: DatasetCounts | null;
}

/** The canonical tables of data: its customers and orders, their attributes, and all that is made of them. */
export class Rollups extends DerivedTables {
  private readonly countListeners = new Set<OnProgress>();
  private known: DatasetCounts | null;

  constructor(private readonly input: RollupInput) {
    super(input);
    this.known = input.counts;
  }

  /** Null until the customers and orders are built. */
  get counts(): DatasetCounts | null {
    return this.known;
  }

  /**
   * Makes sure that `orders` and `customers` are filled, on which all else rests.
   * @throws EngineError `noUsableRows` when no customer has an order that counts, `memoryLimit`, `storageFull`
   */
  async count(signal: AbortSignal, onProgress: OnProgress): Promise<DatasetCounts> {
    if (this.known) return this.known;
    const { database, schema } = this.input;
    this.countListeners.add(onProgress);
    try {
      await this.work.run('count', signal, async (shared) => {
        if (this.known) return;
        // What an interrupted one left.
        for (const table of ['orders', 'customers'])
          await database.run(`DELETE FROM ${table}`, shared, schema);
        this.known = await database.session(schema, shared, (run) =>
          buildModel(run, this.input, (progress) => this.countListeners.forEach((tell) => tell(progress))),
        );
      });
    } finally {
      this.countListeners.delete(onProgress);
    }
    return this.known!;
  }

  /** Makes sure that `attributes` holds the attribute. */
  attribute(name: string, signal: AbortSignal): Promise<void> {
    const { database, schema } = this.input;
    const where = `attribute = ${literal(name)}`;
    return this.once(`attribute ${name}`, { attributes: where }, signal, async (shared) => {
      await database.session(schema, shared, async (run) => {
        const { lines, customer } = this.input.attributes[name];
        await run(`CREATE OR REPLACE TEMP VIEW attribute_lines AS ${lines}`);
        await run(
          `CREATE OR REPLACE TEMP VIEW attribute_customers AS SELECT customer_key, first_day, ${customer} AS customer FROM ${schema}.customers`,
        );
        await run(fillIn(firstValuesSql, { attribute: name }));
        await run('DROP VIEW attribute_lines');
        await run('DROP VIEW attribute_customers');
      });
    });
  }
}
