const form = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:Z|\+00(?::?00)?)?)?$/;
const millisecondsPerDay = 86_400_000;

/** Days since 1970 of an ISO date, with the time of day as a fraction; null for what is no date. */
export function daysOf(text: string): number | null {
  const [whole, date, hours, minutes, seconds] = form.exec(text) ?? [];
  if (!whole) return null;
  const midnight = new Date(`${date}T00:00:00Z`);
  // 31 February is moved to March.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) return null;
  const time = Number(hours ?? 0) / 24 + Number(minutes ?? 0) / 1440 + Number(seconds ?? 0) / 86_400;
  return midnight.getTime() / millisecondsPerDay + time;
}

/** The ISO date of a day since 1970. */
export function isoOf(days: number): string {
  return new Date(Math.floor(days + 1e-9) * millisecondsPerDay).toISOString().slice(0, 10);
}

/** Year and month (from 0) of a day since 1970. */
export function monthOf(days: number): { year: number; month: number } {
  const date = new Date(Math.floor(days + 1e-9) * millisecondsPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

/** The first day of a month, counted from January of the year; 12 is January of the next. */
export function startOfMonth(year: number, month: number): number {
  const date = new Date(Date.UTC(2000, month, 1));
  date.setUTCFullYear(date.getUTCFullYear() + year - 2000);
  return date.getTime() / millisecondsPerDay;
}

/** The Monday a day's week begins with. */
export function startOfWeek(days: number): number {
  const monday = 4;
  return Math.floor((Math.floor(days + 1e-9) - monday) / 7) * 7 + monday;
}
