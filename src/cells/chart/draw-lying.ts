import * as Plot from '@observablehq/plot';
import { forward, inlineScale, outerStart } from '../../analyses/drawing-frame';
import { labelMark, notesHeight, notesMark, wrapNotes } from '../../analyses/drawing-labels';
import type { Figure } from '../../analyses/figure';
import { drawPlot } from '../../analyses/plot-theme';
import { shorten } from '../../analyses/text-width';
import type { Item } from './items';
import { legendMarks } from './legend';
import { layOutLying, middleOf, numberGap, thickness, type LyingLayout } from './lying-layout';
import { asIs } from './pixels';
import type { Plan } from './plan-chart';
import { pointsOfRows } from './points';
import { legendOf, type Sheet } from './sheet';

const headerHeight = 26;

function numberMarks({ isDodged }: Plan, layout: LyingLayout): Plot.Markish[] {
  const { frames, scales, ends } = layout;
  const [{ direction }] = frames;
  const numbers = ends.map(({ item, text }) => {
    const isBefore = item.to < 0;
    const x = forward(frames[0], scales[item.panel](item.to), isBefore ? -numberGap : numberGap);
    return { x, y: middleOf(item, layout, isDodged), text, isBefore };
  });
  const [before, after] = [true, false].map((side) => numbers.filter(({ isBefore }) => isBefore === side));
  return [
    labelMark(after, direction, { align: 'start', fill: 'var(--ink)' }),
    labelMark(before, direction, { align: 'end', fill: 'var(--ink)' }),
  ];
}

function barMark({ items, series, isDodged }: Plan, layout: LyingLayout): Plot.Markish {
  const at = (item: Item, value: number): number => layout.scales[item.panel](value);
  const middle = (item: Item): number => middleOf(item, layout, isDodged);
  return Plot.rect(
    items.filter(({ y }) => y !== null),
    {
      x1: asIs((item: Item) => at(item, item.from)),
      x2: asIs((item: Item) => at(item, item.to)),
      y1: asIs((item: Item) => middle(item) - thickness / 2),
      y2: asIs((item: Item) => middle(item) + thickness / 2),
      fill: asIs((item: Item) => series[item.series].colour),
      stroke: series.length > 1 ? 'var(--paper)' : undefined,
    },
  );
}

function panelMarks({ categories, panels }: Plan, { rows, frames, scales }: LyingLayout): Plot.Markish[] {
  return frames.flatMap((frame, panel) => {
    const { start, top, bottom, direction } = frame;
    const room = frame.right - frame.left;
    const names = categories.map((name, row) => {
      return { x: start, y: top + row * rows.step + rows.nameAt, text: shorten(name, room - 8) };
    });
    const title = { x: start, y: top - 11, text: shorten(panels[panel], room) };
    const zero = asIs(() => scales[panel](0));
    const rule = { x1: zero, x2: zero, y1: asIs(() => top), y2: asIs(() => bottom) };
    return [
      Plot.link([0], { ...rule, stroke: 'var(--line)' }),
      labelMark(names, direction, { align: 'start', fill: 'var(--ink)' }),
      labelMark([title], direction, { align: 'start', weight: 600, fill: 'var(--ink)' }),
    ];
  });
}

/** Bars in rows, which grow in the reading direction, with their numbers at their ends. */
export function drawLying(plan: Plan, sheet: Sheet): Figure {
  const { width, words, notes, description } = sheet;
  const legend = legendOf(plan, width);
  const noteLines = wrapNotes(notes, width);
  const layout = layOutLying(plan, sheet, headerHeight + legend.height, notesHeight(noteLines));
  const [frame] = layout.frames;
  const title = { x: outerStart(frame), y: 9, text: words.measure };
  const marks = [
    ...panelMarks(plan, layout),
    barMark(plan, layout),
    ...numberMarks(plan, layout),
    labelMark([title], frame.direction, { align: 'start' }),
    ...legendMarks(legend, 'bar', frame, headerHeight - 6),
    notesMark(noteLines, frame),
  ];
  const unused = inlineScale(frame, [0, 1]);
  const element = drawPlot({ frame, x: unused, y: unused, marks, description });
  const points = pointsOfRows(plan, words, (item) => {
    return { x: layout.scales[item.panel](item.to), y: middleOf(item, layout, plan.isDodged) };
  });
  return { id: 'chart', description, element, points };
}
