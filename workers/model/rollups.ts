import { Bool, Table, Utf8, makeVector, tableToIPC, vectorFromArray, type Vector } from 'apache-arrow';
import type { DatasetCounts, DatasetKind, OnProgress, PeriodUnit } from '../api';
import type { Database } from '../duckdb/database';
import { fillIn, literal } from '../duckdb/sql-text';
import activityOfContractsSql from './activity-of-contracts.sql?raw';
import activityOfOrdersSql from './activity-of-orders.sql?raw';
import activityPersonalOfContractsSql from './activity-personal-of-contracts.sql?raw';
import activityPersonalOfOrdersSql from './activity-personal-of-orders.sql?raw';
import activitySql from './activity.sql?raw';
import cohortActivitySql from './cohort-activity.sql?raw';
import firstValuesSql from './first-values.sql?raw';
import purchasesByDaySql from './purchases-by-day.sql?raw';
import purchasesSql from './purchases.sql?raw';
import { buildModel, type BuildInput } from './build';
import { buildCalendar, isoToDay, personalIntervalDays } from './calendar';
import { SharedWork } from './shared-work';

/** What `activity.unit` holds: a calendar unit, or `personal` and the unit for the customers' own ages. */
export type ActivityUnit = PeriodUnit | `personal ${PeriodUnit}`;

/** Where an attribute comes from. */
export interface AttributeQuery {
  /** A query over the raw table that names it, with the columns customer, day and value. */
  lines: string;
  /** The model's `customer` as that table writes it. */
  customer: string;
}

interface RollupInput extends BuildInput {
  database: Database;
  schema: string;
  kind: DatasetKind;
  from: string | null;
  /** Orders were made by day, so a customer has one a day at most. */
  isOneOrderADay: boolean;
  attributes: Readonly<Record<string, AttributeQuery>>;
  /** What was built before the data was last put away, as `built` in the model's schema has it. */
  built: readonly string[];
  /** What was counted before that; null when the customers and orders have to be built. */
  counts: DatasetCounts | null;
}

/**
 * Builds the customers and orders, and of those the calendar, the activity of a unit, the purchases and the attributes,
 * when first asked for, once.
 */
export class Rollups {
  private readonly work = new SharedWork();
  private readonly built: Set<string>;
  private readonly countListeners = new Set<OnProgress>();
  private known: DatasetCounts | null;

  constructor(private readonly input: RollupInput) {
    this.built = new Set(input.built);
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

  /** Makes sure that `purchases` is filled. */
  purchases(signal: AbortSignal): Promise<void> {
    const { database, schema, isOneOrderADay } = this.input;
    const sql = isOneOrderADay ? purchasesByDaySql : purchasesSql;
    return this.once('purchases', { purchases: 'TRUE' }, signal, async (shared) => {
      await database.run(sql, shared, schema);
    });
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

  /**
   * Does a job that nobody has done, and notes in the data that it is done. What an interrupted one left is removed first.
   * @param rows by table, which rows are the job's
   */
  private async once(
    job: string,
    rows: Record<string, string>,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    if (this.built.has(job)) return;
    const { database, schema } = this.input;
    await this.work.run(job, signal, async (shared) => {
      for (const [table, where] of Object.entries(rows))
        await database.run(`DELETE FROM ${table} WHERE ${where}`, shared, schema);
      await work(shared);
      await database.run(`INSERT INTO built VALUES (${literal(job)})`, shared, schema);
      this.built.add(job);
    });
  }

  private async insertCalendar(unit: PeriodUnit): Promise<void> {
    const { options } = this.input;
    const [from, asOf] = [isoToDay(this.input.from ?? ''), isoToDay(this.input.asOf ?? '')];
    if (from === null || asOf === null) throw new RangeError('Data without dates have no calendar');
    const calendar = buildCalendar(unit, options.weekStart, from, asOf);
    const days = Int32Array.from(calendar.periodOfDay, (_, index) => calendar.firstDay + index);
    await this.insert('calendar', {
      unit: texts(Array<string>(days.length).fill(unit)),
      day: makeVector(days),
      period: makeVector(calendar.periodOfDay),
    });
    const { periods } = calendar;
    const integers = (value: (period: (typeof periods)[number], index: number) => number) =>
      makeVector(Int32Array.from(periods, (period, index) => value(period, index)));
    await this.insert('periods', {
      unit: texts(periods.map(() => unit)),
      period: integers((_, index) => index),
      first_day: integers(({ firstDay }) => firstDay),
      last_day: integers(({ lastDay }) => lastDay),
      observed_to: integers(({ lastDay }) => Math.min(lastDay, asOf)),
      is_complete: vectorFromArray(
        periods.map(({ lastDay }) => lastDay <= asOf),
        new Bool(),
      ),
      label: texts(periods.map(({ label }) => label)),
    });
  }

  private async insert(table: string, columns: Record<string, Vector>): Promise<void> {
    const bytes = tableToIPC(new Table(columns), 'stream');
    await this.input.database.insertArrow(bytes, this.input.schema, table, false);
  }

  private async insertActivity(unit: ActivityUnit, signal: AbortSignal): Promise<void> {
    const { database, schema } = this.input;
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
    const isContract = this.input.kind === 'contracts';
    if (isPersonal(unit)) return isContract ? activityPersonalOfContractsSql : activityPersonalOfOrdersSql;
    return isContract ? activityOfContractsSql : activityOfOrdersSql;
  }
}

const texts = (values: string[]) => vectorFromArray(values, new Utf8());
const isPersonal = (unit: ActivityUnit) => unit.startsWith('personal ');
const calendarUnit = (unit: ActivityUnit) => unit.replace('personal ', '') as PeriodUnit;
