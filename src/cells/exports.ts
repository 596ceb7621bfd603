import type { Table } from 'apache-arrow';
import type { Figure } from '../analyses/figure';
import { saveFile } from '../ui/save-file';

export type FigureFormat = 'svg' | 'png';

/** Everything that names a file: whose result it is, and of which day. */
export interface ExportNames {
  analysis: string;
  asOf: string | null;
}

/** Saves a figure and gives the file's name. */
export async function saveFigure(figure: Figure, format: FigureFormat, names: ExportNames): Promise<string> {
  const [{ figureToSvg, fileName }, { exportFonts }] = await Promise.all([
    import('../share/export-svg'),
    import('./export-fonts'),
  ]);
  const name = fileName(names.analysis, figure.id, names.asOf, format);
  if (format === 'svg') {
    const svg = await figureToSvg(figure.element, exportFonts);
    return saveFile(new Blob([svg], { type: 'image/svg+xml' }), name);
  }
  const { figureToPng } = await import('../share/export-png');
  return saveFile(await figureToPng(figure.element, exportFonts), name);
}

/** Saves a table and gives the file's name. */
export async function saveTable(
  part: string,
  table: Table,
  columnLabel: (column: string) => string,
  names: ExportNames,
): Promise<string> {
  const [{ tableToCsv }, { fileName }] = await Promise.all([
    import('../share/export-csv'),
    import('../share/export-svg'),
  ]);
  return saveFile(await tableToCsv(table, columnLabel), fileName(names.analysis, part, names.asOf, 'csv'));
}
