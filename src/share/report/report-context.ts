import type { Table } from 'apache-arrow';
import type { CellRun } from '../../cells/cell-run.svelte';
import type { OpenNotebook } from '../../notebook/open-notebook.svelte';
import type { Markup } from './markup';
import type { ResultMask } from './masking/mask-results';

/** What the person wants to be in the report. */
export interface ReportChoices {
  /** Tables, figures and sentences that name single customers. */
  customers: boolean;
  /** Results of the person's own queries, of which nobody else knows whether they name customers. */
  queries: boolean;
  /** Groups of fewer customers than this are masked; null masks none. Neither of the above goes with it. */
  least: number | null;
}

/** An entry of the table of contents. */
export interface ContentsEntry {
  anchor: string;
  /** Words of a heading, as HTML. */
  words: Markup;
  level: number;
}

/** What the parts of a report are made from. */
export interface ReportContext {
  notebook: OpenNotebook;
  choices: ReportChoices;
  masks: ReadonlyMap<string, ResultMask>;
  /** Aborted when the person has thought better of it. */
  signal: AbortSignal;
}

/** A part of a report, and its entries in the table of contents. */
export interface ReportPart {
  body: Markup;
  contents: readonly ContentsEntry[];
}

/** The result of a cell, of the content that it has now; null while there is none. */
export function outcomeOf(run: CellRun | undefined): CellRun['outcome'] {
  return run?.status === 'done' ? run.outcome : null;
}

/** CSS pixels: as wide as a column of text that one likes to read, and nearly as wide as paper between its margins. */
export const figureWidth = 690;

/** Rows of a table that a report shows at most. */
export const mostRows = 1000;

export function isEmpty(tables: Record<string, Table>): boolean {
  return Object.values(tables).every((table) => table.numRows === 0);
}
