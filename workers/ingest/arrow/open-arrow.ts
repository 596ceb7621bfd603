import { tableFromIPC, tableToIPC, type Table } from 'apache-arrow';
import type { FileFormat, OnProgress, ReadingGuess, UnreadColumn } from '../../api';
import type { Database } from '../../duckdb/database';
import { EngineError, throwIfCancelled } from '../../duckdb/engine-error';
import type { Platform, SourceFile } from '../../duckdb/platform';
import type { ColumnSample, ReadOutcome, ReadTarget, TableReader } from '../reader';
import { fieldsOf, planColumns, type ArrowColumn, type ArrowColumns } from './columns';
import { decompressMessage } from './decompress';
import { insertPieces, sampleStreams, type ArrowPiece } from './insert';
import { readMessages, unreadable, writeStream, type ArrowMessage } from './messages';
import { widenOdd } from './odd-types';
import { createTables } from './raw-table';
import { alignColumns } from './same-columns';
import { readSchema } from './schema';

const sampleRows = 2000;
/** Small batches are inserted together, large ones in parts. */
const aimedBytes = 16 * 1024 * 1024;
const mostBytes = 64 * 1024 * 1024;

type ArrowModule = Awaited<ReturnType<Platform['loadParquet']>>;

interface Part {
  blob: Blob;
  arrow: ArrowModule;
  plan: ArrowColumns;
  /** How many top-level fields there are. */
  fieldCount: number;
  /** In the order of the first file's. */
  columns: ArrowColumn[];
}

/**
 * Opens Arrow files (streams, or files with a footer, which Feather V2 is), plain or compressed.
 * @throws EngineError `fileUnreadable`, `fileUnsupported`, `fileEmpty` or `filesDiffer`
 */
export async function openArrow(
  database: Database,
  platform: Platform,
  files: readonly SourceFile[],
  signal: AbortSignal,
): Promise<TableReader> {
  const parts: Part[] = [];
  const arrow = await platform.loadParquet();
  let columns: ArrowColumn[] = [];
  const collator = new Intl.Collator('en', { numeric: true });
  for (const file of [...files].sort((one, other) => collator.compare(one.name, other.name))) {
    throwIfCancelled(signal);
    const blob = await file.blob();
    const fields = await fieldsOfFile(blob);
    const plan = planColumns(fields);
    if (parts.length === 0) columns = plan.columns.map((column) => ({ ...column }));
    const own = alignColumns(columns, plan.columns, file.name);
    parts.push({ blob, arrow, plan, fieldCount: fields.length, columns: own });
  }
  const values = await blamedOnFile(sample(database, parts, columns, signal));
  if (columns.length === 0 || values[0].length === 0)
    throw new EngineError('fileEmpty', 'The Arrow file holds no rows.');
  const samples = columns.map(({ name, named, type }, index) => ({
    name,
    named,
    type,
    values: values[index],
  }));
  return new ArrowReader(parts, columns, samples);
}

async function fieldsOfFile(blob: Blob) {
  if ((await blob.slice(0, 4).text()) === 'FEA1') {
    throw new EngineError(
      'fileUnsupported',
      'Feather of version 1 can’t be read; save it as Feather V2 or Parquet.',
      {
        values: { kind: 'Feather V1' },
      },
    );
  }
  try {
    const first = await readMessages(blob).next();
    if (first.done || first.value.kind !== 'schema')
      throw new RangeError('The file does not begin with a schema');
    return readSchema(first.value.metadata);
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

/** What is asked of the engine here is right for every whole file: where it can't do it, the file is not. */
async function blamedOnFile<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (thrown) {
    throw thrown instanceof EngineError && thrown.code === 'queryFailed' ? unreadable(thrown) : thrown;
  }
}

async function sample(
  database: Database,
  parts: readonly Part[],
  columns: readonly ArrowColumn[],
  signal: AbortSignal,
): Promise<(string | null)[][]> {
  for (const part of parts) {
    const first = await pieces(part, part.columns, 1).next();
    if (first.done) continue;
    const typed = part.columns.map((column, index) => ({ ...column, type: columns[index].type }));
    return sampleStreams(database, [first.value], typed, sampleRows, signal);
  }
  return columns.map(() => []);
}

class ArrowReader implements TableReader {
  readonly format: FileFormat = 'arrow';
  readonly reading: ReadingGuess[] = [];
  readonly knownRows = null;
  readonly unread: UnreadColumn[];

  constructor(
    private readonly parts: readonly Part[],
    private readonly columns: readonly ArrowColumn[],
    readonly samples: ColumnSample[],
  ) {
    this.unread = parts[0].plan.unread;
  }

  async readInto(target: ReadTarget, signal: AbortSignal, onProgress: OnProgress): Promise<ReadOutcome> {
    const wanted = this.columns.map(({ name }) => target.columns.includes(name));
    await createTables(
      target,
      this.columns.filter((_, index) => wanted[index]),
      signal,
    );
    const ofBytes = this.parts.reduce((sum, { blob }) => sum + blob.size, 0);
    let [rows, before] = [0, 0];
    for (const part of this.parts) {
      const own = part.columns.filter((_, index) => wanted[index]);
      const [rowsBefore, bytesBefore] = [rows, before];
      const tell: OnProgress = (progress) => {
        const bytes = bytesBefore + (progress.bytes ?? 0);
        onProgress({
          ...progress,
          rows: rowsBefore + (progress.rows ?? 0),
          bytes,
          fraction: bytes / ofBytes,
        });
      };
      const inserted = insertPieces(pieces(part, own, aimedBytes), target, own, ofBytes, signal, tell);
      rows += await blamedOnFile(inserted);
      before += part.blob.size;
    }
    return { rows, rejected: 0, keptAsText: Object.keys(target.types) };
  }

  linesOf(rows: readonly number[]): Promise<number[]> {
    return Promise.resolve(rows.map((row) => row + 1));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** The batches of a file, several together up to some bytes. Dictionaries seen so far go with each piece. */
async function* pieces(
  part: Part,
  columns: readonly ArrowColumn[],
  enough: number,
): AsyncGenerator<ArrowPiece> {
  let schema: ArrowMessage | null = null;
  let dictionaries: ArrowMessage[] = [];
  let batches: ArrowMessage[] = [];
  const flush = () => {
    const stream = checked(part.arrow, writeStream([schema!, ...dictionaries, ...batches]));
    const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
    const bytes = batches[batches.length - 1].end;
    batches = [];
    return asPieces(stream, rows, bytes, part, columns);
  };
  try {
    for await (const compressed of readMessages(part.blob)) {
      const message = await decompressMessage(compressed);
      if (message.kind === 'schema') schema = message;
      if (message.kind === 'dictionary') {
        // A dictionary may replace an earlier one, so what came before it goes first.
        if (batches.length > 0) yield* flush();
        dictionaries = [...dictionaries, message];
      }
      if (message.kind === 'rows' && message.rows > 0) batches.push(message);
      if (batches.reduce((sum, { body }) => sum + body.length, 0) >= enough) yield* flush();
    }
    if (batches.length > 0) yield* flush();
  } catch (thrown) {
    throw thrown instanceof EngineError ? thrown : unreadable(thrown);
  }
}

/**
 * The same stream, written anew by a reader that looks at every place and length in it. The engine believes them: a single damaged
 * one can end it.
 */
function checked(arrow: ArrowModule, stream: Uint8Array): Uint8Array {
  return arrow.Table.fromIPCStream(stream).intoIPCStream();
}

/** A stream as it can go to the engine: without fields it can't take, and not too large at once. */
function* asPieces(
  stream: Uint8Array,
  rows: number,
  bytes: number,
  part: Part,
  columns: readonly ArrowColumn[],
): Generator<ArrowPiece> {
  const isTaken = part.plan.unread.length === 0 && part.plan.odd.length === 0;
  const all = Array.from({ length: part.fieldCount }, (_, index) => index);
  if (isTaken && stream.length <= mostBytes) {
    yield { stream, fields: all, rows, bytes };
    return;
  }
  const fields = fieldsOf(columns);
  const table: Table = tableFromIPC(stream).selectAt(fields);
  const odd = part.plan.odd.filter(({ field }) => fields.includes(field));
  const rowsAtOnce = Math.max(1024, Math.ceil(rows / Math.ceil(stream.length / mostBytes)));
  for (let from = 0; from < rows; from += rowsAtOnce) {
    const slice = rowsAtOnce >= rows ? table : table.slice(from, from + rowsAtOnce);
    const ipc = widenOdd(tableToIPC(slice, 'stream'), odd, columns);
    yield { stream: ipc, fields, rows: Math.min(rowsAtOnce, rows - from), bytes };
  }
}
