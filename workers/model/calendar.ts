import type { DataOptions, PeriodUnit } from '../api';

/** Days are whole days since 1970-01-01 everywhere; the calendar turns them into periods, so SQL needs no date words. */

const millisecondsPerDay = 86_400_000;

/** Mean length of a unit in days; a month is 365.2425 / 12 days. */
export const daysPerUnit: Record<PeriodUnit, number> = {
  day: 1,
  week: 7,
  month: 365.2425 / 12,
  quarter: 365.2425 / 4,
  year: 365.2425,
  hijriMonth: 29.530588,
};

/** Length of one interval of a customer's own age, for the personal clock. */
export const personalIntervalDays: Record<PeriodUnit, number> = {
  day: 1,
  week: 7,
  month: 30,
  quarter: 90,
  year: 365,
  hijriMonth: 30,
};

export function dayToIso(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

/** @returns days since 1970-01-01, or null when the text is not an ISO date */
export function isoToDay(iso: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const milliseconds = Date.parse(`${iso}T00:00:00Z`);
  // Date.parse rolls 30 February over to March; such a text is not a date.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== iso) return null;
  return milliseconds / millisecondsPerDay;
}

export interface Calendar {
  unit: PeriodUnit;
  /** Period of each day from `firstDay` on. */
  firstDay: number;
  periodOfDay: Int32Array;
  periods: { firstDay: number; lastDay: number; label: string }[];
}

// 1970-01-01 was a Thursday; these shifts put the week's first day at a multiple of seven.
const weekShift: Record<DataOptions['weekStart'], number> = { monday: 3, sunday: 4, saturday: 5 };

/** A text that is equal for two days exactly when they lie in the same period. */
function periodKey(unit: PeriodUnit, weekStart: DataOptions['weekStart']): (day: number) => string {
  const part = (length: number) => (day: number) => dayToIso(day).slice(0, length);
  switch (unit) {
    case 'day':
      return String;
    case 'week':
      return (day) => String(Math.floor((day + weekShift[weekStart]) / 7));
    case 'month':
      return part(7);
    case 'quarter':
      return (day) =>
        `${dayToIso(day).slice(0, 4)}/${Math.floor((Number(dayToIso(day).slice(5, 7)) - 1) / 3)}`;
    case 'year':
      return part(4);
    case 'hijriMonth': {
      const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
        year: 'numeric',
        month: 'numeric',
        timeZone: 'UTC',
      });
      return (day) => format.format(day * millisecondsPerDay);
    }
  }
}

/**
 * The periods of a unit that cover the days from `from` to `to`, whole: the first and the last reach beyond.
 * A period's label is the ISO date of its first day.
 */
export function buildCalendar(
  unit: PeriodUnit,
  weekStart: DataOptions['weekStart'],
  from: number,
  to: number,
): Calendar {
  const key = periodKey(unit, weekStart);
  let firstDay = from;
  while (key(firstDay - 1) === key(from)) firstDay -= 1;
  let lastDay = to;
  while (key(lastDay + 1) === key(to)) lastDay += 1;

  const periodOfDay = new Int32Array(lastDay - firstDay + 1);
  const periods: Calendar['periods'] = [];
  let current = '';
  for (let day = firstDay; day <= lastDay; day += 1) {
    const next = key(day);
    if (next !== current) periods.push({ firstDay: day, lastDay: day, label: dayToIso(day) });
    current = next;
    periods[periods.length - 1].lastDay = day;
    periodOfDay[day - firstDay] = periods.length - 1;
  }
  return { unit, firstDay, periodOfDay, periods };
}
