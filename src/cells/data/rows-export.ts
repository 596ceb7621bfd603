import { ownValue, type DatasetTable, type TableRowsRequest } from '../../../workers/api';
import { engine } from '../../engine/engine.svelte';
import { askEngine } from '../../share/exports/ask-engine';
import { mostExportedRows, type ExportTable } from '../../share/exports/export-source';
import { decodeTable } from '../decode-tables';

/** The rows of a table as one has sorted and filtered them, to be given away as they stand in the file. */
export function rowsExport(
  table: DatasetTable,
  wish: Pick<TableRowsRequest, 'sort' | 'filters'>,
  words: Pick<ExportTable, 'title' | 'count'>,
): ExportTable {
  const request = { ...wish, table: table.id, limit: mostExportedRows };
  return {
    ...words,
    part: 'rows',
    columnLabel: (name) => name,
    rows: async (signal) => {
      const { columns, table: bytes, isCut } = await askEngine(signal, (id) => engine.tableRows(id, request));
      return { table: decodeTable(bytes), types: columns, isCut };
    },
    allRows: null,
    customerColumn:
      table.columns.find(({ name }) => ownValue(table.settings.mapping, name) === 'customer')?.name ?? null,
  };
}
