import * as Plot from '@observablehq/plot';
import { axisTitle, inlineAxis } from '../drawing-axes';
import { forward, outerStart } from '../drawing-frame';
import { labelMark, notesMark, type Label } from '../drawing-labels';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { createHatch, type Hatch } from '../hatch';
import { lazyPoint } from '../lazy-point';
import { drawPlot } from '../plot-theme';
import { sequenceColour, textOnSequence } from '../sequence-scale';
import { textWidth, widestText } from '../text-width';
import { cohortFilter, cohortUnit, describeCell, showsValue, writeNumber, type Cohort } from './cells';
import {
  gridOf,
  layOutGrid,
  rowLabel,
  sizeLabel,
  type Grid,
  type GridCell,
  type GridLayout,
} from './triangle-grid';
import { legendMarks } from './triangle-legend';

function rectangles(cells: readonly GridCell[], options: Plot.RectOptions): Plot.Markish {
  return Plot.rect(cells, {
    x1: (place: GridCell) => place.column,
    x2: (place: GridCell) => place.column + 1,
    y1: (place: GridCell) => place.row,
    y2: (place: GridCell) => place.row + 1,
    inset: 0.5,
    ...options,
  });
}

const isColoured = ({ cell, number, trivial }: GridCell): boolean =>
  cell.complete && number !== null && !trivial;

function cellMarks({ cells }: Grid, hatch: Hatch): Plot.Markish[] {
  const coloured = cells.filter(isColoured);
  const fill = { value: (place: GridCell) => sequenceColour(place.step), scale: null };
  const fillOpacity = { value: (place: GridCell) => (place.cell.small ? 0.4 : 1), scale: null };
  return [
    rectangles(cells, { fill: 'none', stroke: 'var(--line)', strokeWidth: 0.5 }),
    rectangles(coloured, { fill, fillOpacity }),
    rectangles(
      cells.filter((place) => !place.cell.complete),
      { fill: hatch.fill },
    ),
  ];
}

/** How numbers are written in the cells: the longest form that fits, or none. */
function cellWriting(
  grid: Grid,
  cellWidth: number,
  input: FigureInput,
): { size: number; write(value: number): string } | null {
  const { wording } = input;
  const numbers = grid.cells.flatMap(({ number, trivial }) => (number === null || trivial ? [] : [number]));
  const forms = showsValue(input)
    ? [(value: number) => writeNumber(value, input)]
    : [
        (value: number) => wording.percent(value, 0),
        (value: number) => wording.number(value * 100, { maximumFractionDigits: 0 }),
      ];
  for (const write of forms) {
    const texts = numbers.map(write);
    const size = [12, 11, 10].find((candidate) => widestText(texts, candidate) + 3 <= cellWidth);
    if (size) return { size, write };
  }
  return null;
}

function numberMarks(grid: Grid, { frame, x, y }: GridLayout, input: FigureInput): Plot.Markish[] {
  const cellWidth = Math.abs(x(1) - x(0));
  const writing = cellWriting(grid, cellWidth, input);
  if (!writing) return [];
  const label = ({ number, column, row }: GridCell): Label[] => {
    const text = number === null ? '' : writing.write(number);
    const fits = textWidth(text, writing.size) <= cellWidth;
    return text && fits ? [{ x: x(column + 0.5), y: y(row + 0.5), text }] : [];
  };
  const onPaper = (place: GridCell): boolean => !isColoured(place) || place.cell.small;
  const colourOf = (place: GridCell): string => (onPaper(place) ? 'var(--ink)' : textOnSequence(place.step));
  const marks = ['var(--ink)', 'var(--paper)'].map((fill) => {
    const cells = grid.cells.filter((place) => place.cell.complete && colourOf(place) === fill);
    return labelMark(cells.flatMap(label), frame.direction, { size: writing.size, fill });
  });
  const open = grid.cells.filter((place) => !place.cell.complete).flatMap(label);
  return [...marks, labelMark(open, frame.direction, { size: writing.size, fill: 'var(--ink)', halo: true })];
}

/** Names and sizes of the cohorts: side by side, or on a narrow page one under the other. */
function cohortMarks(
  { cohorts }: Grid,
  { frame, y, stacked }: GridLayout,
  input: FigureInput,
): Plot.Markish[] {
  const { wording } = input;
  const nameX = outerStart(frame);
  const sizeX = stacked ? nameX : forward(frame, frame.start, -8);
  const apart = stacked ? 7 : 0;
  const headerY = frame.top - 10;
  const names = cohorts.map((cohort, row) => ({
    x: nameX,
    y: y(row + 0.5) - apart,
    text: rowLabel(cohort, input),
  }));
  const sizes = cohorts.map((cohort, row) => ({
    x: sizeX,
    y: y(row + 0.5) + apart,
    text: sizeLabel(cohort, input),
  }));
  names.push({ x: nameX, y: headerY - 2 * apart, text: wording.text('figure.cohortHeader') });
  sizes.push({ x: sizeX, y: headerY, text: wording.text('figure.sizeHeader') });
  return [
    labelMark(names, frame.direction, { align: 'start', fill: 'var(--ink)' }),
    labelMark(sizes, frame.direction, { align: stacked ? 'start' : 'end', size: stacked ? 11 : 12 }),
  ];
}

function ageMarks({ ages }: Grid, { frame, x }: GridLayout, input: FigureInput): Plot.Markish[] {
  const { wording } = input;
  const text = wording.text('figure.ageAxis', { unit: cohortUnit(input) });
  const ticks = ages.map((age, column) => ({ value: column + 0.5, text: wording.number(age) }));
  return [axisTitle(frame, text), inlineAxis(frame, x, ticks, frame.top - 10)];
}

function pointOf(place: GridCell, { x, y }: GridLayout, input: FigureInput): FigurePoint {
  const { column, row, cell } = place;
  const filter = cohortFilter(cell.cohort, input);
  const middle = { x: x(column + 0.5), y: y(row + 0.5), column, row, filter };
  return lazyPoint(middle, () => describeCell(cell, input));
}

/** One row per cohort, one column per age, as deep as the share of the cohort. */
export function drawTriangle(cohorts: readonly Cohort[], input: FigureInput): Figure[] {
  if (!cohorts.length) return [];
  const grid = gridOf(cohorts, input);
  const layout = layOutGrid(grid, input);
  const hatch = createHatch('cohort-triangle');
  const shown = grid.cohorts.length;
  const description = input.wording.text('figure.triangleDescription', { shown, unit: cohortUnit(input) });
  const marks = [
    ...cellMarks(grid, hatch),
    ...numberMarks(grid, layout, input),
    ...cohortMarks(grid, layout, input),
    ...ageMarks(grid, layout, input),
    ...legendMarks(grid.most, layout.frame, input),
    notesMark(layout.noteLines, layout.frame),
  ];
  const element = drawPlot({ ...layout, marks, description, hatch });
  const points = grid.cells.map((place) => pointOf(place, layout, input));
  return [{ id: 'triangle', description, element, points }];
}
