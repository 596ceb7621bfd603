import { createFrame, blockScale, inlineScale, type Frame, type Scale } from '../drawing-frame';
import { notesHeight, wrapNotes } from '../drawing-labels';
import type { FigureInput } from '../figure';
import { sequenceStep } from '../sequence-scale';
import { widestText } from '../text-width';
import { shortCohortLabel, drawnNumber, isTrivial, type Cell, type Cohort } from './cells';

/** More rows or columns than these can't be read; the newest cohorts are the ones people act on. */
const mostRows = 24;
const mostColumns = 36;

export interface GridCell {
  cell: Cell;
  row: number;
  column: number;
  number: number | null;
  trivial: boolean;
  step: number;
}

export interface Grid {
  cohorts: Cohort[];
  ages: number[];
  cells: GridCell[];
  /** The number at which the colour is deepest. */
  most: number;
  notes: string[];
}

/** Small cohorts don't set the scale, unless there are no others. */
function deepestNumber(cells: readonly Omit<GridCell, 'step'>[]): number {
  const numbers = (chosen: typeof cells): number[] =>
    chosen.flatMap(({ number, trivial }) => (number === null || trivial ? [] : [number]));
  const firm = numbers(cells.filter(({ cell }) => cell.complete && !cell.small));
  return Math.max(0, ...(firm.length ? firm : numbers(cells)));
}

function notesOf(all: readonly Cohort[], shown: readonly Cohort[], { wording }: FigureInput): string[] {
  const cells = shown.flatMap((cohort) => cohort.cells);
  const notes: string[] = [];
  if (shown.length < all.length) {
    notes.push(wording.text('figure.noteShown', { shown: shown.length, total: all.length }));
  }
  if (shown.some((cohort) => cohort.leftTruncated)) notes.push(wording.text('figure.noteTruncated'));
  if (cells.some((cell) => !cell.complete)) notes.push(wording.text('figure.noteIncomplete'));
  if (cells.some((cell) => cell.small)) notes.push(wording.text('figure.noteSmall'));
  return notes;
}

export function gridOf(all: readonly Cohort[], input: FigureInput): Grid {
  const cohorts = all.slice(-mostRows);
  const ages = [...new Set(cohorts.flatMap((cohort) => cohort.cells.map((cell) => cell.age)))]
    .sort((a, b) => a - b)
    .slice(0, mostColumns);
  const columns = new Map(ages.map((age, column) => [age, column]));
  const plain = cohorts.flatMap((cohort, row) =>
    cohort.cells.flatMap((cell) => {
      const column = columns.get(cell.age);
      if (column === undefined) return [];
      return [{ cell, row, column, number: drawnNumber(cell, input), trivial: isTrivial(cell, input) }];
    }),
  );
  const most = deepestNumber(plain);
  const cells = plain.map((place) => ({ ...place, step: sequenceStep(place.number ?? 0, most) }));
  return { cohorts, ages, cells, most, notes: notesOf(all, cohorts, input) };
}

export function rowLabel(cohort: Cohort, input: FigureInput): string {
  const label = shortCohortLabel(cohort.cohort, input);
  return cohort.leftTruncated ? `${label} †` : label;
}

export function sizeLabel(cohort: Cohort, { wording }: FigureInput): string {
  const format: Intl.NumberFormatOptions =
    cohort.size >= 100_000 ? { notation: 'compact', maximumFractionDigits: 1 } : {};
  return wording.number(cohort.size, format);
}

/** Narrower than this, the size stands under the cohort's name and leaves the room to the cells. */
const narrow = 560;

export interface GridLayout {
  stacked: boolean;
  frame: Frame;
  x: Scale;
  y: Scale;
  noteLines: string[];
}

const headerHeight = 40;
const stackedHeaderHeight = 54;
export const legendHeight = 34;

/** Up to this width, that of a sheet of paper, many rows are lower: a page should hold more than the triangle. */
const widestSheet = 760;

function rowHeightOf(rows: number, width: number): number {
  if (rows <= 14) return 26;
  return width <= widestSheet ? 18 : 22;
}

export function layOutGrid(grid: Grid, input: FigureInput): GridLayout {
  const { width, wording } = input;
  const noteLines = wrapNotes(grid.notes, width);
  const labels = grid.cohorts
    .map((cohort) => rowLabel(cohort, input))
    .concat(wording.text('figure.cohortHeader'));
  const sizes = grid.cohorts
    .map((cohort) => sizeLabel(cohort, input))
    .concat(wording.text('figure.sizeHeader'));
  const stacked = width < narrow;
  const texts = Math.ceil(widestText(labels) + widestText(sizes)) + 18;
  const start = stacked ? Math.ceil(widestText([...labels, ...sizes])) + 8 : texts;
  const rowHeight = stacked ? 32 : rowHeightOf(grid.cohorts.length, width);
  // Few columns don't become slabs.
  const end = Math.max(1, width - start - grid.ages.length * 88);
  const bottom = legendHeight + notesHeight(noteLines);
  const top = stacked ? stackedHeaderHeight : headerHeight;
  const height = top + grid.cohorts.length * rowHeight + bottom;
  const margins = { top, bottom, start, end };
  const frame = createFrame({ width, height, direction: wording.direction, margins });
  const x = inlineScale(frame, [0, grid.ages.length]);
  return { stacked, frame, x, y: blockScale(frame, [grid.cohorts.length, 0]), noteLines };
}
