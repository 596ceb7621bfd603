import type { Wording } from '../../analyses/figure';
import { isolated } from './isolated';
import type { Plan } from './plan-chart';
import type { ChartWords } from './points';

type Note = [key: string, values: Parameters<Wording['text']>[1]] | null;

/** What was done to the rows, in sentences under the figure. */
export function notesOf(plan: Plan, { labels, axis, wording }: ChartWords): string[] {
  const { taken, bins, adding, cutPanels, cutCategories, thinned, grouped } = plan;
  const column = (name: string | null): string => isolated(name === null ? '' : labels.column(name));
  const x = column(taken.x);
  const binned: Note = bins?.unit
    ? ['chart.note.time', { unit: bins.unit, adding }]
    : bins?.size !== undefined
      ? ['chart.note.interval', { size: wording.number(axis.slot), adding }]
      : null;
  const notes: Note[] = [
    binned ?? (plan.isAdded ? ['chart.note.added', { x, adding }] : null),
    cutCategories && ['chart.note.categories', { ...cutCategories, x }],
    cutPanels && ['chart.note.panels', { ...cutPanels, facet: column(taken.facet) }],
    grouped > 0 ? ['chart.note.others', { count: grouped, colour: column(taken.colour) }] : null,
    thinned && [taken.mark === 'dot' ? 'chart.note.dots' : 'chart.note.outline', { ...thinned }],
    plan.placeless > 0 ? ['chart.note.leftOut', { count: plan.placeless, column: x }] : null,
    plan.valueless > 0 ? ['chart.note.leftOut', { count: plan.valueless, column: column(taken.y) }] : null,
  ];
  return notes.flatMap((note) => (note ? [wording.text(...note)] : []));
}

/** What the figure shows, for those who don't see it. */
export function descriptionOf(plan: Plan, words: ChartWords, notes: readonly string[]): string {
  const { taken } = plan;
  const { wording, labels, measure } = words;
  const column = (name: string): string => isolated(labels.column(name));
  const values = plan.items.map(({ y }) => y).filter((y) => y !== null);
  const [least, most] = values.reduce(
    ([low, high], y) => [Math.min(low, y), Math.max(high, y)],
    [Infinity, -Infinity],
  );
  const [first, last] = [least, most].map(words.value);
  const sentences = [
    wording.text('chart.description', { mark: taken.mark, y: isolated(measure), x: column(taken.x ?? '') }),
  ];
  if (taken.colour !== null) sentences.push(wording.text('chart.byColour', { colour: column(taken.colour) }));
  if (taken.facet !== null) sentences.push(wording.text('chart.byPanel', { facet: column(taken.facet) }));
  sentences.push(wording.text('chart.range', { count: values.length, least: first, most: last }));
  return [...sentences, ...notes].join(' ');
}
