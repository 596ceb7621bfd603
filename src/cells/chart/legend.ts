import * as Plot from '@observablehq/plot';
import { forward, outerStart, type Frame } from '../../analyses/drawing-frame';
import { labelMark } from '../../analyses/drawing-labels';
import { lineWidth } from '../../analyses/plot-theme';
import { shorten, textWidth } from '../../analyses/text-width';
import type { Mark } from '../../notebook/document/document';
import type { Series } from './series';

/** Names beside a key of their colour, in lines. */
export interface Legend {
  /** Distances from where reading begins. */
  entries: { series: Series; text: string; offset: number; row: number }[];
  height: number;
}

const keyRoom = 20;
const entryGap = 16;
const rowHeight = 20;
const widestName = 180;

export function layOutLegend(series: readonly Series[], width: number): Legend {
  let [offset, row] = [0, 0];
  const entries = series.map((each) => {
    const text = shorten(each.name, Math.min(widestName, width - keyRoom - 4));
    const room = keyRoom + textWidth(text) + entryGap;
    if (offset > 0 && offset + room - entryGap > width) [offset, row] = [0, row + 1];
    const entry = { series: each, text, offset, row };
    offset += room;
    return entry;
  });
  return { entries, height: entries.length > 0 ? (row + 1) * rowHeight : 0 };
}

function keyMark({ colour, dash, symbol }: Series, mark: Mark, x: number, y: number): Plot.Markish {
  const at = (value: number) => ({ value: [value], scale: null });
  if (mark === 'line') {
    const ends = { x1: at(x - 8), x2: at(x + 8), y1: at(y), y2: at(y) };
    return Plot.link([0], { ...ends, stroke: colour, strokeWidth: lineWidth, strokeDasharray: dash });
  }
  const shape = mark === 'dot' ? symbol : 'square';
  return Plot.dot([0], { x: at(x), y: at(y), symbol: shape, r: mark === 'dot' ? 4 : 5, fill: colour });
}

/** @param top of its first line */
export function legendMarks({ entries }: Legend, mark: Mark, frame: Frame, top: number): Plot.Markish[] {
  return entries.flatMap(({ series, text, offset, row }) => {
    const x = forward(frame, outerStart(frame), offset);
    const y = top + (row + 0.5) * rowHeight;
    const label = { x: forward(frame, x, keyRoom), y, text };
    return [
      keyMark(series, mark, forward(frame, x, 8), y),
      labelMark([label], frame.direction, { align: 'start', fill: 'var(--ink)' }),
    ];
  });
}
