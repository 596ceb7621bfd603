import type { FileFormat, OnProgress, Reading, ReadingGuess, UnreadColumn } from '../../api';
import { EngineError, throwIfCancelled } from '../../duckdb/engine-error';
import type { ArrowColumn } from '../arrow/columns';
import { insertPieces, type ArrowPiece } from '../arrow/insert';
import { createTables } from '../arrow/raw-table';
import { insertRejects, textStream } from '../arrow/text-batch';
import type { ColumnSample, ReadOutcome, ReadTarget, TableReader } from '../reader';
import { readMerges, readSheet, type SheetRow } from './sheet-rows';
import { findTable, isFilled, mayHaveMerges, type SheetTable } from './table';
import { TableRows } from './table-rows';
import { openWorkbook, unreadable, type Sheet, type Workbook } from './workbook';

const sampleRows = 2000;
/** Characters of values that are inserted at once. */
const characterLimit = 4 * 1024 * 1024;

/** A workbook's name for messages, and its bytes. */
export interface WorkbookFile {
  name: string;
  blob(): Promise<Blob>;
}

interface Part {
  workbook: Workbook;
  sheet: Sheet;
  table: SheetTable;
}

/**
 * Opens a sheet of an Excel workbook (.xlsx), or of several workbooks with the same columns. All values are texts: days and
 * times in ISO form, numbers with the digits the program shows, formulas as their last result, errors as nothing.
 * @throws EngineError `fileUnsupported`, `fileUnreadable`, `fileEmpty` or `filesDiffer`
 */
export async function openXlsx(
  files: readonly WorkbookFile[],
  reading: Reading,
  signal: AbortSignal,
): Promise<TableReader> {
  const parts: Part[] = [];
  let first: Looked | null = null;
  const collator = new Intl.Collator('en', { numeric: true });
  for (const file of [...files].sort((one, other) => collator.compare(one.name, other.name))) {
    throwIfCancelled(signal);
    const looked = await lookAt(await openWorkbook(await file.blob(), signal), reading, signal);
    first ??= looked;
    compareColumns(first.part.table, looked.part.table, file.name);
    parts.push(looked.part);
  }
  const { part, head, sheets } = first!;
  const rows = new TableRows(part.table);
  rows.add(head);
  rows.finish();
  const { columns } = rows.take();
  if ((columns[0]?.length ?? 0) === 0) throw new EngineError('fileEmpty', 'The sheet holds no rows.');
  const samples = part.table.columns.map((column, index): ColumnSample => {
    return { ...column, type: 'VARCHAR', values: columns[index].slice(0, sampleRows) };
  });
  return new XlsxReader(parts, samples, guesses(part, sheets));
}

interface Looked {
  part: Part;
  head: SheetRow[];
  sheets: string[];
}

/** Chooses the sheet and finds the table in it. */
async function lookAt(workbook: Workbook, reading: Reading, signal: AbortSignal): Promise<Looked> {
  const visible = workbook.sheets.filter(({ isVisible }) => isVisible);
  const offered = visible.length > 0 ? visible : workbook.sheets;
  const named = workbook.sheets.find(({ name }) => name === reading.sheet);
  let best: { sheet: Sheet; head: SheetRow[] } | null = null;
  for (const sheet of named ? [named] : offered) {
    const head = await readHead(workbook, sheet, signal);
    if (!best || (best.head.length < 2 && head.length > best.head.length)) best = { sheet, head };
    if (head.length > 1) break;
  }
  if (!best || best.head.length === 0) throw new EngineError('fileEmpty', 'The workbook holds no rows.');
  const { sheet, head } = best;
  let table = findTable(head, [], reading.header);
  try {
    if (mayHaveMerges(head, table))
      table = findTable(head, await readMerges(workbook, sheet, signal), reading.header);
  } catch (thrown) {
    throw thrown instanceof EngineError ? thrown : unreadable(thrown);
  }
  return { part: { workbook, sheet, table }, head, sheets: offered.map(({ name }) => name) };
}

/** The first rows that are not blank. */
async function readHead(workbook: Workbook, sheet: Sheet, signal: AbortSignal): Promise<SheetRow[]> {
  const head: SheetRow[] = [];
  try {
    for await (const rows of readSheet(workbook, sheet, signal)) {
      head.push(...rows.filter(isFilled));
      if (head.length > sampleRows + 100) break;
    }
  } catch (thrown) {
    throw thrown instanceof EngineError ? thrown : unreadable(thrown);
  }
  return head.slice(0, sampleRows + 100);
}

function guesses({ sheet, table }: Part, sheets: string[]): ReadingGuess[] {
  const header = String(table.headerRow);
  const rows = ['0', ...table.headerRows.map(String)];
  const withValue = (options: string[], value: string) =>
    options.includes(value) ? options : [...options, value];
  return [
    { setting: 'sheet', value: sheet.name, options: withValue(sheets, sheet.name), share: null },
    { setting: 'header', value: header, options: withValue(rows, header), share: null },
  ];
}

function compareColumns(first: SheetTable, further: SheetTable, file: string): void {
  const [names, others] = [first, further].map(({ columns }) => columns.map(({ name }) => name));
  if (names.length === others.length && names.every((name, index) => name === others[index])) return;
  const differing = [
    ...names.filter((name) => !others.includes(name)),
    ...others.filter((name) => !names.includes(name)),
  ];
  const list = (differing.length > 0 ? differing : others).join(', ');
  throw new EngineError('filesDiffer', `${file} has other columns than the first file: ${list}`, {
    values: { file, columns: list },
  });
}

class XlsxReader implements TableReader {
  readonly format: FileFormat = 'xlsx';
  readonly unread: UnreadColumn[] = [];
  readonly knownRows = null;
  /** The sheet's row of each row of the table. */
  private rowNumbers: number[] = [];

  constructor(
    private readonly parts: readonly Part[],
    readonly samples: ColumnSample[],
    readonly reading: ReadingGuess[],
  ) {}

  async readInto(target: ReadTarget, signal: AbortSignal, onProgress: OnProgress): Promise<ReadOutcome> {
    const wanted = this.samples.map(({ name }) => target.columns.includes(name));
    const columns = this.samples.filter((_, index) => wanted[index]).map(arrowColumn);
    await createTables(target, columns, signal);
    const ofBytes = this.parts.reduce((sum, { sheet }) => sum + sheet.entry.packedBytes, 0);
    this.rowNumbers = [];
    let rejected = 0;
    const pieces = this.pieces(wanted, signal, async (rows) => {
      const rejects = rows.takeRejects();
      rejected += rejects.length;
      await insertRejects(target, rejects, signal);
    });
    const rows = await insertPieces(pieces, target, columns, ofBytes, signal, onProgress);
    return { rows, rejected, keptAsText: Object.keys(target.types) };
  }

  linesOf(rows: readonly number[]): Promise<number[]> {
    return Promise.resolve(rows.map((row) => this.rowNumbers[row] ?? row + 1));
  }

  close(): Promise<void> {
    this.rowNumbers = [];
    return Promise.resolve();
  }

  private async *pieces(
    wanted: readonly boolean[],
    signal: AbortSignal,
    insertRejected: (rows: TableRows) => Promise<void>,
  ): AsyncGenerator<ArrowPiece> {
    let [before, packed] = [0, 0];
    for (const { workbook, sheet, table } of this.parts) {
      const rows = new TableRows(table);
      const flush = (): ArrowPiece => {
        const taken = rows.take();
        // Millions of arguments would be too many for one call.
        for (const number of taken.numbers) this.rowNumbers.push(number);
        const columns = taken.columns.filter((_, index) => wanted[index]);
        const fields = columns.map((_, index) => index);
        return { stream: textStream(columns), fields, rows: taken.numbers.length, bytes: before + packed };
      };
      try {
        for await (const part of readSheet(workbook, sheet, signal, (read) => (packed = read))) {
          throwIfCancelled(signal);
          rows.add(part);
          if (rows.characters >= characterLimit) yield flush();
        }
      } catch (thrown) {
        throw thrown instanceof EngineError ? thrown : unreadable(thrown);
      }
      rows.finish();
      packed = sheet.entry.packedBytes;
      if (rows.count > 0) yield flush();
      await insertRejected(rows);
      before += packed;
    }
  }
}

const arrowColumn = ({ name, named }: ColumnSample, place: number): ArrowColumn => ({
  name,
  named,
  type: 'VARCHAR',
  path: [name],
  field: place,
  conversion: 'asItIs',
});
