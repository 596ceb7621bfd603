import { categoryColours, categoryDashes } from '../../analyses/plot-theme';
import { largestNames } from './choose-rows';
import type { ChartRow } from './read-chart';

export interface Series {
  name: string;
  colour: string;
  dash: string;
  symbol: 'circle' | 'square' | 'triangle' | 'diamond' | 'star' | 'wye';
  /** Everything without a colour of its own. */
  isOthers: boolean;
}

const symbols = ['circle', 'square', 'triangle', 'diamond', 'star', 'wye'] as const;
const plain = { dash: 'none', symbol: 'circle', isOthers: false } as const;

export interface Colours {
  series: Series[];
  /** Place of a row's series. */
  of(row: ChartRow): number;
  /** Values without a colour of their own. */
  grouped: number;
}

/** Six colours at most, and grey for the rest. */
export function coloursOf(rows: readonly ChartRow[], others: string): Colours {
  const { names, total } = largestNames(rows, ({ colour }) => colour, categoryColours.length);
  const series: Series[] = names.map((name, index) => ({
    name,
    colour: categoryColours[index],
    dash: categoryDashes[index],
    symbol: symbols[index],
    isOthers: false,
  }));
  const grouped = total - names.length;
  if (grouped > 0) series.push({ ...plain, name: others, colour: 'var(--category-other)', isOthers: true });
  const places = new Map(names.map((name, index) => [name, index]));
  return { series, of: ({ colour }) => places.get(colour) ?? names.length, grouped };
}

/** Of a chart without colours. */
export const oneColour: Colours = {
  series: [{ ...plain, name: '', colour: 'var(--accent)' }],
  of: () => 0,
  grouped: 0,
};
