import type { TakenChoices } from './default-choices';
import type { ChartData, ChartRow } from './read-chart';

/** How many of a column's values are drawn. */
export interface Cut {
  shown: number;
  total: number;
}

export interface ChosenRows {
  rows: ChartRow[];
  /** Values of the facet, one empty name where there is none. */
  panels: string[];
  categories: string[];
  /** Null where nothing was left out. */
  cutPanels: Cut | null;
  cutCategories: Cut | null;
}

const mostPanels = 9;
const mostBars = 30;

const sizeOf = ({ y }: ChartRow): number => Math.abs(y ?? 0);

/** The names with the largest sums of values, in the order in which they come. */
export function largestNames(
  rows: readonly ChartRow[],
  nameOf: (row: ChartRow) => string,
  most: number,
): { names: string[]; total: number } {
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(nameOf(row), (sizes.get(nameOf(row)) ?? 0) + sizeOf(row));
  const kept = [...sizes].sort(([, one], [, other]) => other - one).slice(0, most);
  const isKept = new Set(kept.map(([name]) => name));
  return { names: [...sizes.keys()].filter((name) => isKept.has(name)), total: sizes.size };
}

function cutOf({ names, total }: { names: string[]; total: number }): Cut | null {
  return total > names.length ? { shown: names.length, total } : null;
}

/** Leaves out the smallest panels and, where each name is a bar, the smallest bars, if there are too many to read. */
export function chooseRows(data: ChartData, { facet, mark }: TakenChoices): ChosenRows {
  const panels = largestNames(data.rows, (row) => row.facet, mostPanels);
  const isPanel = new Set(panels.names);
  const rows = data.rows.filter((row) => isPanel.has(row.facet));
  const chosen = { rows, panels: facet === null ? [''] : panels.names, cutPanels: cutOf(panels) };
  if (data.kind !== 'category' || mark !== 'bar')
    return { ...chosen, categories: data.categories, cutCategories: null };
  const bars = largestNames(rows, ({ x }) => data.categories[x], mostBars);
  const places = new Map(bars.names.map((name, place) => [name, place]));
  const moved = rows.flatMap((row) => {
    const x = places.get(data.categories[row.x]);
    return x === undefined ? [] : [{ ...row, x }];
  });
  return { ...chosen, rows: moved, categories: bars.names, cutCategories: cutOf(bars) };
}
