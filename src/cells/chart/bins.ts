import { extentOf, roundTicks } from '../../analyses/ticks';
import { monthOf, startOfMonth, startOfWeek } from './days';

/** `time` is any instant. */
export type TimeUnit = 'time' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Stretches of an axis whose rows are one mark. */
export interface Bins {
  /** Of time. */
  unit?: TimeUnit;
  /** Of numbers. */
  size?: number;
  /** Where the mark of a row stands: the first day of its stretch, or the middle between its ends. */
  place(x: number): number;
}

const timeBins: readonly (Bins & { unit: TimeUnit; days: number })[] = [
  { unit: 'day', days: 1, place: (x) => Math.floor(x + 1e-9) },
  { unit: 'week', days: 7, place: startOfWeek },
  { unit: 'month', days: 30, place: (x) => monthsOf(x, 1) },
  { unit: 'quarter', days: 91, place: (x) => monthsOf(x, 3) },
  { unit: 'year', days: 365, place: (x) => monthsOf(x, 12) },
];

const numberBins = 20;

function monthsOf(days: number, months: number): number {
  const { year, month } = monthOf(days);
  return startOfMonth(year, Math.floor(month / months) * months);
}

/** Different places from the first to the last. */
export function sortedPlaces(places: Iterable<number>): number[] {
  return [...new Set(places)].sort((one, other) => one - other);
}

/** The smallest distance between neighbours; null where there is one place only. */
export function smallestGap(sorted: readonly number[]): number | null {
  if (sorted.length < 2) return null;
  return sorted.slice(1).reduce((least, place, index) => Math.min(least, place - sorted[index]), Infinity);
}

/** What the days of a column stand for, as far as they tell. */
export function unitOf(sorted: readonly number[]): TimeUnit {
  if (sorted.some((days) => !Number.isInteger(days))) return 'time';
  const starts = sorted.length > 1 && sorted.every((days) => monthsOf(days, 1) === days);
  if (!starts) return 'day';
  return sorted.every((days) => monthsOf(days, 12) === days) ? 'year' : 'month';
}

/** Places, or where they keep an even distance all that have room between the first and the last. */
function countPlaces(sorted: readonly number[], evenly: boolean): number {
  const gap = smallestGap(sorted);
  return evenly && gap !== null ? (sorted[sorted.length - 1] - sorted[0]) / gap + 1 : sorted.length;
}

/**
 * The finest stretches of time of which there are no more than `most`; null where the days themselves are few enough.
 *
 * @param evenly every place between the first and the last counts, as it does where bars keep their distance
 */
export function binsOfTime(sorted: readonly number[], most: number, evenly: boolean): Bins | null {
  if (countPlaces(sorted, evenly) <= most) return null;
  const span = sorted[sorted.length - 1] - sorted[0];
  return timeBins.find(({ days }) => span / days <= most) ?? timeBins[timeBins.length - 1];
}

/** Round intervals, about twenty; null where the numbers themselves are few enough. */
export function binsOfNumbers(sorted: readonly number[], most: number, evenly: boolean): Bins | null {
  if (countPlaces(sorted, evenly) <= most) return null;
  const edges = roundTicks(sorted[0], sorted[sorted.length - 1], numberBins);
  const [first, last] = extentOf(edges);
  const size = (last - first) / Math.max(1, edges.length - 1);
  const bins = Math.max(1, edges.length - 1);
  return {
    size,
    place: (x) => first + (Math.min(bins - 1, Math.floor((x - first) / size + 1e-9)) + 0.5) * size,
  };
}
