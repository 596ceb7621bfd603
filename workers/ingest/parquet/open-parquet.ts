import type { FileFormat, OnProgress, ReadingGuess, UnreadColumn } from '../../api';
import type { Database } from '../../duckdb/database';
import { EngineError, throwIfCancelled } from '../../duckdb/engine-error';
import type { Platform, SourceFile } from '../../duckdb/platform';
import { fieldsOf, type ArrowColumn } from '../arrow/columns';
import { insertPieces, sampleStreams, type ArrowPiece } from '../arrow/insert';
import { createTables } from '../arrow/raw-table';
import { alignColumns } from '../arrow/same-columns';
import type { ColumnSample, ReadOutcome, ReadTarget, TableReader } from '../reader';
import { ParquetFile } from './parquet-file';
import { Portions } from './portions';

const sampleRows = 2000;

interface Part {
  file: ParquetFile;
  /** Its columns in the order of the first file's. */
  columns: ArrowColumn[];
}

/**
 * Opens a Parquet file, or several with the same columns: a folder.
 * @throws EngineError `parquetUnreadable`, `fileEmpty` or `filesDiffer`
 */
export async function openParquet(
  database: Database,
  platform: Platform,
  files: readonly SourceFile[],
  signal: AbortSignal,
): Promise<TableReader> {
  const parts: Part[] = [];
  let columns: ArrowColumn[] = [];
  for (const source of inOrder(files)) {
    throwIfCancelled(signal);
    const file = await ParquetFile.open(platform, source);
    if (parts.length === 0) columns = file.plan.columns.map((column) => ({ ...column }));
    parts.push({ file, columns: alignColumns(columns, file.plan.columns, source.name) });
  }
  const rows = parts.reduce((sum, { file }) => sum + file.footer.rows, 0);
  if (columns.length === 0 || rows === 0)
    throw new EngineError('fileEmpty', 'The Parquet file holds no rows.');
  const { values, bytesPerRow } = await sample(database, parts, columns, signal);
  const samples = columns.map(({ name, named, type }, index) => ({
    name,
    named,
    type,
    values: values[index],
  }));
  return new ParquetReader(parts, columns, samples, rows, bytesPerRow);
}

/** By name, numbers by their value. What other programs leave beside the parts of a folder is passed over. */
function inOrder(files: readonly SourceFile[]): SourceFile[] {
  const collator = new Intl.Collator('en', { numeric: true });
  const parts = files.filter(({ name }) => files.length === 1 || !/(^|\/)[._][^/]*$/.test(name));
  return parts.sort((one, other) => collator.compare(one.name, other.name));
}

async function sample(
  database: Database,
  parts: readonly Part[],
  columns: readonly ArrowColumn[],
  signal: AbortSignal,
) {
  const { file, columns: own } = parts.find((part) => part.file.footer.rows > 0)!;
  const groups = [];
  let rows = 0;
  for (const group of file.footer.groups) {
    if (rows >= sampleRows) break;
    groups.push(group);
    rows += group.rows;
  }
  const limit = Math.min(rows, sampleRows);
  const stream = await file.decode({ groups, offset: 0, limit }, own);
  file.free();
  // As the raw table has them: a type may be wider than this file's.
  const typed = own.map((column, index) => ({ ...column, type: columns[index].type }));
  const values = await sampleStreams(
    database,
    [{ stream, fields: fieldsOf(own) }],
    typed,
    sampleRows,
    signal,
  );
  return { values, bytesPerRow: stream.length / limit };
}

class ParquetReader implements TableReader {
  readonly format: FileFormat = 'parquet';
  readonly reading: ReadingGuess[] = [];
  readonly unread: UnreadColumn[];

  constructor(
    private readonly parts: readonly Part[],
    private readonly columns: readonly ArrowColumn[],
    readonly samples: ColumnSample[],
    readonly knownRows: number,
    private readonly bytesPerRow: number,
  ) {
    this.unread = parts[0].file.plan.unread;
  }

  async readInto(target: ReadTarget, signal: AbortSignal, onProgress: OnProgress): Promise<ReadOutcome> {
    const wanted = this.columns.map(({ name }) => target.columns.includes(name));
    await createTables(
      target,
      this.columns.filter((_, index) => wanted[index]),
      signal,
    );
    const ofBytes = this.parts.reduce((sum, { file }) => sum + file.blob.size, 0);
    let [rows, bytesBefore] = [0, 0];
    for (const { file, columns } of this.parts) {
      const own = columns.filter((_, index) => wanted[index]);
      const [rowsBefore, bytes] = [rows, bytesBefore];
      rows += await insertPieces(
        decoded(file, own, this.bytesPerRow),
        target,
        own,
        ofBytes,
        signal,
        (progress) =>
          onProgress({
            ...progress,
            rows: rowsBefore + (progress.rows ?? 0),
            bytes: bytes + (progress.bytes ?? 0),
            fraction: (bytes + (progress.bytes ?? 0)) / ofBytes,
          }),
      );
      bytesBefore += file.blob.size;
    }
    return { rows, rejected: 0, keptAsText: Object.keys(target.types) };
  }

  linesOf(rows: readonly number[]): Promise<number[]> {
    return Promise.resolve(rows.map((row) => row + 1));
  }

  close(): Promise<void> {
    for (const { file } of this.parts) file.free();
    return Promise.resolve();
  }
}

/** Decodes a file portion by portion, each when it is asked for. */
async function* decoded(
  file: ParquetFile,
  columns: readonly ArrowColumn[],
  bytesPerRow: number,
): AsyncGenerator<ArrowPiece> {
  const portions = new Portions(file.footer.groups, bytesPerRow);
  const fields = fieldsOf(columns);
  let rows = 0;
  for (let portion = portions.next(); portion; portion = portions.next()) {
    const stream = await file.decode(portion, columns);
    portions.learn(portion.limit, stream.length);
    rows += portion.limit;
    yield {
      stream,
      fields,
      rows: portion.limit,
      bytes: Math.round((rows / file.footer.rows) * file.blob.size),
    };
  }
  file.free();
}
