import type { Direction, Frame } from '../../analyses/drawing-frame';

/** Panels beside each other. */
export function panelColumns(panels: number, width: number): number {
  const most = width >= 900 ? 3 : width >= 560 ? 2 : 1;
  return Math.min(panels, panels === 4 ? Math.min(2, most) : most);
}

export interface PanelParts {
  width: number;
  direction: Direction;
  panels: number;
  columns: number;
  plotHeight: number;
  /** Room around each plotting area: for its name above, and its labels below. */
  above: number;
  below: number;
  /** Room around all of them. */
  top: number;
  bottom: number;
  start: number;
  end: number;
}

export const panelGap = 28;
const leastPlotWidth = 60;

/** Plotting areas in rows, in the reading direction; all of them in the pixels of one drawing. */
export function layOutPanels(parts: PanelParts): Frame[] {
  const { width, direction, panels, columns, plotHeight, above, below, top, bottom, start } = parts;
  const end = Math.max(0, Math.min(parts.end, width - start - leastPlotWidth));
  const room = Math.max(1, (width - start - end - panelGap * (columns - 1)) / columns);
  const rowHeight = above + plotHeight + below;
  const height = top + Math.ceil(panels / columns) * rowHeight + bottom;
  return Array.from({ length: panels }, (_, panel) => {
    const from = start + (panel % columns) * (room + panelGap);
    const plotTop = top + Math.floor(panel / columns) * rowHeight + above;
    const edges = { top: plotTop, bottom: plotTop + plotHeight };
    const size = { width, height, direction, ...edges };
    if (direction === 'rtl') {
      const [left, right] = [width - from - room, width - from];
      return { ...size, left, right, start: right, end: left };
    }
    const [left, right] = [from, from + room];
    return { ...size, left, right, start: left, end: right };
  });
}
