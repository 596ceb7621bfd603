import type { FigurePoint, Wording } from '../../analyses/figure';
import { lazyPoint } from '../../analyses/lazy-point';
import { isolated } from './isolated';
import type { Item } from './items';
import type { Plan } from './plan-chart';
import type { ChartLabels } from './read-chart';
import { linesOf } from './thin';
import type { XAxis } from './x-axis';

/** Words and numbers of one chart. */
export interface ChartWords {
  wording: Wording;
  labels: ChartLabels;
  axis: XAxis;
  /** A value as it is written. */
  value(value: number): string;
  /** What the values are. */
  measure: string;
}

function describe(item: Item, { taken, panels }: Plan, words: ChartWords) {
  const { wording, labels, axis, value, measure } = words;
  // Names are isolated, so the line has no letter left that would tell its direction.
  const mark = wording.direction === 'rtl' ? '\u200f' : '';
  const line = (column: string, text: string): string =>
    mark + wording.text('chart.point', { column: isolated(column), value: isolated(text) });
  const lines = [line(measure, item.y === null ? labels.none : value(item.y))];
  const { x, colour, facet } = taken;
  if (colour !== null && colour !== x) lines.unshift(line(labels.column(colour), item.name));
  if (facet !== null && facet !== x) lines.unshift(line(labels.column(facet), panels[item.panel]));
  return { title: axis.title(item.x), lines };
}

/** Everything that is drawn, line by line. */
export function pointsOf(
  plan: Plan,
  words: ChartWords,
  at: (item: Item) => { x: number; y: number },
): FigurePoint[] {
  const lines = linesOf(plan.items.filter(({ y }) => y !== null));
  lines.sort(([one], [other]) => one.panel - other.panel || one.series - other.series);
  return lines.flatMap((line, row) =>
    line.map((item, column) => lazyPoint({ ...at(item), column, row }, () => describe(item, plan, words))),
  );
}

/** As `pointsOf`, where each category is a row and its parts lie beside each other. */
export function pointsOfRows(
  plan: Plan,
  words: ChartWords,
  at: (item: Item) => { x: number; y: number },
): FigurePoint[] {
  const items = plan.items.filter(({ y }) => y !== null);
  items.sort((one, other) => one.panel - other.panel || one.x - other.x || one.series - other.series);
  return items.map((item) => {
    const row = item.panel * plan.categories.length + item.x;
    return lazyPoint({ ...at(item), column: item.series, row }, () => describe(item, plan, words));
  });
}
