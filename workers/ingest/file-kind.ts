import { EngineError } from '../duckdb/engine-error';
import type { SourceFile } from '../duckdb/platform';

/** How the first bytes of well-known formats begin, in Latin-1. */
const signatures: readonly { kind: string; start: string }[] = [
  { kind: 'parquet', start: 'PAR1' },
  { kind: 'gzip', start: '\x1f\x8b' },
  { kind: 'PNG', start: '\x89PNG' },
  { kind: 'JPEG', start: '\xff\xd8\xff' },
  { kind: 'GIF', start: 'GIF8' },
  { kind: 'PDF', start: '%PDF' },
  { kind: 'ZIP/XLSX', start: 'PK\x03\x04' },
  { kind: 'XLS', start: '\xd0\xcf\x11\xe0' },
  { kind: 'SQLite', start: 'SQLite format 3' },
  { kind: 'Arrow', start: 'ARROW1' },
];

export interface FileKind {
  format: 'csv' | 'parquet';
  /** Ending by which the engine recognises the file. */
  engineEnding: '.csv' | '.csv.gz' | '.parquet';
}

/**
 * Decides by its first bytes, not its name, what a file is.
 * @throws EngineError `fileEmpty`, `fileBinary` (with the kind), `fileUnsupported` or `fileEncoding`
 */
export async function fileKind(file: SourceFile): Promise<FileKind> {
  if (file.bytes === 0) throw new EngineError('fileEmpty', 'The file is empty.');
  const head = await file.head(65_536);
  const start = String.fromCharCode(...head.subarray(0, 16));
  const kind = signatures.find((signature) => start.startsWith(signature.start))?.kind;
  if (kind === 'parquet') return { format: 'parquet', engineEnding: '.parquet' };
  if (kind === 'gzip') return { format: 'csv', engineEnding: '.csv.gz' };
  if (kind === 'ZIP/XLSX' || kind === 'XLS' || kind === 'Arrow') {
    throw new EngineError('fileUnsupported', `A ${kind} file can't be read; save it as CSV.`, {
      values: { kind },
    });
  }
  if (kind) throw new EngineError('fileBinary', `This is a ${kind} file, not a table.`, { values: { kind } });
  checkText(head, head.length < file.bytes);
  return { format: 'csv', engineEnding: '.csv' };
}

function checkText(head: Uint8Array, isCut: boolean): void {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isUtf16)
    throw new EngineError('fileEncoding', 'The text is UTF-16; save it as UTF-8.', {
      values: { encoding: 'UTF-16' },
    });
  if (head.includes(0)) {
    throw new EngineError('fileBinary', 'The file is not text.', { values: { kind: '' } });
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: isCut });
  } catch {
    throw new EngineError('fileEncoding', 'The text is not UTF-8; save it as UTF-8.', {
      values: { encoding: '' },
    });
  }
  if (text.trim() === '') throw new EngineError('fileEmpty', 'The file holds only blanks.');
}
