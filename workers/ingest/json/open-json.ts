import type { FileFormat, OnProgress, ReadingGuess, UnreadColumn } from '../../api';
import { EngineError, throwIfCancelled } from '../../duckdb/engine-error';
import type { ArrowColumn } from '../arrow/columns';
import { insertPieces, type ArrowPiece } from '../arrow/insert';
import { createTables } from '../arrow/raw-table';
import { addColumnSql, insertRejects, textStream } from '../arrow/text-batch';
import type { ColumnSample, ReadOutcome, ReadTarget, TableReader } from '../reader';
import { findLayout, readRows, unreadable, withoutMarks, type Layout } from './items';
import { JsonColumns } from './json-columns';
import { RowCollector } from './row-collector';
import { textChunks, type TextChunk } from './text-chunks';

const sampleRows = 2000;
/** Characters of the text that are looked through for keys. */
const headCharacters = 16 * 1024 * 1024;
/** Characters of values that are inserted at once. */
const characterLimit = 4 * 1024 * 1024;

/** What a JSON file is made of: its name for messages, and its bytes (they may be packed with gzip). */
export interface JsonFile {
  name: string;
  blob(): Promise<Blob>;
}

/**
 * Opens JSON: records one on each line, one after the other, in a list, or in a list that is a member of one record. Records inside
 * records become `a.b`; all values are texts, numbers as they are written.
 * @throws EngineError `fileUnreadable`, `fileEmpty` or `filesDiffer`
 */
export async function openJson(files: readonly JsonFile[], signal: AbortSignal): Promise<TableReader> {
  const parts: Part[] = [];
  const columns = new JsonColumns();
  const samples = new RowCollector(columns);
  const collator = new Intl.Collator('en', { numeric: true });
  for (const file of [...files].sort((one, other) => collator.compare(one.name, other.name))) {
    throwIfCancelled(signal);
    const blob = await file.blob();
    parts.push({ blob, layout: await lookAt(blob, samples, signal) });
  }
  const taken = samples.take();
  if (taken.rows === 0 || columns.columns.length === 0)
    throw new EngineError('fileEmpty', 'The JSON file holds no records.');
  const known = columns.columns.map((column, place): ColumnSample => {
    const values = (taken.columns[place] ?? []).slice(0, sampleRows);
    return { ...column, type: 'VARCHAR', values };
  });
  return new JsonReader(parts, columns, known);
}

interface Part {
  blob: Blob;
  layout: Layout;
}

/** Reads the head of a file into the samples. */
async function lookAt(blob: Blob, samples: RowCollector, signal: AbortSignal): Promise<Layout> {
  const chunks = textChunks(blob);
  const head: TextChunk[] = [];
  let [characters, isAll] = [0, false];
  while (characters < headCharacters && !isAll) {
    throwIfCancelled(signal);
    const next = await nextChunk(chunks);
    if (!next) isAll = true;
    else {
      head.push(next);
      characters += next.text.length;
    }
  }
  await chunks.return(undefined);
  const text = withoutMarks(head.map((chunk) => chunk.text).join(''));
  if (text.trim() === '') throw new EngineError('fileEmpty', 'The file holds only blanks.');
  try {
    const layout = findLayout(text, isAll);
    for await (const _ of readRows(head, layout, samples, isAll)) throwIfCancelled(signal);
    return layout;
  } catch (thrown) {
    throw thrown instanceof EngineError ? thrown : unreadable(thrown);
  }
}

async function nextChunk(chunks: AsyncGenerator<TextChunk>): Promise<TextChunk | null> {
  try {
    const next = await chunks.next();
    return next.done ? null : next.value;
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

class JsonReader implements TableReader {
  readonly format: FileFormat = 'json';
  readonly reading: ReadingGuess[] = [];
  readonly knownRows = null;
  /** Lines without a row, file by file. */
  private skippedLines: number[] = [];

  constructor(
    private readonly parts: readonly Part[],
    private readonly columns: JsonColumns,
    readonly samples: ColumnSample[],
  ) {}

  get unread(): UnreadColumn[] {
    return this.columns.unread;
  }

  async readInto(target: ReadTarget, signal: AbortSignal, onProgress: OnProgress): Promise<ReadOutcome> {
    const wanted = new Set(target.columns);
    const known = this.columns.columns.length;
    const leftOut = new Set(
      this.columns.columns.flatMap(({ name }, place) => (wanted.has(name) || place >= known ? [] : [place])),
    );
    const columns = this.columns.columns.filter((_, place) => !leftOut.has(place)).map(arrowColumn);
    await createTables(target, columns, signal);
    const ofBytes = this.parts.reduce((sum, { blob }) => sum + blob.size, 0);
    this.skippedLines = [];
    let rejected = 0;
    const insertAll = async (): Promise<number> => {
      const collector = new RowCollector(this.columns, leftOut);
      const pieces = this.pieces(
        collector,
        columns,
        target,
        leftOut.size,
        async () => {
          const rejects = collector.takeRejects();
          rejected += rejects.length;
          await insertRejects(target, rejects, signal);
        },
        signal,
      );
      const rows = await insertPieces(pieces, target, columns, ofBytes, signal, onProgress);
      this.skippedLines = collector.skippedLines;
      return rows;
    };
    const rows = await insertAll();
    return { rows, rejected, keptAsText: Object.keys(target.types) };
  }

  linesOf(rows: readonly number[]): Promise<number[]> {
    let skipped = 0;
    return Promise.resolve(
      rows.map((row) => {
        while (skipped < this.skippedLines.length && this.skippedLines[skipped] <= row + 1 + skipped)
          skipped += 1;
        return row + 1 + skipped;
      }),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Reads the files; keys that were not in the head become columns as they come. */
  private async *pieces(
    collector: RowCollector,
    columns: ArrowColumn[],
    target: ReadTarget,
    leftOut: number,
    insertRejected: () => Promise<void>,
    signal: AbortSignal,
  ): AsyncGenerator<ArrowPiece> {
    let before = 0;
    const flush = (bytes: number): ArrowPiece => {
      const added = this.columns.columns.slice(columns.length + leftOut);
      columns.push(...added.map(({ name }, index) => arrowColumn({ name }, columns.length + index)));
      const taken = collector.take();
      const fields = taken.columns.map((_, index) => index);
      const statements = added.map(({ name }) => addColumnSql(target, name));
      return { stream: textStream(taken.columns), fields, rows: taken.rows, bytes, before: statements };
    };
    for (const { blob, layout } of this.parts) {
      try {
        for await (const bytes of readRows(textChunks(blob), layout, collector)) {
          throwIfCancelled(signal);
          if (collector.characters >= characterLimit) yield flush(before + bytes);
          if (collector.rejects.length > 0) await insertRejected();
        }
      } catch (thrown) {
        throw thrown instanceof EngineError ? thrown : unreadable(thrown);
      }
      before += blob.size;
    }
    if (collector.rows > 0) yield flush(before);
    await insertRejected();
  }
}

const arrowColumn = ({ name }: { name: string }, place: number): ArrowColumn => ({
  name,
  named: 'header',
  type: 'VARCHAR',
  path: [name],
  field: place,
  conversion: 'asItIs',
});
