import * as Plot from '@observablehq/plot';
import { forward, outerStart, type Frame } from '../drawing-frame';
import { labelMark } from '../drawing-labels';
import type { FigureInput } from '../figure';
import { sequenceColour, sequenceSteps } from '../sequence-scale';
import { textWidth } from '../text-width';
import { writeNumber } from './cells';

const swatch = { width: 18, height: 10 };

/** The steps of the scale under the triangle, from 0 to the deepest. */
export function legendMarks(most: number, frame: Frame, input: FigureInput): Plot.Markish[] {
  if (!(most > 0)) return [];
  const y = frame.bottom + 16;
  const zero = writeNumber(0, input);
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
    { x: forward(frame, place(sequenceSteps.length), 6), y, text: writeNumber(most, input) },
  ];
  return [swatches, labelMark(labels, frame.direction, { align: 'start' })];
}
