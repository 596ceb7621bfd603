import { groupBy } from './group-by';
import type { ChartRow } from './read-chart';

/** What is drawn as one: a part of a bar, a place of a line, a dot. */
export interface Item {
  x: number;
  y: number | null;
  /** Where a bar or an area begins and ends. */
  from: number;
  to: number;
  series: number;
  panel: number;
  /** Value of the colour's column, also where it has no colour of its own. */
  name: string;
}

export type Adding = 'sum' | 'mean';

export interface Added {
  items: Item[];
  /** Those that stand for several rows. */
  joined: Item[];
}

interface Sum {
  item: Item;
  values: number;
  rows: number;
}

/** One item for all rows of the same place, series and panel; without a value where none of them has one. */
export function addUp(items: readonly Item[], adding: Adding): Added {
  const sums = new Map<string, Sum>();
  for (const item of items) {
    const key = `${item.panel} ${item.series} ${item.x} ${item.name}`;
    const sum = sums.get(key) ?? { item: { ...item, y: null }, values: 0, rows: 0 };
    if (sum.rows === 0) sums.set(key, sum);
    sum.rows += 1;
    if (item.y === null) continue;
    sum.values += 1;
    sum.item.y = (sum.item.y ?? 0) + item.y;
  }
  const all = [...sums.values()];
  if (adding === 'mean') for (const { item, values } of all) if (item.y !== null) item.y /= values;
  const joined = all.filter(({ rows }) => rows > 1);
  return { items: all.map(({ item }) => item), joined: joined.map(({ item }) => item) };
}

/** A place that a series has nothing at is 0 there, so that what lies on it does not fall into a hole. */
export function fillStacks(items: readonly Item[], names: readonly string[]): Item[] {
  const filled: Item[] = [...items];
  const places = groupBy(items, ({ panel, x }) => `${panel} ${x}`);
  for (const present of places.values()) {
    const known = new Set(present.map(({ series }) => series));
    names.forEach((name, series) => {
      if (!known.has(series)) filled.push({ ...present[0], y: 0, series, name });
    });
  }
  return filled;
}

/** Lays items of one place on each other, in the order of the series; what is below 0 hangs from it. */
export function stack(items: readonly Item[]): void {
  const reached = new Map<string, number>();
  for (const item of [...items].sort((one, other) => one.series - other.series)) {
    const size = item.y ?? 0;
    const key = `${item.panel} ${item.x} ${size < 0}`;
    item.from = reached.get(key) ?? 0;
    item.to = item.from + size;
    reached.set(key, item.to);
  }
}

export function itemOf(row: ChartRow, series: number, panel: number): Item {
  return { x: row.x, y: row.y, from: 0, to: row.y ?? 0, series, panel, name: row.colour };
}
