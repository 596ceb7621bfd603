import type { Tick } from '../../analyses/drawing-axes';
import type { Wording } from '../../analyses/figure';
import { widestText } from '../../analyses/text-width';
import type { TimeUnit } from './bins';
import { isoOf, monthOf, startOfMonth, startOfWeek } from './days';

interface Step {
  unit: TimeUnit;
  /** About how long it is. */
  days: number;
  /** The first of its places that is not before a day, and each one after it. */
  first(day: number): number;
  next(day: number): number;
}

const tolerance = 1e-9;

function dayStep(unit: TimeUnit, days: number): Step {
  return {
    unit,
    days,
    first: (day) => Math.ceil(day / days - tolerance) * days,
    next: (day) => day + days,
  };
}

function weekStep(weeks: number): Step {
  const days = 7 * weeks;
  return {
    unit: 'day',
    days,
    first: (day) => startOfWeek(Math.ceil(day - tolerance) + 6),
    next: (day) => day + days,
  };
}

function monthStep(months: number): Step {
  const shift = (day: number, by: number): number => {
    const { year, month } = monthOf(day);
    const place = Math.floor((year * 12 + month) / months) * months + by;
    return startOfMonth(Math.floor(place / 12), place % 12);
  };
  const before = (day: number): number => shift(day, 0);
  return {
    unit: months % 12 === 0 ? 'year' : 'month',
    days: months * 30.4,
    first: (day) => (before(day) >= day - tolerance ? before(day) : shift(day, months)),
    next: (day) => shift(day, months),
  };
}

const steps: readonly Step[] = [
  ...[1, 3, 6, 12].map((hours) => dayStep('time', hours / 24)),
  ...[1, 2].map((days) => dayStep('day', days)),
  ...[1, 2].map(weekStep),
  ...[1, 2, 3, 6].map(monthStep),
  ...[1, 2, 5, 10, 20, 50, 100, 500].map((years) => monthStep(12 * years)),
];

/** How long a step has to be at least to fit the unit: months have no days of their own. */
const finest: Record<TimeUnit, number> = { time: 0, day: 1, week: 7, month: 30, quarter: 90, year: 365 };

/** The time of day, of which a clock shows as much in both languages. */
function clockOf(days: number, wording: Wording): string {
  const minutes = Math.round((days - Math.floor(days + tolerance)) * 1440);
  const part = (value: number): string => wording.number(value, { minimumIntegerDigits: 2 });
  return `${part(Math.floor(minutes / 60))}:${part(minutes % 60)}`;
}

/** What a place in time is called. */
export function timeText(days: number, unit: TimeUnit, wording: Wording): string {
  const iso = isoOf(days);
  if (unit !== 'time') return wording.period(iso, unit);
  return `${wording.date(iso)} ${clockOf(days, wording)}`;
}

function tickText(days: number, unit: TimeUnit, wording: Wording): string {
  const isMidnight = Math.abs(days - Math.round(days)) < tolerance;
  if (unit === 'time') return isMidnight ? wording.date(isoOf(days)) : clockOf(days, wording);
  return wording.period(isoOf(days), unit);
}

/**
 * The closest marks of a calendar whose labels have room.
 *
 * @param domain days since 1970
 * @param pixels room from its first to its last day
 */
export function timeTicks([from, to]: [number, number], pixels: number, unit: TimeUnit, wording: Wording) {
  const perDay = pixels / (to - from || 1);
  let best: Tick[] = [];
  for (const step of steps) {
    if (step.days < finest[unit] || (to - from) / step.days > pixels / 20) continue;
    const ticks: Tick[] = [];
    for (let day = step.first(from); day <= to + tolerance; day = step.next(day))
      ticks.push({ value: day, text: tickText(day, step.unit, wording) });
    const room = widestText(ticks.map(({ text }) => text)) + 12;
    const gaps = ticks.slice(1).map(({ value }, index) => (value - ticks[index].value) * perDay);
    if (ticks.length > best.length) best = ticks;
    if (ticks.length > 0 && gaps.every((gap) => gap >= room)) return ticks;
  }
  return best.slice(0, 1);
}
