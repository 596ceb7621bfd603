import type * as Plot from '@observablehq/plot';
import { inlineAxis, inlineAxisTitle, type Tick } from '../drawing-axes';
import type { Frame, Scale } from '../drawing-frame';
import type { FigureInput } from '../figure';
import { widestText } from '../text-width';
import { stepFor } from '../ticks';
import { renewalSteps, renewalUnit } from './renewal-data';

/** Room that the axis takes under the plotting area. */
export const renewalAxisHeight = 48;

/** Numbers of renewals under the drawing, from the first one shown in steps that people count in. */
export function renewalAxis(frame: Frame, x: Scale, title: string, input: FigureInput): Plot.Markish[] {
  const [first, last] = [Math.ceil(x.domain[0]), Math.floor(x.domain[1])];
  const width = widestText([input.wording.number(last)]);
  const step = stepFor(renewalSteps(renewalUnit(input)), Math.abs(x(1) - x(0)), width);
  const values = Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
  const ticks: Tick[] = [first, ...values.filter((value) => value > first)]
    // The first stands next to a later one that would touch it.
    .filter((value, index, all) => index > 0 || all.length < 2 || all[1] - value >= step)
    .map((value) => ({ value, text: input.wording.number(value) }));
  return [inlineAxis(frame, x, ticks, frame.bottom + 16), inlineAxisTitle(frame, title, frame.bottom + 34)];
}

/** Smaller where renewals stand close, so that dots stay apart. */
export function dotRadius(x: Scale): number {
  return Math.max(1.2, Math.min(3, Math.abs(x(1) - x(0)) / 3));
}
