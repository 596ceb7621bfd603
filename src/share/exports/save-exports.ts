import { tableToIPC } from 'apache-arrow';
import { exportFonts } from '../../cells/export-fonts';
import { saveFile } from '../../ui/save-file';
import { tableToCsv } from '../export-csv';
import { figureToPng } from '../export-png';
import { figureToSvg } from '../export-svg';
import { fileName, type ExportNames } from '../file-name';
import type { Figure } from '../../analyses/figure';
import { audienceCsv, firstRows } from './audience';
import type { ExportRows, ExportTable } from './export-source';
import { typedTable } from './typed-table';

export type FigureFormat = 'svg' | 'png';

/** Each saves a file and gives its name. Read when something is first to be saved; the engine is handed over. */

export async function saveFigure(figure: Figure, format: FigureFormat, names: ExportNames): Promise<string> {
  const { element, id } = figure;
  const name = fileName(names, id, format);
  if (format === 'png') return saveFile(await figureToPng(element, exportFonts), name);
  return saveFile(new Blob([await figureToSvg(element, exportFonts)], { type: 'image/svg+xml' }), name);
}

export async function saveCsv({ table }: ExportRows, of: ExportTable, names: ExportNames): Promise<string> {
  return saveFile(await tableToCsv(table, of.columnLabel), fileName(names, of.part, 'csv'));
}

/** With the columns' own names, which programs go by, in whatever language the page is. */
export async function saveParquet(
  { table, types }: ExportRows,
  of: ExportTable,
  names: ExportNames,
  toParquet: (table: Uint8Array) => Promise<Uint8Array>,
): Promise<string> {
  const file = await toParquet(tableToIPC(typedTable(table, types), 'stream'));
  const content = new Blob([file as Uint8Array<ArrayBuffer>], { type: 'application/vnd.apache.parquet' });
  return saveFile(content, fileName(names, of.part, 'parquet'));
}

/** @param isWhole with all columns, not the customer alone */
export async function saveAudience(
  { table }: ExportRows,
  of: ExportTable & { customerColumn: string },
  names: ExportNames,
  isWhole: boolean,
): Promise<string> {
  const { customerColumn, columnLabel, part } = of;
  const rows = firstRows(table, customerColumn);
  const content = await audienceCsv({ table, customerColumn, rows, isWhole, columnLabel });
  const which = isWhole ? 'with-columns' : '';
  return saveFile(content, fileName(names, `${part}-audience-of-${rows.length}-${which}`, 'csv'));
}
