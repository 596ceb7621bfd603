import { Bool, Utf8, makeVector, vectorFromArray, type Vector } from 'apache-arrow';
import type { Calendar } from './calendar';

/** The rows of `calendar` for one unit, by column. */
export function calendarColumns({ unit, firstDay, periodOfDay }: Calendar): Record<string, Vector> {
  const days = Int32Array.from(periodOfDay, (_, index) => firstDay + index);
  return {
    unit: texts(Array<string>(days.length).fill(unit)),
    day: makeVector(days),
    period: makeVector(periodOfDay),
  };
}

/** The rows of `periods` for one unit, by column. */
export function periodColumns({ unit, periods }: Calendar, asOf: number): Record<string, Vector> {
  const integers = (value: (period: (typeof periods)[number], index: number) => number) =>
    makeVector(Int32Array.from(periods, (period, index) => value(period, index)));
  return {
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
  };
}

const texts = (values: string[]) => vectorFromArray(values, new Utf8());
