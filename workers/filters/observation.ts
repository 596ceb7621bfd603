import type { CountedDataset, PeriodUnit } from '../api';
import { QueryCache } from '../analyses/query-cache';
import type { Database } from '../duckdb/database';
import { fillIn } from '../duckdb/sql-text';
import type { ActivityUnit, DerivedTables } from '../model/derived-tables';
import { readActivityCube, type ActivityCube } from './activity-cube';
import activityRowsSql from './activity-rows.sql?raw';
import { readCustomerColumns, type CustomerColumns } from './customer-columns';
import customerColumnsSql from './customer-columns.sql?raw';
import type { Fills } from './fills';
import { readGapCube, type GapCube } from './gap-cube';
import gapRowsSql from './gap-rows.sql?raw';
import periodDaysSql from './period-days.sql?raw';
import { Remembered } from './remembered';
import uncommonOrdersSql from './uncommon-orders.sql?raw';

interface ObservationInput {
  database: Database;
  /** Where its canonical tables stand, ready to stand in SQL. */
  namespace: string;
  derived: DerivedTables;
  /** Fills `attributes`. */
  attribute: Fills['attribute'];
}

interface PeriodDays {
  /** First day of the first period, from 1970-01-01. */
  firstDay: number;
  /** Last observed day of each period, from `firstDay`. */
  observedTo: Int32Array;
}

/** Cubes of several units would fill the memory: so many rows are kept over all of them. */
const mostCubeRows = 18_000_000;

const mostCalendarRows = 100_000;

/**
 * All customers as they are seen until some day: their canonical tables, and of those compact copies outside of the data
 * base from which filtered customers are added up. The copies are made when first needed.
 */
export class Observation implements Fills {
  /** Answers that tell of the calendar only. */
  readonly calendarCache = new QueryCache(mostCalendarRows);
  private readonly remembered = new Remembered();
  /** Rows by unit, the one used last at the end. */
  private readonly cubes = new Map<string, number>();

  constructor(private readonly input: ObservationInput) {}

  get namespace(): string {
    return this.input.namespace;
  }

  /** How many of the canonical tables' jobs are done. */
  get jobsDone(): number {
    return this.input.derived.jobs.length;
  }

  calendar(unit: PeriodUnit, signal: AbortSignal): Promise<void> {
    return this.input.derived.calendar(unit, signal);
  }

  activity(unit: ActivityUnit, signal: AbortSignal): Promise<void> {
    return this.input.derived.activity(unit, signal);
  }

  moves(unit: PeriodUnit, signal: AbortSignal): Promise<void> {
    return this.input.derived.moves(unit, signal);
  }

  purchases(signal: AbortSignal): Promise<void> {
    return this.input.derived.purchases(signal);
  }

  gaps(signal: AbortSignal): Promise<void> {
    return this.input.derived.gaps(signal);
  }

  attribute(name: string, signal: AbortSignal): Promise<void> {
    return this.input.attribute(name, signal);
  }

  /** They always stand. */
  async rows(): Promise<void> {}

  customers({ returns, zeroOrders }: CountedDataset, signal: AbortSignal): Promise<CustomerColumns> {
    return this.remembered.get('customers', signal, async (shared) => {
      const table = await this.run(customerColumnsSql, shared);
      const uncommon = returns + zeroOrders > 0 ? await this.run(uncommonOrdersSql, shared) : null;
      return readCustomerColumns(table, uncommon);
    });
  }

  /** The activity of a calendar unit by customer. */
  async cube(unit: PeriodUnit, signal: AbortSignal): Promise<ActivityCube> {
    await this.activity(unit, signal);
    const { firstDay, observedTo } = await this.periodDays(unit, signal);
    const cube = await this.remembered.get(`cube ${unit}`, signal, async (shared) => {
      const rows = await this.run(fillIn(activityRowsSql, { unit, first_day: firstDay }), shared);
      return readActivityCube(rows, observedTo);
    });
    this.cubes.delete(unit);
    this.cubes.set(unit, cube.kind.length);
    this.forgetCubes();
    return cube;
  }

  /** The days between consecutive purchases by customer. */
  async gapCube(signal: AbortSignal): Promise<GapCube> {
    await this.purchases(signal);
    return this.remembered.get('gaps', signal, async (shared) =>
      readGapCube(await this.run(gapRowsSql, shared)),
    );
  }

  private async periodDays(unit: PeriodUnit, signal: AbortSignal): Promise<PeriodDays> {
    await this.calendar(unit, signal);
    return this.remembered.get(`days ${unit}`, signal, async (shared) => {
      const table = await this.run(fillIn(periodDaysSql, { unit }), shared);
      const [firstDay] = table.getChild('first_day')!.toArray() as Int32Array;
      const observedTo = table.getChild('observed_to')!.toArray() as Int32Array;
      return { firstDay, observedTo: observedTo.map((day) => day - firstDay) };
    });
  }

  /** Ends what is being worked out of it. */
  stop(): Promise<void> {
    return this.remembered.stop();
  }

  private run(sql: string, signal: AbortSignal) {
    return this.input.database.run(sql, signal, this.namespace);
  }

  private forgetCubes(): void {
    let rows = [...this.cubes.values()].reduce((sum, count) => sum + count, 0);
    for (const [unit, count] of this.cubes) {
      if (rows <= mostCubeRows || this.cubes.size === 1) return;
      rows -= count;
      this.cubes.delete(unit);
      this.remembered.forget(`cube ${unit}`);
    }
  }
}
