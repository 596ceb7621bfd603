import * as Plot from '@observablehq/plot';
import { forward, outerStart, type Frame } from '../drawing-frame';
import { labelMark } from '../drawing-labels';
import type { Wording } from '../figure';
import { sequenceColour, sequenceSteps } from '../sequence-scale';
import { textWidth } from '../text-width';

const swatch = { width: 18, height: 10 };

/** The steps of the scale under the map, from nobody to everybody. */
export function legendMarks(frame: Frame, y: number, wording: Wording): Plot.Markish[] {
  const zero = wording.percent(0);
  const first = forward(frame, outerStart(frame), textWidth(zero) + 6);
  const place = (index: number): number => forward(frame, first, index * swatch.width);
  const pixels = (value: (index: number) => number): Plot.ChannelValueSpec => {
    return { value: sequenceSteps.map((_, index) => value(index)), scale: null };
  };
  const swatches = Plot.rect(sequenceSteps, {
    x1: pixels((index) => Math.min(place(index), place(index + 1))),
    x2: pixels((index) => Math.max(place(index), place(index + 1))),
    y1: pixels(() => y - swatch.height / 2),
    y2: pixels(() => y + swatch.height / 2),
    fill: { value: sequenceColour, scale: null },
    stroke: 'var(--line)',
    strokeWidth: 0.5,
  });
  const labels = [
    { x: outerStart(frame), y, text: zero },
    { x: forward(frame, place(sequenceSteps.length), 6), y, text: wording.percent(1) },
  ];
  return [swatches, labelMark(labels, frame.direction, { align: 'start' })];
}
