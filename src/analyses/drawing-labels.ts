import * as Plot from '@observablehq/plot';
import type { Direction, Frame } from './drawing-frame';
import { outerStart } from './drawing-frame';
import { wrapText } from './text-width';

export interface Label {
  /** Pixels of the drawing. */
  x: number;
  y: number;
  text: string;
}

export interface LabelStyle {
  /** Which end of the text stands at x, in the reading direction. */
  align?: 'start' | 'middle' | 'end';
  size?: number;
  weight?: number;
  fill?: string;
  /** A rim in the colour of the paper, for text over lines. */
  halo?: boolean;
}

const arabicLetter = /[\u0620-\u064a\u0671-\u06d3]/;

/** The drawing runs from left to right, so that numbers keep their order; Arabic words are isolated from that. */
export function isolate(text: string): string {
  return arabicLetter.test(text) ? `\u2067${text}\u2069` : text;
}

function anchorFor(align: 'start' | 'middle' | 'end', direction: Direction): 'start' | 'middle' | 'end' {
  if (align === 'middle' || direction === 'ltr') return align;
  return align === 'start' ? 'end' : 'start';
}

/** Texts at places given in pixels. */
export function labelMark(
  labels: readonly Label[],
  direction: Direction,
  style: LabelStyle = {},
): Plot.Markish {
  return Plot.text(labels, {
    x: { value: (label: Label) => label.x, scale: null },
    y: { value: (label: Label) => label.y, scale: null },
    text: (label: Label) => isolate(label.text),
    textAnchor: anchorFor(style.align ?? 'middle', direction),
    fontSize: style.size ?? 12,
    fontWeight: style.weight,
    fill: style.fill ?? 'var(--ink-soft)',
    stroke: style.halo ? 'var(--paper)' : undefined,
    strokeWidth: style.halo ? 3 : undefined,
  });
}

const noteSize = 11;
const noteLineHeight = 16;

/** Remarks under a figure, which stay with it when it is exported. */
export function wrapNotes(notes: readonly string[], width: number): string[] {
  return wrapText(notes.join(' '), width, noteSize);
}

export function notesHeight(lines: readonly string[]): number {
  return lines.length ? lines.length * noteLineHeight + 8 : 0;
}

export function notesMark(lines: readonly string[], frame: Frame): Plot.Markish {
  const first = frame.height - lines.length * noteLineHeight + noteLineHeight / 2 - 2;
  const labels = lines.map((text, index) => ({
    x: outerStart(frame),
    y: first + index * noteLineHeight,
    text,
  }));
  return labelMark(labels, frame.direction, { align: 'start', size: noteSize });
}

/** Moves places apart until neighbours are at least `gap` apart, within the limits where there is room. */
export function spread(places: readonly number[], gap: number, least: number, most: number): number[] {
  const order = places.map((_, index) => index).sort((a, b) => places[a] - places[b]);
  const moved = [...places];
  let floor = least;
  for (const index of order) {
    moved[index] = Math.max(moved[index], floor);
    floor = moved[index] + gap;
  }
  let ceiling = most;
  for (const index of order.reverse()) {
    moved[index] = Math.min(moved[index], ceiling);
    ceiling = moved[index] - gap;
  }
  return moved;
}
