import type { ColumnProfile } from '../api';
import type { ColumnSummary } from './column-summary';

export const mostBars = 24;
/** Above this a double no longer knows every whole number. */
const largestWhole = 2 ** 53;

/** Bars of equal width: bar i holds the values from `start + i · width` up to, not including, the next; the last holds its end too. */
export interface Bars {
  start: number;
  width: number;
  count: number;
}

/**
 * Whole numbers and days get bars of whole width, so that no bar holds one value more than its neighbour.
 * Null where nothing is filled, or the values lie too far apart for a number to say how far.
 */
export function barsFor({ low, high, isWhole }: ColumnSummary): Bars | null {
  if (!Number.isFinite(high - low)) return null;
  if (isWhole && Math.max(-low, high) < largestWhole) {
    const values = high - low + 1;
    const width = Math.ceil(values / mostBars);
    return { start: low, width, count: Math.ceil(values / width) };
  }
  // Of values that differ too little the width would be 0.
  const width = (high - low) / mostBars;
  return low + width > low
    ? { start: low, width, count: mostBars }
    : { start: low, width: high - low, count: 1 };
}

/** The bar of a value; the same arithmetic as `barSql`. */
export function barOf({ start, width, count }: Bars, value: number): number {
  return count === 1 ? 0 : Math.min(count - 1, Math.floor((value - start) / width));
}

export function histogram(bars: Bars, rows: readonly number[]): ColumnProfile['histogram'] {
  const { start, width, count } = bars;
  return Array.from({ length: count }, (_, bar) => ({
    from: start + bar * width,
    to: start + (bar + 1) * width,
    rows: rows[bar] ?? 0,
  }));
}
