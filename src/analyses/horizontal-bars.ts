import * as Plot from '@observablehq/plot';
import type { CustomerFilter } from '../../workers/api';
import { createFrame, forward, inlineScale, outerStart, type Direction, type Frame } from './drawing-frame';
import { labelMark } from './drawing-labels';
import type { FigurePoint } from './figure';
import { drawPlot } from './plot-theme';
import { shorten, widestText } from './text-width';

export interface Bar {
  /** Null for a bar that could not be worked out: its text says so. */
  value: number | null;
  /** Ends of its 95 % interval, drawn as a line over the bar's end. */
  interval?: readonly [number, number] | null;
  text: string;
  title: string;
  lines: string[];
  /** The customers it counts. */
  filter?: CustomerFilter;
}

export interface BarPanel {
  /** What the bars count. */
  title: string;
  fill: string;
  /** Another unit than the panels beside it. */
  ownScale?: boolean;
  bars: readonly Bar[];
}

export interface BarTable {
  names: readonly string[];
  panels: readonly BarPanel[];
  width: number;
  direction: Direction;
  description: string;
}

interface Rows {
  height: number;
  /** Names stand before the bars where there is room, above them where there is not. */
  beside: boolean;
  bar(row: number): number;
  name(row: number): number;
}

const headerHeight = 26;
const panelGap = 20;
const nameGap = 14;
const thickness = 14;

function rowsOf({ names, width }: BarTable): Rows {
  const beside = widestText(names) + nameGap <= width * 0.3;
  const step = beside ? 28 : 42;
  const height = headerHeight + names.length * step;
  const top = (row: number): number => headerHeight + row * step;
  if (beside)
    return { height, beside, bar: (row) => top(row) + step / 2, name: (row) => top(row) + step / 2 };
  return { height, beside, bar: (row) => top(row) + 29, name: (row) => top(row) + 12 };
}

/** Panels side by side, in the reading direction. */
function panelFrames({ names, panels, width, direction }: BarTable, { height, beside }: Rows): Frame[] {
  const start = beside ? Math.ceil(widestText(names)) + nameGap : 0;
  const share = (width - start - panelGap * (panels.length - 1)) / panels.length;
  return panels.map((panel, index) => {
    const before = start + index * (share + panelGap);
    const room = Math.min(widestText(panel.bars.map((bar) => bar.text)) + 10, share * 0.6);
    const margins = { top: headerHeight, bottom: 0, start: before, end: width - before - share + room };
    return createFrame({ width, height, direction, margins });
  });
}

type Pixels = (value: (row: number) => number) => Plot.ChannelValueSpec;
const pixels: Pixels = (value) => ({ value, scale: null });

interface IntervalEnds {
  row: number;
  from: number;
  to: number;
}

function barMarks(
  ends: readonly number[],
  intervals: readonly IntervalEnds[],
  { start }: Frame,
  rows: Rows,
  fill: string,
): Plot.Markish[] {
  const edge = { x: pixels(() => start), y1: pixels(() => headerHeight - 4), y2: pixels(() => rows.height) };
  const indexes = ends.map((_, row) => row);
  return [
    Plot.ruleX([0], { ...edge, stroke: 'var(--line)' }),
    Plot.rect(indexes, {
      x1: pixels((row) => Math.min(start, ends[row])),
      x2: pixels((row) => Math.max(start, ends[row])),
      y1: pixels((row) => rows.bar(row) - thickness / 2),
      y2: pixels((row) => rows.bar(row) + thickness / 2),
      fill,
    }),
    Plot.link(intervals, {
      x1: { value: (interval: IntervalEnds) => interval.from, scale: null },
      x2: { value: (interval: IntervalEnds) => interval.to, scale: null },
      y1: { value: (interval: IntervalEnds) => rows.bar(interval.row), scale: null },
      y2: { value: (interval: IntervalEnds) => rows.bar(interval.row), scale: null },
      stroke: 'var(--ink)',
      strokeWidth: 1.5,
    }),
  ];
}

interface DrawnPanel {
  marks: Plot.Markish[];
  /** Where the bars end, in pixels. */
  ends: number[];
}

function drawPanel(panel: BarPanel, frame: Frame, most: number, rows: Rows): DrawnPanel {
  const x = inlineScale(frame, [0, most || 1]);
  const ends = panel.bars.map((bar) => x(Math.max(0, bar.value ?? 0)));
  const intervals = panel.bars.flatMap(({ interval }, row) =>
    interval ? [{ row, from: x(interval[0]), to: x(interval[1]) }] : [],
  );
  const numbers = panel.bars.map((bar, row) => {
    const end = bar.interval ? x(bar.interval[1]) : ends[row];
    return { x: forward(frame, end, 6), y: rows.bar(row), text: bar.text };
  });
  const title = { x: frame.start, y: 9, text: panel.title };
  const marks = [
    ...barMarks(ends, intervals, frame, rows, panel.fill),
    labelMark(numbers, frame.direction, { align: 'start', fill: 'var(--ink)' }),
    labelMark([title], frame.direction, { align: 'start' }),
  ];
  return { marks, ends };
}

/** Rows of bars that grow in the reading direction, on one scale, with their numbers behind them. */
export function drawBars(table: BarTable): { element: SVGSVGElement; points: FigurePoint[] } {
  const { names, panels, width, direction, description } = table;
  const rows = rowsOf(table);
  const frames = panelFrames(table, rows);
  // Panels that share a unit share a scale.
  const mostOf = ({ bars }: BarPanel): number =>
    Math.max(0, ...bars.map(({ value, interval }) => Math.max(value ?? 0, interval?.[1] ?? 0)));
  const mostOfAll = Math.max(...panels.map(mostOf));
  const drawn = panels.map((panel, index) =>
    drawPanel(panel, frames[index], panel.ownScale ? mostOf(panel) : mostOfAll, rows),
  );
  const labels = names.map((name, row) => ({
    x: outerStart(frames[0]),
    y: rows.name(row),
    text: shorten(name, width - 8),
  }));
  const nameMark = labelMark(labels, direction, { align: 'start', fill: 'var(--ink)' });
  const frame = { ...frames[0], left: 0, right: width, top: 0, bottom: rows.height };
  const unused = inlineScale(frame, [0, 1]);
  const marks = [...drawn.flatMap((panel) => panel.marks), nameMark];
  const element = drawPlot({ frame, x: unused, y: unused, marks, description });
  const points = panels.flatMap(({ bars }, column) =>
    bars.map(({ title, lines, filter }, row) => ({
      x: drawn[column].ends[row],
      y: rows.bar(row),
      column,
      row,
      title,
      lines,
      ...(filter && { filter }),
    })),
  );
  return { element, points };
}
