import type { PeriodUnit } from '../api';
import type { Database } from '../duckdb/database';
import { fillIn, literal } from '../duckdb/sql-text';
import cohortActivitySql from '../model/cohort-activity.sql?raw';
import type { ActivityUnit } from '../model/derived-tables';
import type { Fills } from './fills';
import { dropSchema } from './filter-schemas';
import { sumGaps } from './gap-cube';
import type { Observation } from './observation';
import { Remembered } from './remembered';
import { sumCohorts } from './sum-cohorts';
import { sumMoves } from './sum-moves';
import { cohortTable, gapTable, keyTable, moveTable } from './sum-tables';

interface FilteredInput {
  database: Database;
  /** Where the tables are to stand, empty so far. */
  schema: string;
  observation: Observation;
  /** 1 for each customer who is chosen, by key. */
  mask: Uint8Array;
}

const never = new AbortController().signal;
const rowTables = ['orders', 'attributes', 'activity', 'purchases'];

/**
 * The canonical tables of chosen customers, in a schema of their own. What is added up comes from the observation's cubes;
 * tables of customers' rows are views of the observation's, made when a statement reads one.
 */
export class FilteredTables implements Fills {
  private readonly jobs = new Remembered();

  constructor(private readonly input: FilteredInput) {}

  get namespace(): string {
    return this.input.schema;
  }

  calendar(unit: PeriodUnit, signal: AbortSignal): Promise<void> {
    return this.input.observation.calendar(unit, signal);
  }

  activity(unit: ActivityUnit, signal: AbortSignal): Promise<void> {
    if (unit.startsWith('personal ')) return this.personalActivity(unit, signal);
    const calendarUnit = unit as PeriodUnit;
    return this.once(`activity ${unit}`, signal, async (work) => {
      const cube = await this.input.observation.cube(calendarUnit, work);
      const bytes = cohortTable(calendarUnit, sumCohorts(cube, this.input.mask));
      await this.insert('cohort_activity', bytes, `unit = ${literal(unit)}`);
    });
  }

  moves(unit: PeriodUnit, signal: AbortSignal): Promise<void> {
    return this.once(`moves ${unit}`, signal, async (work) => {
      const cube = await this.input.observation.cube(unit, work);
      const bytes = moveTable(unit, sumMoves(cube, this.input.mask));
      await this.insert('activity_moves', bytes, `unit = ${literal(unit)}`);
    });
  }

  purchases(signal: AbortSignal): Promise<void> {
    return this.input.observation.purchases(signal);
  }

  gaps(signal: AbortSignal): Promise<void> {
    return this.once('gaps', signal, async (work) => {
      const cube = await this.input.observation.gapCube(work);
      await this.insert('purchase_gaps', gapTable(sumGaps(cube, this.input.mask)));
    });
  }

  attribute(name: string, signal: AbortSignal): Promise<void> {
    return this.input.observation.attribute(name, signal);
  }

  rows(signal: AbortSignal): Promise<void> {
    const { database, schema, observation, mask } = this.input;
    const from = observation.namespace;
    const chosen = `WHERE customer_key IN (SELECT customer_key FROM ${schema}.selected)`;
    return this.once('rows', signal, async (work) => {
      await database.run(`CREATE OR REPLACE TABLE ${schema}.selected (customer_key INTEGER)`, work);
      await this.insert('selected', keyTable(mask));
      const views = rowTables.map(
        (name) => `CREATE OR REPLACE VIEW ${schema}.${name} AS SELECT * FROM ${from}.${name} ${chosen}`,
      );
      const customers = `CREATE OR REPLACE TABLE ${schema}.customers AS SELECT * FROM ${from}.customers ${chosen}`;
      await database.run([...views, customers].join(';\n'), work);
    });
  }

  /** Ends what is being filled, and drops all of it. */
  async drop(): Promise<void> {
    await this.jobs.stop();
    await dropSchema(this.input.database, this.input.schema);
  }

  private async personalActivity(unit: ActivityUnit, signal: AbortSignal): Promise<void> {
    const { database, schema, observation } = this.input;
    await observation.activity(unit, signal);
    await this.rows(signal);
    await this.once(`activity ${unit}`, signal, async (work) => {
      // What a cancelled one left.
      await database.run(`DELETE FROM ${schema}.cohort_activity WHERE unit = ${literal(unit)}`, work);
      await database.run(fillIn(cohortActivitySql, { unit }), work, schema);
    });
  }

  private async once(
    job: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    await this.jobs.get(job, signal, work);
  }

  private async insert(table: string, bytes: Uint8Array | null, rows = 'TRUE'): Promise<void> {
    if (bytes === null) return;
    const { database, schema } = this.input;
    try {
      await database.insertArrow(bytes, schema, table, false);
    } catch (thrown) {
      await database.run(`DELETE FROM ${schema}.${table} WHERE ${rows}`, never).catch(() => undefined);
      throw thrown;
    }
  }
}
