import * as Plot from '@observablehq/plot';
import { axisTitle, inlineAxis, inlineAxisTitle } from '../drawing-axes';
import { forward } from '../drawing-frame';
import { labelMark, notesMark, type Label } from '../drawing-labels';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { createHatch, type Hatch } from '../hatch';
import { lazyPoint } from '../lazy-point';
import { drawPlot } from '../plot-theme';
import { sequenceColour, sequenceStep, textOnSequence } from '../sequence-scale';
import { widestText } from '../text-width';
import { layOutMap, purchasesLabel, readMap, type MapCell, type MapGrid, type MapLayout } from './map-grid';
import { legendMarks } from './map-legend';

function rectangles(cells: readonly MapCell[], options: Plot.RectOptions): Plot.Markish {
  return Plot.rect(cells, {
    x1: 'column',
    x2: (cell: MapCell) => cell.column + 1,
    y1: 'row',
    y2: (cell: MapCell) => cell.row + 1,
    inset: 0.5,
    ...options,
  });
}

const stepOf = (cell: MapCell): number => sequenceStep(cell.probabilityAlive ?? 0, 1);

function cellMarks({ cells }: MapGrid, hatch: Hatch): Plot.Markish[] {
  const fill = { value: (cell: MapCell) => sequenceColour(stepOf(cell)), scale: null };
  return [
    rectangles(cells, { fill: 'none', stroke: 'var(--line)', strokeWidth: 0.5 }),
    rectangles(
      cells.filter((cell) => cell.customers > 0),
      { fill },
    ),
    rectangles(
      cells.filter((cell) => cell.customers === 0),
      { fill: hatch.fill },
    ),
  ];
}

/** The probabilities in the cells: with the sign where that fits everywhere, else without, else none. */
function numberMarks(
  { cells }: MapGrid,
  { frame, x, y }: MapLayout,
  { wording }: FigureInput,
): Plot.Markish[] {
  const width = Math.abs(x(1) - x(0));
  const filled = cells.filter((cell) => cell.customers > 0);
  const forms = [
    (cell: MapCell) => wording.percent(cell.probabilityAlive ?? 0),
    (cell: MapCell) => wording.number(Math.round((cell.probabilityAlive ?? 0) * 100)),
  ];
  for (const write of forms) {
    const size = [12, 11, 10].find((candidate) => widestText(filled.map(write), candidate) + 3 <= width);
    if (!size) continue;
    const label = (cell: MapCell): Label => {
      return { x: x(cell.column + 0.5), y: y(cell.row + 0.5), text: write(cell) };
    };
    return ['var(--ink)', 'var(--paper)'].map((fill) => {
      const labels = filled.filter((cell) => textOnSequence(stepOf(cell)) === fill).map(label);
      return labelMark(labels, frame.direction, { size, fill });
    });
  }
  return [];
}

/** Purchases beside the rows, days under the edges of the columns. */
function axisMarks(grid: MapGrid, { frame, x, y }: MapLayout, { wording }: FigureInput): Plot.Markish[] {
  const labels = grid.rowLabels.map((text, row) => {
    return { x: forward(frame, frame.start, -8), y: y(row + 0.5), text };
  });
  const edges = Array.from({ length: grid.columns + 1 }, (_, edge) => {
    return { value: edge, text: wording.number(edge * grid.step) };
  });
  return [
    axisTitle(frame, wording.text('figure.purchasesAxis')),
    labelMark(labels, frame.direction, { align: 'end', fill: 'var(--ink)' }),
    inlineAxis(frame, x, edges, frame.bottom + 14),
    inlineAxisTitle(frame, wording.text('figure.silenceAxis'), frame.bottom + 32),
  ];
}

function pointOf(cell: MapCell, { x, y }: MapLayout, { wording }: FigureInput): FigurePoint {
  const { column, row, customers, silenceFrom, silenceTo, probabilityAlive } = cell;
  const middle = { x: x(column + 0.5), y: y(row + 0.5), column, row };
  return lazyPoint(middle, () => ({
    title: wording.text('figure.mapTitle', {
      purchases: purchasesLabel(cell, wording),
      from: silenceFrom,
      to: silenceTo,
    }),
    lines:
      customers === 0
        ? [wording.text('figure.emptyLine')]
        : [wording.text('figure.mapLine', { customers, probability: probabilityAlive ?? 0 })],
  }));
}

/** How likely customers are to be there still, by how often they bought and how long ago they last did. */
export function drawMap(input: FigureInput): Figure[] {
  const grid = readMap(input);
  if (!grid) return [];
  const layout = layOutMap(grid, input);
  const hatch = createHatch('alive-map');
  const description = input.wording.text('figure.mapDescription');
  const marks = [
    ...cellMarks(grid, hatch),
    ...numberMarks(grid, layout, input),
    ...axisMarks(grid, layout, input),
    ...legendMarks(layout.frame, layout.frame.bottom + 54, input.wording),
    notesMark(layout.noteLines, layout.frame),
  ];
  const element = drawPlot({ ...layout, marks, description, hatch });
  const points = grid.cells.map((cell) => pointOf(cell, layout, input));
  return [{ id: 'map', description, element, points }];
}
