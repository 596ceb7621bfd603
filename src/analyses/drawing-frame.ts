/**
 * The direction of every drawing is decided here, once: in Arabic, time and age run from right to left and the value
 * axis stands on the right, as the tables beside the figures and the reader's eye do. Digits are never mirrored.
 */
export type Direction = 'ltr' | 'rtl';

export interface Frame {
  width: number;
  height: number;
  direction: Direction;
  /** Edges of the plotting area in pixels. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Where reading begins and ends: left and right, or in Arabic right and left. */
  start: number;
  end: number;
}

export interface FrameSize {
  width: number;
  height: number;
  direction: Direction;
  /** Margins; `start` and `end` follow the reading direction. */
  margins: { top: number; bottom: number; start: number; end: number };
}

/** The plotting area keeps this width even when labels would leave less. */
const leastPlotWidth = 60;

export function createFrame({ width, height, direction, margins }: FrameSize): Frame {
  const mirrored = direction === 'rtl';
  const end = Math.max(0, Math.min(margins.end, width - margins.start - leastPlotWidth));
  const left = mirrored ? end : margins.start;
  const right = Math.max(left + 1, width - (mirrored ? margins.start : end));
  const frame = { width, height, direction, left, right, top: margins.top, bottom: height - margins.bottom };
  return mirrored ? { ...frame, start: right, end: left } : { ...frame, start: left, end: right };
}

export interface Scale {
  (value: number): number;
  domain: [number, number];
}

function linearScale(domain: [number, number], from: number, to: number): Scale {
  const span = domain[1] - domain[0] || 1;
  const scale = (value: number): number => from + ((value - domain[0]) / span) * (to - from);
  return Object.assign(scale, { domain });
}

/** Along the reading direction. */
export function inlineScale(frame: Frame, domain: [number, number]): Scale {
  return linearScale(domain, frame.start, frame.end);
}

/** Upwards. */
export function blockScale(frame: Frame, domain: [number, number]): Scale {
  return linearScale(domain, frame.bottom, frame.top);
}

/** A place further along the reading direction; backwards when negative. */
export function forward(frame: Frame, x: number, pixels: number): number {
  return frame.direction === 'rtl' ? x - pixels : x + pixels;
}

/** Letters reach a little beyond the place where they stand. */
const overhang = 1;

/** The outer edge of the drawing at which reading begins. */
export function outerStart(frame: Frame): number {
  return frame.direction === 'rtl' ? frame.width - overhang : overhang;
}
