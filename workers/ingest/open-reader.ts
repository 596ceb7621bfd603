import type { Reading, ReadingGuess } from '../api';
import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import type { Platform, SourceFile } from '../duckdb/platform';
import { openArrow } from './arrow/open-arrow';
import { openJson } from './json/open-json';
import { openParquet } from './parquet/open-parquet';
import type { TableReader } from './reader';
import { openContent, unpackedFile, type Content } from './text/archive';
import { openText } from './text/open-text';

/** Opens the reader of a file's format, whatever it is packed in; several files must be of one format. */
export async function openReader(
  database: Database,
  platform: Platform,
  files: readonly SourceFile[],
  reading: Reading,
  signal: AbortSignal,
): Promise<TableReader> {
  const contents: Content[] = [];
  for (const file of files) contents.push(await openContent(file, reading, signal));
  const [{ kind }] = contents;
  const other = contents.findIndex((content) => content.kind !== kind);
  if (other > 0) {
    throw new EngineError('filesDiffer', 'The files are of different formats.', {
      values: { file: files[other].name, columns: '' },
    });
  }
  if (kind === 'text') return openText(files, reading, signal);
  const plain = await Promise.all(contents.map((content) => unpackedFile(content, signal)));
  const reader = await openPlain(kind, database, platform, plain, reading, signal);
  const entries = contents.flatMap(({ entry }) => (entry ? [entry] : []));
  return entries.length > 0 ? withReading(reader, entries) : reader;
}

async function openPlain(
  kind: Exclude<Content['kind'], 'text'>,
  database: Database,
  platform: Platform,
  files: readonly SourceFile[],
  reading: Reading,
  signal: AbortSignal,
): Promise<TableReader> {
  switch (kind) {
    case 'parquet':
      return openParquet(database, platform, files, signal);
    case 'arrow':
      return openArrow(database, platform, files, signal);
    case 'json':
      return openJson(files, signal);
    case 'xlsx': {
      const { openXlsx } = await import('./xlsx/open-xlsx');
      return openXlsx(files, reading, signal);
    }
  }
}

/** The reader with the choice of the file inside the archive before its own settings. */
function withReading(reader: TableReader, entries: ReadingGuess[]): TableReader {
  return {
    format: reader.format,
    reading: [...entries, ...reader.reading],
    samples: reader.samples,
    unread: reader.unread,
    knownRows: reader.knownRows,
    readInto: (target, signal, onProgress) => reader.readInto(target, signal, onProgress),
    linesOf: (rows, signal) => reader.linesOf(rows, signal),
    close: () => reader.close(),
  };
}
