import { Table, tableToIPC, type Vector } from 'apache-arrow';
import type { DataOptions, DatasetKind, PeriodUnit } from '../api';
import type { Database } from '../duckdb/database';
import { fillIn, literal } from '../duckdb/sql-text';
import activityMovesSql from './activity-moves.sql?raw';
import activityOfContractsSql from './activity-of-contracts.sql?raw';
import activityOfOrdersSql from './activity-of-orders.sql?raw';
import activityPersonalOfContractsSql from './activity-personal-of-contracts.sql?raw';
import activityPersonalOfOrdersSql from './activity-personal-of-orders.sql?raw';
import activitySql from './activity.sql?raw';
import cohortActivitySql from './cohort-activity.sql?raw';
import { buildCalendar, isoToDay, personalIntervalDays } from './calendar';
import { calendarColumns, periodColumns } from './calendar-columns';
import purchaseGapsSql from './purchase-gaps.sql?raw';
import purchasesByDaySql from './purchases-by-day.sql?raw';
import purchasesSql from './purchases.sql?raw';
import { SharedWork } from './shared-work';

/** What `activity.unit` holds: a calendar unit, or `personal` and the unit for the customers' own ages. */
export type ActivityUnit = PeriodUnit | `personal ${PeriodUnit}`;

export interface DerivedInput {
  database: Database;
  /** Where the canonical tables stand, ready to stand in SQL. */
  schema: string;
  kind: DatasetKind;
  options: DataOptions;
  /** First and last observed day, ISO; null without dates. */
  from: string | null;
  asOf: string | null;
  /** Orders were made by day, so a customer has one a day at most. */
  isOneOrderADay: boolean;
  /** What was built before the data was last put away, as `built` in the schema has it. */
  built: readonly string[];
}

/** Builds, of customers and orders, the calendar, the activity of a unit and the purchases, when first asked for, once. */
export class DerivedTables {
  protected readonly work = new SharedWork();
  private readonly built: Set<string>;

  constructor(private readonly place: DerivedInput) {
    this.built = new Set(place.built);
  }

  /** The same of fewer orders and customers, which stand in another schema and are observed until another day. */
  elsewhere(schema: string, asOf: string): DerivedTables {
    return new DerivedTables({ ...this.place, schema, asOf, built: [] });
  }

  /** Ends what is being built, so that its tables can be dropped. */
  stop(): Promise<void> {
    return this.work.stop();
  }

  /** What is built so far. */
  get jobs(): string[] {
    return [...this.built];
  }

  /** Makes sure that `calendar` and `periods` hold the unit. */
  calendar(unit: PeriodUnit, signal: AbortSignal): Promise<void> {
    const where = `unit = ${literal(unit)}`;
    return this.once(`calendar ${unit}`, { calendar: where, periods: where }, signal, () =>
      this.insertCalendar(unit),
    );
  }

  /** Makes sure that `activity` holds the unit. */
  async activity(unit: ActivityUnit, signal: AbortSignal): Promise<void> {
    if (!isPersonal(unit)) await this.calendar(calendarUnit(unit), signal);
    const where = `unit = ${literal(unit)}`;
    await this.once(`activity ${unit}`, { activity: where, cohort_activity: where }, signal, (shared) =>
      this.insertActivity(unit, shared),
    );
  }

  /** Makes sure that `activity_moves` holds the unit. */
  async moves(unit: PeriodUnit, signal: AbortSignal): Promise<void> {
    await this.activity(unit, signal);
    const where = `unit = ${literal(unit)}`;
    await this.once(`moves ${unit}`, { activity_moves: where }, signal, (shared) =>
      this.run(fillIn(activityMovesSql, { unit }), shared),
    );
  }

  /** Makes sure that `purchases` is filled. */
  purchases(signal: AbortSignal): Promise<void> {
    const sql = this.place.isOneOrderADay ? purchasesByDaySql : purchasesSql;
    return this.once('purchases', { purchases: 'TRUE' }, signal, (shared) => this.run(sql, shared));
  }

  /** Makes sure that `purchase_gaps` is filled. */
  async gaps(signal: AbortSignal): Promise<void> {
    await this.purchases(signal);
    await this.once('gaps', { purchase_gaps: 'TRUE' }, signal, (shared) => this.run(purchaseGapsSql, shared));
  }

  /**
   * Does a job that nobody has done, and notes in the data that it is done. What an interrupted one left is removed first.
   * @param rows by table, which rows are the job's
   */
  protected async once(
    job: string,
    rows: Record<string, string>,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    if (this.built.has(job)) return;
    const { database, schema } = this.place;
    await this.work.run(job, signal, async (shared) => {
      for (const [table, where] of Object.entries(rows))
        await database.run(`DELETE FROM ${table} WHERE ${where}`, shared, schema);
      await work(shared);
      await database.run(`INSERT INTO built VALUES (${literal(job)})`, shared, schema);
      this.built.add(job);
    });
  }

  private async run(sql: string, signal: AbortSignal): Promise<void> {
    await this.place.database.run(sql, signal, this.place.schema);
  }

  private async insertCalendar(unit: PeriodUnit): Promise<void> {
    const { options } = this.place;
    const [from, asOf] = [isoToDay(this.place.from ?? ''), isoToDay(this.place.asOf ?? '')];
    if (from === null || asOf === null) throw new RangeError('Data without dates have no calendar');
    const calendar = buildCalendar(unit, options.weekStart, from, asOf);
    await this.insert('calendar', calendarColumns(calendar));
    await this.insert('periods', periodColumns(calendar, asOf));
  }

  private async insert(table: string, columns: Record<string, Vector>): Promise<void> {
    const bytes = tableToIPC(new Table(columns), 'stream');
    await this.place.database.insertArrow(bytes, this.place.schema, table, false);
  }

  private async insertActivity(unit: ActivityUnit, signal: AbortSignal): Promise<void> {
    const { database, schema } = this.place;
    await database.session(schema, signal, async (run) => {
      await run('DROP TABLE IF EXISTS placed_orders');
      await run(
        fillIn(this.placedSql(unit), { unit, interval_days: personalIntervalDays[calendarUnit(unit)] }),
      );
      await run(fillIn(activitySql, { unit }));
      await run(fillIn(cohortActivitySql, { unit }));
      await run('DROP TABLE placed_orders');
    });
  }

  private placedSql(unit: ActivityUnit): string {
    const isContract = this.place.kind === 'contracts';
    if (isPersonal(unit)) return isContract ? activityPersonalOfContractsSql : activityPersonalOfOrdersSql;
    return isContract ? activityOfContractsSql : activityOfOrdersSql;
  }
}

const isPersonal = (unit: ActivityUnit) => unit.startsWith('personal ');
const calendarUnit = (unit: ActivityUnit) => unit.replace('personal ', '') as PeriodUnit;
