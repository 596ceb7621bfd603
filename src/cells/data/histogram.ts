import type { ColumnProfile } from '../../../workers/api';

type Bars = ColumnProfile['histogram'];

const millisecondsPerDay = 86_400_000;
/** "Mostly" is this share of all rows, standing in no more than that share of the range. */
const [mostRows, mostRange] = [2 / 3, 0.5];

/** Days since 1970-01-01 as an ISO date. */
export function isoDay(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

/** The fewest neighbouring bars that hold two thirds of all rows; null where that takes more than half of the range. */
export function denseBars(bars: Bars): { first: number; last: number } | null {
  const wanted = bars.reduce((sum, { rows }) => sum + rows, 0) * mostRows;
  let best: { first: number; last: number } | null = null;
  let [first, held] = [0, 0];
  for (const [last, { rows }] of bars.entries()) {
    held += rows;
    while (held - bars[first].rows >= wanted && first < last) held -= bars[first++].rows;
    if (held >= wanted && (!best || last - first < best.last - best.first)) best = { first, last };
  }
  return best && best.last - best.first + 1 <= mostRange * bars.length ? best : null;
}

/** The smallest and largest value that some neighbouring bars stand for. Bars of whole numbers end before the next one. */
export function rangeOf(
  bars: Bars,
  first: number,
  last: number,
  largest: number,
): { from: number; to: number } {
  const areWhole = bars[bars.length - 1].to > largest;
  const end = areWhole ? bars[last].to - 1 : bars[last].to;
  return { from: bars[first].from, to: Math.min(end, largest) };
}

/**
 * All bars as one outline. Bars grow from the bottom; in Arabic the first stands on the right. A bar with any rows is
 * at least a pixel high, so that few are not taken for none.
 */
export function barsPath(
  bars: Bars,
  { width, height, isMirrored }: { width: number; height: number; isMirrored: boolean },
): string {
  const most = Math.max(1, ...bars.map(({ rows }) => rows));
  const step = width / bars.length;
  const gap = bars.length > 1 ? 1 : 0;
  return bars
    .map(({ rows }, index) => {
      if (rows === 0) return '';
      const place = isMirrored ? bars.length - 1 - index : index;
      const size = Math.max(1, (rows / most) * height);
      const [x, y] = [round(place * step), round(height - size)];
      return `M${x} ${y}h${round(Math.max(1, step - gap))}v${round(size)}h${-round(Math.max(1, step - gap))}z`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
