import * as Plot from '@observablehq/plot';
import type { EndLabel } from '../../analyses/chart-layout';
import { lineWidth } from '../../analyses/plot-theme';
import type { Item } from './items';
import { asIs } from './pixels';
import type { Plan } from './plan-chart';
import { linesOf } from './thin';
import type { Place } from './place';

const fewPlaces = 60;
const cloud = 300;
const areaOpacity = 0.75;
const overlapOpacity = 0.2;

/** Places without a neighbour that has a value: no line leads to them. */
function lonely(line: readonly Item[]): Item[] {
  const isThere = (item: Item | undefined): boolean => item !== undefined && item.y !== null;
  return line.filter(
    (item, index) => isThere(item) && !isThere(line[index - 1]) && !isThere(line[index + 1]),
  );
}

const pixelX = ({ x }: Place) => asIs((item: Item) => x(item.x));
/** Not a number where there is no value, which Plot leaves a gap for. */
const pixelY = ({ y }: Place) => asIs((item: Item) => (item.y === null ? NaN : y(item.y)));

/** @param items of one panel */
export function lineMarks(items: readonly Item[], { series }: Plan, place: Place): Plot.Markish[] {
  const at = { x: pixelX(place), y: pixelY(place) };
  // Lines with a colour of their own go over the grey ones.
  const lines = linesOf(items).sort(([one], [other]) => other.series - one.series);
  return lines.flatMap((line) => {
    const { colour, dash, isOthers } = series[line[0].series];
    const style = { stroke: colour, strokeDasharray: dash, strokeWidth: isOthers ? 1 : lineWidth };
    const dots = items.length <= fewPlaces && !isOthers ? line : lonely(line);
    return [
      Plot.line(line, { ...at, ...style, strokeOpacity: isOthers ? 0.6 : 1 }),
      Plot.dot(
        dots.filter(({ y }) => y !== null),
        { ...at, fill: colour, r: isOthers ? 1.5 : 3 },
      ),
    ];
  });
}

/** @param items of one panel */
export function areaMarks(items: readonly Item[], { series, isStacked }: Plan, place: Place): Plot.Markish[] {
  const ends = (item: Item) => (item.y === null ? NaN : place.y(item.from));
  const tops = (item: Item) => (item.y === null ? NaN : place.y(item.to));
  const isSolid = isStacked || series.length === 1;
  return linesOf(items).flatMap((line) => {
    const { colour } = series[line[0].series];
    const y = { y1: asIs(ends), y2: asIs(tops) };
    const fillOpacity = isSolid ? areaOpacity : overlapOpacity;
    const x = pixelX(place);
    return [
      Plot.area(line, { ...y, x1: x, fill: colour, fillOpacity }),
      Plot.line(line, { x, y: asIs(tops), stroke: isSolid && series.length > 1 ? 'var(--paper)' : colour }),
      Plot.link(lonely(line), { ...y, x1: x, x2: x, stroke: colour, strokeWidth: 4 }),
    ];
  });
}

/** @param items of one panel */
export function dotMarks(items: readonly Item[], { series }: Plan, place: Place): Plot.Markish[] {
  const isCloud = items.length > cloud;
  const r = isCloud ? 2 : 3.5;
  return series
    .map(({ colour, symbol }, index) => {
      const own = items.filter((item) => item.series === index && item.y !== null);
      const style = { symbol, r, fill: colour, fillOpacity: isCloud ? 0.55 : 0.8 };
      return Plot.dot(own, { x: pixelX(place), y: pixelY(place), ...style });
    })
    .reverse();
}

/** The name of each line where it ends; of a line alone its last value. */
export function endLabelsOf(
  items: readonly Item[],
  { series, taken, isStacked }: Plan,
  text: (value: number) => string,
  place: Place | null,
): EndLabel[] {
  const ends = linesOf(items.filter(({ y }) => y !== null)).map((line) => line[line.length - 1]);
  return series.flatMap(({ name, colour }, index): EndLabel[] => {
    const end = ends.find((item) => item.series === index);
    if (!end) return [];
    const isLayer = taken.mark === 'area' && taken.colour !== null && isStacked;
    const height = isLayer ? (end.from + end.to) / 2 : (end.y ?? 0);
    const at = place ? { y: place.y(height), from: place.x(end.x) } : { y: 0 };
    if (taken.colour !== null) return [{ ...at, text: name, fill: 'var(--ink)', swatch: colour }];
    return [{ ...at, text: text(end.y ?? 0), fill: colour, strong: true }];
  });
}
