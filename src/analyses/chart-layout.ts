import * as Plot from '@observablehq/plot';
import { axisMargin, axisTitle, baseline, valueAxis, type Tick } from './drawing-axes';
import { blockScale, createFrame, forward, type Frame, type Scale } from './drawing-frame';
import { labelMark, notesHeight, notesMark, spread, wrapNotes } from './drawing-labels';
import type { FigureInput } from './figure';
import { extentOf } from './ticks';
import { shorten, widestText } from './text-width';

export interface ChartParts {
  /** Height of the plotting area. */
  plotHeight: number;
  /** Of the value axis; the first and the last are the domain. */
  ticks: readonly Tick[];
  /** What the value axis counts. */
  title: string;
  /** Texts written where lines end. */
  endLabels?: readonly string[];
  /** The end labels begin with swatches. */
  swatches?: boolean;
  /** Tick labels of the drawing this one is stacked with: both begin at the same place. */
  otherTicks?: readonly Tick[];
  notes?: readonly string[];
  /** Room above and below the plotting area, without notes. */
  above?: number;
  below?: number;
}

export interface Chart {
  frame: Frame;
  y: Scale;
  /** Grid, value axis and notes; lines and bars go over it. */
  ground: Plot.Markish[];
}

const endLabelGap = 6;
const swatchRoom = 14;

/** Label room never takes more than this part of a narrow drawing. */
const mostEndLabelPart = 0.32;

/** A plotting area with a value axis, sized by its own labels. */
export function layOutChart(parts: ChartParts, { width, wording }: FigureInput): Chart {
  const lines = wrapNotes(parts.notes ?? [], width);
  const endWidth = Math.min(
    widestText(parts.endLabels ?? []) + 2 * endLabelGap + (parts.swatches ? swatchRoom : 0),
    width * mostEndLabelPart,
  );
  const margins = {
    top: parts.above ?? 28,
    bottom: (parts.below ?? 28) + notesHeight(lines),
    start: axisMargin([...parts.ticks, ...(parts.otherTicks ?? [])].map((tick) => tick.text)),
    end: Math.max(parts.endLabels?.length ? endWidth : 0, 8),
  };
  const height = margins.top + parts.plotHeight + margins.bottom;
  const frame = createFrame({ width, height, direction: wording.direction, margins });
  const y = blockScale(frame, extentOf(parts.ticks.map((tick) => tick.value)));
  const ground = [
    ...valueAxis(frame, y, parts.ticks),
    baseline(),
    axisTitle(frame, parts.title),
    notesMark(lines, frame),
  ];
  return { frame, y, ground };
}

export interface EndLabel {
  /** Where the line ends, in pixels. */
  y: number;
  text: string;
  strong?: boolean;
  fill?: string;
  /** Colour of a square before the text, where what it names is an area. */
  swatch?: string;
  /** Where the line ends, when that is before the end of the plotting area: a dotted line leads on to the text. */
  from?: number;
}

function leaderMark(labels: readonly EndLabel[], { end }: Frame): Plot.Markish {
  const led = labels.filter((label) => label.from !== undefined);
  return Plot.link(led, {
    x1: { value: (label: EndLabel) => label.from, scale: null },
    x2: { value: () => end, scale: null },
    y1: { value: (label: EndLabel) => label.y, scale: null },
    y2: { value: (label: EndLabel) => label.y, scale: null },
    stroke: 'var(--ink-faint)',
    strokeDasharray: '1 4',
  });
}

function swatchMark(fill: string, x: number, y: number): Plot.Markish {
  const place = { x: { value: [x], scale: null }, y: { value: [y], scale: null } };
  return Plot.dot([0], { ...place, symbol: 'square', r: 5, fill });
}

/** Texts at the far end of lines, moved apart where they would overlap. */
export function endLabelMarks(labels: readonly EndLabel[], frame: Frame, indent = 0): Plot.Markish[] {
  const places = spread(
    labels.map((label) => label.y),
    16,
    frame.top,
    frame.bottom,
  );
  const x = forward(frame, frame.end, endLabelGap + indent);
  const room = Math.abs((frame.direction === 'rtl' ? 0 : frame.width) - x);
  const texts = labels.flatMap(({ text, strong, fill, swatch }, index) => {
    const y = places[index];
    const indentOfText = swatch ? swatchRoom : 0;
    const label = { x: forward(frame, x, indentOfText), y, text: shorten(text, room - indentOfText) };
    const style = { align: 'start', weight: strong ? 600 : undefined, fill } as const;
    const mark = labelMark([label], frame.direction, style);
    return swatch ? [swatchMark(swatch, forward(frame, x, 4), y), mark] : [mark];
  });
  return [leaderMark(labels, frame), ...texts];
}
