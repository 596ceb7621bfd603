import type { Frame, Scale } from '../../analyses/drawing-frame';

/** Where things stand in one panel. */
export interface Place {
  frame: Frame;
  x: Scale;
  y: Scale;
}
