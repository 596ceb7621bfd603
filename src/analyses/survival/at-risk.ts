import type * as Plot from '@observablehq/plot';
import { outerStart, type Frame, type Scale } from '../drawing-frame';
import { labelMark } from '../drawing-labels';
import type { FigureInput } from '../figure';
import { shorten, textWidth, widestText } from '../text-width';
import { atRiskAt, type Group } from './curve-data';

const lineHeight = 17;
const size = 11;

/** Counts under the axis: a curve from few customers should not look like one from many. */
export function atRiskHeight(groups: readonly Group[]): number {
  return 22 + groups.length * lineHeight * (groups.length > 1 ? 2 : 1);
}

export function atRiskTexts(
  groups: readonly Group[],
  times: readonly number[],
  { wording }: FigureInput,
): string[] {
  return groups.flatMap((group) => times.map((time) => wording.number(atRiskAt(group, time))));
}

function countLabels(
  group: Group,
  times: readonly number[],
  { x, y, frame }: { x: Scale; y: number; frame: Frame },
  { wording }: FigureInput,
): { x: number; y: number; text: string }[] {
  return times.map((time) => {
    const text = wording.number(atRiskAt(group, time));
    const half = textWidth(text, size) / 2;
    return { x: Math.max(half, Math.min(frame.width - half, x(time))), y, text };
  });
}

export function atRiskMarks(
  groups: readonly Group[],
  times: readonly number[],
  { frame, x, top }: { frame: Frame; x: Scale; top: number },
  input: FigureInput,
): Plot.Markish[] {
  const { direction } = frame;
  const named = groups.length > 1;
  const title = { x: outerStart(frame), y: top, text: input.wording.text('figure.atRiskHeader') };
  const marks = [labelMark([title], direction, { align: 'start', size })];
  groups.forEach((group, index) => {
    const nameY = top + 18 + index * lineHeight * (named ? 2 : 1);
    const y = named ? nameY + lineHeight - 2 : nameY;
    const name = { x: outerStart(frame), y: nameY, text: shorten(group.group, frame.width - 8, size) };
    if (named) marks.push(labelMark([name], direction, { align: 'start', size, fill: 'var(--ink)' }));
    marks.push(labelMark(countLabels(group, times, { x, y, frame }, input), direction, { size }));
  });
  return marks;
}

export function widestCount(groups: readonly Group[], input: FigureInput): number {
  return widestText(atRiskTexts(groups, [0], input), size);
}
