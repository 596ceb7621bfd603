import { tableToIPC } from 'apache-arrow';
import type { Dataset, DatasetTable } from '../../../workers/api';
import { decodeTable } from '../../cells/decode-tables';
import { engine } from '../../engine/engine.svelte';
import type { OpenNotebook } from '../../notebook/open-notebook.svelte';
import { askEngine } from '../exports/ask-engine';
import { mostExportedRows } from '../exports/export-source';
import { typedTable } from '../exports/typed-table';
import type { PackedFile } from './pack-files';
import { describedDataset } from './record-notebook';

/** The files of a notebook's data, and how they are to be read again. */
export interface DataFiles {
  dataset: Dataset;
  /** Of each table, in the order of `dataset.tables`. */
  files: PackedFile[][];
}

/** A table has more rows than can be written. */
export class TooManyRows extends Error {}

/**
 * The files the data was read from; where they are not at hand any more, what was read from them as Parquet.
 * @param folder in which they are to lie
 * @throws TooManyRows, EngineError of the engine's
 */
export async function dataFiles(
  { files: atHand }: OpenNotebook,
  dataset: Dataset,
  folder: string,
  signal: AbortSignal,
): Promise<DataFiles> {
  const described = describedDataset(dataset);
  if (atHand) {
    const files = atHand.map((each, table) =>
      each.map((file, place) => ({
        path: `${folder}/${table + 1}-${place + 1}-${file.name}`,
        content: file,
      })),
    );
    return { dataset: described, files };
  }
  const files: PackedFile[][] = [];
  for (const [place, table] of dataset.tables.entries()) {
    const path = `${folder}/${place + 1}-1-${table.name.replace(/[\s/\\#%?&+'"]+/g, '-')}.parquet`;
    files.push([{ path, content: await asParquet(table, signal) }]);
  }
  // How the former file was taken apart says nothing of this one.
  const tables = described.tables.map((table) => ({
    ...table,
    settings: { ...table.settings, reading: {} },
  }));
  return { dataset: { ...described, tables }, files };
}

async function asParquet({ id: table }: DatasetTable, signal: AbortSignal): Promise<Blob> {
  const request = { table, sort: null, filters: [], limit: mostExportedRows };
  const rows = await askEngine(signal, (id) => engine.tableRows(id, request));
  if (rows.isCut) throw new TooManyRows(`${table} has more than ${mostExportedRows} rows.`);
  const typed = tableToIPC(typedTable(decodeTable(rows.table), rows.columns), 'stream');
  const written = await askEngine(signal, (id) => engine.toParquet(id, typed));
  return new Blob([written as Uint8Array<ArrayBuffer>]);
}
