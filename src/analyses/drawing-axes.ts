import * as Plot from '@observablehq/plot';
import { forward, outerStart, type Frame, type Scale } from './drawing-frame';
import { labelMark } from './drawing-labels';
import type { Wording } from './figure';
import { textWidth, widestText } from './text-width';
import { roundTicks, shareTicks } from './ticks';

export interface Tick {
  value: number;
  text: string;
}

export const tickSize = 12;

/** Room for the labels of a value axis. */
export function axisMargin(texts: readonly string[]): number {
  return Math.ceil(widestText(texts, tickSize)) + 12;
}

/** Grid lines, and their values on the side where reading begins. */
export function valueAxis(frame: Frame, scale: Scale, ticks: readonly Tick[]): Plot.Markish[] {
  const x = forward(frame, frame.start, -8);
  const labels = ticks.map((tick) => ({ x, y: scale(tick.value), text: tick.text }));
  return [
    Plot.ruleY(ticks, { y: 'value', stroke: 'var(--line)' }),
    labelMark(labels, frame.direction, { align: 'end', size: tickSize }),
  ];
}

/** What the value axis counts, above it. */
export function axisTitle(frame: Frame, text: string, y = 8): Plot.Markish {
  return labelMark([{ x: outerStart(frame), y, text }], frame.direction, { align: 'start' });
}

/** What the other axis counts, under its far end. */
export function inlineAxisTitle(frame: Frame, text: string, y: number): Plot.Markish {
  const room = textWidth(text) > Math.abs(frame.end - frame.start);
  const x = room ? outerStart(frame) : frame.end;
  return labelMark([{ x, y, text }], frame.direction, { align: room ? 'start' : 'end' });
}

/** Every how many ticks a label fits. */
export function labelEvery(ticks: readonly Tick[], scale: Scale, size = tickSize): number {
  if (ticks.length < 2) return 1;
  const spacing = Math.abs(scale(ticks[1].value) - scale(ticks[0].value)) || 1;
  return Math.max(
    1,
    Math.ceil(
      (widestText(
        ticks.map((tick) => tick.text),
        size,
      ) +
        12) /
        spacing,
    ),
  );
}

/** Labels under (or over) the plotting area, as many as fit, kept within the drawing. */
export function inlineAxis(frame: Frame, scale: Scale, ticks: readonly Tick[], y: number): Plot.Markish {
  const every = labelEvery(ticks, scale);
  const labels = ticks
    .filter((_, index) => index % every === 0)
    .map((tick) => {
      const half = textWidth(tick.text, tickSize) / 2;
      return { x: Math.max(half, Math.min(frame.width - half, scale(tick.value))), y, text: tick.text };
    });
  return labelMark(labels, frame.direction, { size: tickSize });
}

export function baseline(value = 0): Plot.Markish {
  return Plot.ruleY([value], { stroke: 'var(--ink-soft)' });
}

/** Round numbers as ticks; large ones are shortened to thousands or millions. */
export function numberTicks(least: number, most: number, wording: Wording, count = 4): Tick[] {
  const compact = Math.max(-least, most) >= 100_000;
  const format: Intl.NumberFormatOptions = compact ? { notation: 'compact', maximumFractionDigits: 1 } : {};
  return roundTicks(least, most, count).map((value) => ({ value, text: wording.number(value, format) }));
}

/** As `numberTicks` for things that come in whole numbers. */
export function countTicks(least: number, most: number, wording: Wording, count = 4): Tick[] {
  const reach = Math.max(most, least + 1);
  return numberTicks(least, reach, wording, count).filter((tick) => Number.isInteger(tick.value));
}

export function percentTicks(most: number, wording: Wording): Tick[] {
  const ticks = shareTicks(most);
  const digits = ticks[ticks.length - 1] < 0.04 ? 1 : 0;
  return ticks.map((value) => ({ value, text: wording.percent(value, digits) }));
}
