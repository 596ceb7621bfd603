import { Bool, Table, Utf8, makeVector, tableToIPC, vectorFromArray, type Vector } from 'apache-arrow';
import type { DatasetKind, DataOptions, PeriodUnit } from '../api';
import type { Database } from '../duckdb/database';
import { fillIn } from '../duckdb/sql-text';
import activityOfContractsSql from './activity-of-contracts.sql?raw';
import activityOfOrdersSql from './activity-of-orders.sql?raw';
import activityPersonalOfContractsSql from './activity-personal-of-contracts.sql?raw';
import activityPersonalOfOrdersSql from './activity-personal-of-orders.sql?raw';
import activitySql from './activity.sql?raw';
import cohortActivitySql from './cohort-activity.sql?raw';
import purchasesByDaySql from './purchases-by-day.sql?raw';
import purchasesSql from './purchases.sql?raw';
import { buildCalendar, isoToDay, personalIntervalDays } from './calendar';
import { SharedWork } from './shared-work';

/** What `activity.unit` holds: a calendar unit, or `personal` and the unit for the customers' own ages. */
export type ActivityUnit = PeriodUnit | `personal ${PeriodUnit}`;

interface RollupInput {
  database: Database;
  schema: string;
  kind: DatasetKind;
  options: DataOptions;
  from: string | null;
  asOf: string | null;
  /** Orders were made by day, so a customer has one a day at most. */
  isOneOrderADay: boolean;
}

/** Builds the calendar and the activity of a unit when first asked for, once. */
export class Rollups {
  private readonly work = new SharedWork();

  constructor(private readonly input: RollupInput) {}

  /** Makes sure that `calendar` and `periods` hold the unit. */
  calendar(unit: PeriodUnit, signal: AbortSignal): Promise<void> {
    return this.work.run(`calendar ${unit}`, signal, () => this.insertCalendar(unit));
  }

  /** Makes sure that `activity` holds the unit. */
  async activity(unit: ActivityUnit, signal: AbortSignal): Promise<void> {
    if (!isPersonal(unit)) await this.calendar(calendarUnit(unit), signal);
    await this.work.run(`activity ${unit}`, signal, (shared) => this.insertActivity(unit, shared));
  }

  /** Makes sure that `purchases` is filled. */
  purchases(signal: AbortSignal): Promise<void> {
    const { database, schema, isOneOrderADay } = this.input;
    const sql = isOneOrderADay ? purchasesByDaySql : purchasesSql;
    return this.work.run('purchases', signal, async (shared) => {
      await database.run(sql, shared, schema);
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
