import * as Plot from '@observablehq/plot';
import { endLabelMarks } from '../../analyses/chart-layout';
import { axisTitle, inlineAxis, inlineAxisTitle } from '../../analyses/drawing-axes';
import { forward } from '../../analyses/drawing-frame';
import { labelMark, notesHeight, notesMark } from '../../analyses/drawing-labels';
import type { Figure } from '../../analyses/figure';
import { drawPlot } from '../../analyses/plot-theme';
import { shorten } from '../../analyses/text-width';
import { areaMarks, dotMarks, endLabelsOf, lineMarks } from './curves';
import type { Item } from './items';
import { legendMarks } from './legend';
import { asIs } from './pixels';
import type { Place } from './place';
import type { Plan } from './plan-chart';
import { pointsOf } from './points';
import type { Sheet } from './sheet';
import { barMarks, barPoint } from './upright-bars';
import { layOutUpright, legendTop, type UprightLayout } from './upright-layout';

/** Grid, both axes and the name of one panel. */
function groundMarks(plan: Plan, sheet: Sheet, { ticks, places, columns }: UprightLayout, panel: number) {
  const { frame, x, y } = places[panel];
  const { direction, start, left, right, top, bottom } = frame;
  const across = { x1: asIs(() => left), x2: asIs(() => right), y1: asIs(y), y2: asIs(y) };
  const values = ticks.map(({ value }) => value);
  const numbers = ticks.map(({ value, text }) => ({ x: forward(frame, start, -8), y: y(value), text }));
  const name = { x: start, y: top - 15, text: shorten(plan.panels[panel], right - left) };
  return [
    Plot.link(values, { ...across, stroke: 'var(--line)' }),
    Plot.link(values.includes(0) ? [0] : [], { ...across, stroke: 'var(--ink-soft)' }),
    labelMark(panel % columns === 0 ? numbers : [], direction, { align: 'end' }),
    labelMark([name], direction, { align: 'start', weight: 600, fill: 'var(--ink)' }),
    inlineAxis(frame, x, sheet.words.axis.ticks(right - left), bottom + 16),
  ];
}

function itemMarks(items: readonly Item[], plan: Plan, { words, format }: Sheet, place: Place) {
  switch (plan.taken.mark) {
    case 'bar':
      return barMarks(items, plan, words.axis, place, format.text);
    case 'line':
      return lineMarks(items, plan, place);
    case 'area':
      return areaMarks(items, plan, place);
    case 'dot':
      return dotMarks(items, plan, place);
  }
}

/** What stands around all panels. */
function frameMarks(plan: Plan, { words, format }: Sheet, layout: UprightLayout): Plot.Markish[] {
  const { taken, kind, items } = plan;
  const { places, legend, noteLines, isLabelled } = layout;
  const [first, last] = [places[0], places[Math.min(layout.columns, places.length) - 1]];
  const { frame } = first;
  const bottom = frame.height - notesHeight(noteLines) - 10;
  const titles = kind === 'time' || taken.x === null ? [] : [words.labels.column(taken.x)];
  const ends = isLabelled ? endLabelsOf(items, plan, format.text, first) : [];
  return [
    axisTitle(frame, words.measure),
    ...legendMarks(legend, taken.mark, frame, legendTop),
    ...titles.map((title) => inlineAxisTitle({ ...frame, end: last.frame.end }, title, bottom)),
    ...endLabelMarks(ends, frame),
    notesMark(noteLines, frame),
  ];
}

/** Marks over an axis, with their values going up. */
export function drawUpright(plan: Plan, sheet: Sheet): Figure {
  const layout = layOutUpright(plan, sheet);
  const { places } = layout;
  const marks = places.flatMap((place, panel) => {
    const items = plan.items.filter((item) => item.panel === panel);
    return [...groundMarks(plan, sheet, layout, panel), ...itemMarks(items, plan, sheet, place)];
  });
  marks.push(...frameMarks(plan, sheet, layout));
  const { words, description } = sheet;
  const element = drawPlot({ ...places[0], marks, description });
  const points = pointsOf(plan, words, (item) => {
    const place = places[item.panel];
    if (plan.taken.mark === 'bar') return barPoint(item, plan, words.axis, place);
    return { x: place.x(item.x), y: place.y(plan.taken.mark === 'area' ? item.to : (item.y ?? 0)) };
  });
  return { id: 'chart', description, element, points };
}
