import type { SqlRequest } from '../../workers/api';
import { engine } from '../engine/engine.svelte';
import { askEngine } from '../share/exports/ask-engine';
import {
  customerColumnOf,
  mostExportedRows,
  rowsAtHand,
  type ExportTable,
  type GetRows,
} from '../share/exports/export-source';
import type { SqlOutcome } from './cell-run.svelte';
import { decodeTable } from './decode-tables';

/** Runs a query once more, for more of its rows. */
const moreRows =
  (request: SqlRequest): GetRows =>
  async (signal) => {
    const wanted = { ...request, limit: mostExportedRows };
    const { columns, table, isCut } = await askEngine(signal, (id) =>
      engine.query(id, wanted, () => undefined),
    );
    return { table: decodeTable(table), types: columns, isCut };
  };

/** The rows of a query, to be given away: those that were fetched, or all of them. */
export function queryExport(
  { table, columns, isCut }: SqlOutcome,
  request: SqlRequest | null,
  words: Pick<ExportTable, 'title' | 'count'>,
  customerColumns: readonly string[],
): ExportTable {
  return {
    ...words,
    part: 'rows',
    columnLabel: (name) => name,
    rows: rowsAtHand(table, columns, isCut),
    allRows: isCut && request ? moreRows(request) : null,
    customerColumn: customerColumnOf(table.schema.names.map(String), customerColumns),
  };
}
