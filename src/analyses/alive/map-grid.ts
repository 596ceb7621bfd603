import { blockScale, createFrame, inlineScale, type Frame, type Scale } from '../drawing-frame';
import { notesHeight, wrapNotes } from '../drawing-labels';
import type { FigureInput, Wording } from '../figure';
import { readRows } from '../read-rows';
import { widestText } from '../text-width';

export interface MapCell {
  purchasesFrom: number;
  purchasesTo: number | null;
  silenceFrom: number;
  silenceTo: number;
  customers: number;
  /** Null where there are no customers. */
  probabilityAlive: number | null;
  /** From the top, most purchases first, and from where reading begins. */
  row: number;
  column: number;
}

export interface MapGrid {
  cells: MapCell[];
  rows: number;
  columns: number;
  /** Days in a column. */
  step: number;
  /** The classes of purchases, from the top. */
  rowLabels: string[];
}

/** "4–5", or "20+" for the last class. */
export function purchasesLabel({ purchasesFrom, purchasesTo }: MapCell, wording: Wording): string {
  const from = wording.number(purchasesFrom);
  if (purchasesTo === null) return wording.text('figure.andMore', { number: from });
  return purchasesTo === purchasesFrom ? from : `${from}–${wording.number(purchasesTo)}`;
}

/** Null where no probability is known. */
export function readMap({ tables, wording }: FigureInput): MapGrid | null {
  const cells = readRows(tables.map, (row) => ({
    purchasesFrom: row.count('purchasesFrom'),
    purchasesTo: row.number('purchasesTo'),
    silenceFrom: row.count('silenceFrom'),
    silenceTo: row.count('silenceTo'),
    customers: row.count('customers'),
    probabilityAlive: row.number('probabilityAlive'),
  }));
  if (!cells.some((cell) => cell.probabilityAlive !== null)) return null;
  const classes = [...new Set(cells.map((cell) => cell.purchasesFrom))].sort((one, other) => other - one);
  const step = cells[0].silenceTo - cells[0].silenceFrom + 1;
  const placed = cells
    .map((cell) => ({ ...cell, row: classes.indexOf(cell.purchasesFrom), column: cell.silenceFrom / step }))
    .sort((one, other) => one.row - other.row || one.column - other.column);
  const labels = classes.map((_, row) =>
    purchasesLabel(
      placed.find((cell) => cell.row === row)!,
      wording,
    ),
  );
  const columns = Math.max(...placed.map((cell) => cell.column)) + 1;
  return { cells: placed, rows: classes.length, columns, step, rowLabels: labels };
}

export interface MapLayout {
  frame: Frame;
  x: Scale;
  y: Scale;
  noteLines: string[];
}

const rowHeight = 30;
const widestCell = 88;
const headerHeight = 28;
/** Days, what they count, and the legend. */
const footerHeight = 74;

export function layOutMap(grid: MapGrid, { width, wording }: FigureInput): MapLayout {
  const empty = grid.cells.some((cell) => cell.customers === 0);
  const noteLines = wrapNotes(empty ? [wording.text('figure.noteEmpty')] : [], width);
  const start = Math.ceil(widestText(grid.rowLabels)) + 14;
  // Few columns don't become slabs; the last day's label stands under the far end.
  const end = Math.max(14, width - start - grid.columns * widestCell);
  const margins = { top: headerHeight, bottom: footerHeight + notesHeight(noteLines), start, end };
  const height = margins.top + grid.rows * rowHeight + margins.bottom;
  const frame = createFrame({ width, height, direction: wording.direction, margins });
  return { frame, x: inlineScale(frame, [0, grid.columns]), y: blockScale(frame, [grid.rows, 0]), noteLines };
}
