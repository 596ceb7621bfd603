import type { FigurePoint } from '../analyses/figure';

type Direction = 'ltr' | 'rtl';

/** Arrow keys by what the reader sees: in Arabic the next column is to the left. */
function stepOf(key: string, direction: Direction): { columns: number; rows: number } | null {
  const onwards = direction === 'rtl' ? -1 : 1;
  if (key === 'ArrowRight') return { columns: onwards, rows: 0 };
  if (key === 'ArrowLeft') return { columns: -onwards, rows: 0 };
  if (key === 'ArrowDown') return { columns: 0, rows: 1 };
  if (key === 'ArrowUp') return { columns: 0, rows: -1 };
  return null;
}

function best(points: readonly FigurePoint[], cost: (point: FigurePoint) => number): number | null {
  let chosen: number | null = null;
  let least = Infinity;
  points.forEach((point, index) => {
    const value = cost(point);
    if (value < least) [chosen, least] = [index, value];
  });
  return chosen;
}

/** The end of the row, or with `all` of the whole figure. */
function edge(
  points: readonly FigurePoint[],
  current: FigurePoint,
  last: boolean,
  all: boolean,
): number | null {
  const sign = last ? -1 : 1;
  return best(points, (point) => {
    if (all) return sign * (point.row * 1e6 + point.column);
    return point.row === current.row ? sign * point.column : Infinity;
  });
}

function neighbour(
  points: readonly FigurePoint[],
  current: FigurePoint,
  columns: number,
  rows: number,
): number | null {
  return best(points, (point) => {
    const along = columns ? (point.column - current.column) * columns : (point.row - current.row) * rows;
    if (along <= 0) return Infinity;
    if (columns) return point.row === current.row ? along : Infinity;
    // Rows need not have the same columns: the nearest in place, in the nearest row.
    return along * 1e6 + Math.abs(point.x - current.x);
  });
}

/** The point a key leads to; null when the key does not move, or there is nowhere to go. */
export function pointAfterKey(
  points: readonly FigurePoint[],
  current: number | null,
  key: string,
  options: { direction: Direction; all: boolean },
): number | null {
  if (!points.length) return null;
  const step = stepOf(key, options.direction);
  if (!step && key !== 'Home' && key !== 'End') return null;
  if (current === null) return key === 'End' ? points.length - 1 : 0;
  const from = points[current];
  if (step) return neighbour(points, from, step.columns, step.rows);
  return edge(points, from, key === 'End', options.all);
}

/** The point nearest to a place in the drawing. */
export function nearestPoint(points: readonly FigurePoint[], x: number, y: number): number | null {
  return best(points, (point) => (point.x - x) ** 2 + (point.y - y) ** 2);
}
