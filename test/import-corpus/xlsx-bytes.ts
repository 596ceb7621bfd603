import { strToU8, zipSync } from 'fflate';

/** Small workbooks from hand-written XML, so that every habit of the programs that write them can be shown. */

export interface SheetXml {
  name: string;
  /** Rows of cells by `cell`, or the whole content of sheetData. */
  rows: string[][] | string;
  state?: 'hidden' | 'veryHidden';
  /** Ranges of joined cells, such as A1:B1. */
  merges?: string[];
}

export interface WorkbookXml {
  sheets: SheetXml[];
  /** Number formats of the styles from 1 on: a number for one that is built in, a text for one that is not. */
  formats?: (number | string)[];
  /** Shared strings, as the content of <si>. */
  strings?: string[];
  is1904?: boolean;
}

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A cell without its place: text in the cell itself. */
export const text = (value: string) => `t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is>`;
export const shared = (index: number) => `t="s"><v>${index}</v>`;
export const number = (value: number | string, style = 0) => `s="${style}"><v>${value}</v>`;
export const truth = (value: boolean) => `t="b"><v>${value ? 1 : 0}</v>`;
export const failure = (code: string) => `t="e"><v>${code}</v>`;
export const formula = (code: string, value: number | string) => `><f>${escape(code)}</f><v>${value}</v>`;
export const formulaText = (code: string, value: string) =>
  `t="str"><f>${escape(code)}</f><v>${escape(value)}</v>`;
export const none = '';

const columnName = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));

function rowsXml(rows: string[][]): string {
  return rows
    .map((cells, row) => {
      const filled = cells.map((cell, column) =>
        cell ? `<c r="${columnName(column)}${row + 1}" ${cell}</c>` : '',
      );
      return filled.some((cell) => cell !== '') ? `<row r="${row + 1}">${filled.join('')}</row>` : '';
    })
    .join('');
}

function sheetXml({ rows, merges = [] }: SheetXml): string {
  const joined = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
  const data = typeof rows === 'string' ? rows : rowsXml(rows);
  const merged = merges.length > 0 ? `<mergeCells count="${merges.length}">${joined}</mergeCells>` : '';
  return `${head}<worksheet xmlns="${main}"><sheetData>${data}</sheetData>${merged}</worksheet>`;
}

function stylesXml(formats: (number | string)[]): string {
  const codes = formats.map((format, index) =>
    typeof format === 'string' ? `<numFmt numFmtId="${200 + index}" formatCode="${escape(format)}"/>` : '',
  );
  const styles = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === 'string' ? 200 + index : format}"/>`,
  );
  return `${head}<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`;
}

/** The bytes of a workbook; the same each time. */
export function xlsxBytes({ sheets, formats = [], strings = [], is1904 = false }: WorkbookXml): Uint8Array {
  const list = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escape(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  );
  const targets = [
    ...sheets.map((_, index) => ({ type: 'worksheet', path: `worksheets/sheet${index + 1}.xml` })),
    { type: 'styles', path: 'styles.xml' },
    { type: 'sharedStrings', path: 'sharedStrings.xml' },
  ];
  const links = targets.map(
    ({ type, path }, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${path}"/>`,
  );
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}</Relationships>`,
    'xl/styles.xml': stylesXml(formats),
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${strings.map((each) => `<si>${each}</si>`).join('')}</sst>`,
  };
  sheets.forEach((sheet, index) => (files[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet)));
  const bytes = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)]));
  return zipSync(bytes, { mtime: new Date(2024, 0, 1) });
}
