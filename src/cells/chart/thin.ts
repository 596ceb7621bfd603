import { groupBy } from './group-by';
import type { Item } from './items';

export const mostMarks = 2000;
const mostLines = 100;

/** Every so many of the dots, so that no more than `most` are drawn. */
export function thinDots(items: readonly Item[], most = mostMarks): Item[] {
  const every = Math.ceil(items.length / most);
  return items.filter((_, index) => index % every === 0);
}

/** The items of each line, in the order of the axis; the first one of a line comes first. */
export function linesOf(items: readonly Item[]): Item[][] {
  const lines = groupBy(items, ({ panel, series, name }) => JSON.stringify([panel, series, name]));
  return [...lines.values()].map((line) => line.sort((one, other) => one.x - other.x));
}

/** Both ends, the lowest and the highest of each stretch, and a gap if it has one: the line keeps its outline. */
function outline(line: readonly Item[], most: number): Item[] {
  if (line.length <= most) return [...line];
  const perStretch = line.some(({ y }) => y === null) ? 3 : 2;
  const length = Math.ceil(line.length / Math.max(1, Math.floor((most - 2) / perStretch)));
  const last = line.length - 1;
  const kept: Item[] = [line[0]];
  for (let start = 1; start < last; start += length) {
    const stretch = line.slice(start, Math.min(last, start + length));
    const values = stretch.map(({ y }) => y).filter((y) => y !== null);
    const [lowest, highest] = [Math.min(...values), Math.max(...values)];
    const places = [lowest, highest, null].map((value) => stretch.findIndex(({ y }) => y === value));
    const order = [...new Set(places)].filter((place) => place >= 0).sort((one, other) => one - other);
    kept.push(...order.map((place) => stretch[place]));
  }
  return [...kept, line[last]];
}

/** Lines with no more than `most` places together. */
export function thinLines(items: readonly Item[], most = mostMarks): Item[] {
  if (items.length <= most) return [...items];
  const lines = linesOf(items).slice(0, mostLines);
  return lines.flatMap((line) => outline(line, Math.floor(most / lines.length)));
}
