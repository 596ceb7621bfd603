import { EngineError } from '../../duckdb/engine-error';
import { guessEncoding } from './encoding';

/** What a file holds, as far as its first bytes tell; a zip archive may turn out to be a workbook. */
export type FileKind = 'text' | 'gzip' | 'zip' | 'parquet' | 'arrow' | 'json';

/** How the first bytes of well-known formats begin, in Latin-1. */
const readable: readonly { kind: FileKind; start: string }[] = [
  { kind: 'parquet', start: 'PAR1' },
  { kind: 'gzip', start: '\x1f\x8b' },
  { kind: 'zip', start: 'PK\x03\x04' },
  { kind: 'zip', start: 'PK\x05\x06' },
  { kind: 'arrow', start: 'ARROW1' },
  { kind: 'arrow', start: '\xff\xff\xff\xff' },
];

/** Tables that no reader here understands. */
const unsupported: readonly { kind: string; start: string }[] = [
  { kind: 'XLS', start: '\xd0\xcf\x11\xe0' },
  { kind: 'Feather 1', start: 'FEA1' },
  { kind: 'ORC', start: 'ORC' },
  { kind: 'Avro', start: 'Obj\x01' },
  { kind: '7-Zip', start: '7z\xbc\xaf\x27\x1c' },
  { kind: 'RAR', start: 'Rar!\x1a\x07' },
  { kind: 'bzip2', start: 'BZh' },
  { kind: 'XZ', start: '\xfd7zXZ' },
  { kind: 'Zstandard', start: '\x28\xb5\x2f\xfd' },
];

const binary: readonly { kind: string; start: string }[] = [
  { kind: 'PNG', start: '\x89PNG' },
  { kind: 'JPEG', start: '\xff\xd8\xff' },
  { kind: 'GIF', start: 'GIF8' },
  { kind: 'PDF', start: '%PDF' },
  { kind: 'SQLite', start: 'SQLite format 3' },
];

/** Control characters that no text holds may be this share of it before it is taken for something else. */
const controlShare = 0.05;
/** NUL bytes may be more: some programs fill fields up with them. */
const nulShare = 0.2;

/** Bytes of the head that `detectKind` likes to see. */
export const kindBytes = 65_536;

/**
 * Decides by its first bytes, not its name, what a file is.
 * @param head the first `kindBytes` bytes, or all
 * @param isAll the head is the whole file
 * @throws EngineError `fileEmpty`, `fileBinary` or `fileUnsupported` (both with the kind)
 */
export function detectKind(head: Uint8Array, isAll: boolean): FileKind {
  if (head.length === 0) throw new EngineError('fileEmpty', 'The file is empty.');
  const start = String.fromCharCode(...head.subarray(0, 16));
  const kindIn = <T extends { start: string; kind: string }>(list: readonly T[]): T['kind'] | undefined =>
    list.find((signature) => start.startsWith(signature.start))?.kind;
  const known = kindIn(readable);
  if (known) return known as FileKind;
  // A header may well begin with ORC or BZh; what follows the few letters of those formats is no text.
  const table = kindIn(unsupported);
  if (table && hasControls(head)) throw unsupportedError(table);
  const other = kindIn(binary);
  if (other)
    throw new EngineError('fileBinary', `This is a ${other} file, not a table.`, { values: { kind: other } });
  return textKind(head, isAll);
}

const unsupportedError = (kind: string) =>
  new EngineError('fileUnsupported', `A ${kind} file can't be read; save it as CSV.`, { values: { kind } });

const isControl = (byte: number) => (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 1) || byte === 127;
const hasControls = (bytes: Uint8Array) => bytes.some(isControl);

function textKind(head: Uint8Array, isAll: boolean): FileKind {
  const { encoding, markBytes } = guessEncoding(head);
  if (!encoding.startsWith('utf-16')) refuseBinary(head);
  const text = new TextDecoder(
    encoding === 'utf-8' ? 'utf-8' : encoding.startsWith('utf-16') ? encoding : 'latin1',
  )
    .decode(head.subarray(markBytes))
    .trimStart();
  if (text === '' && isAll) throw new EngineError('fileEmpty', 'The file holds only blanks.');
  if (/^<(!doctype html|html|table)\b/i.test(text)) throw unsupportedError('HTML');
  if (/^<\?xml\b/i.test(text)) throw unsupportedError('XML');
  return encoding === 'utf-8' && isJson(text) ? 'json' : 'text';
}

function refuseBinary(head: Uint8Array): void {
  let controls = 0;
  let nuls = 0;
  for (const byte of head) {
    if (byte === 0) nuls += 1;
    else if (isControl(byte)) controls += 1;
  }
  // Separators of records and units (0x1C to 0x1F) count too: text that is full of them is not read here.
  if (controls > controlShare * head.length || nuls > nulShare * head.length) {
    throw new EngineError('fileBinary', 'The file is not text.', { values: { kind: '' } });
  }
}

/** JSON or newline-delimited JSON: it must begin like a list of objects, and what is there of it must parse. */
function isJson(text: string): boolean {
  if (!/^(\[\s*([[{\]]|$)|\{\s*("|\}|$))/.test(text)) return false;
  const parses = (candidate: string) => {
    try {
      JSON.parse(candidate);
      return true;
    } catch {
      return false;
    }
  };
  const end = text.indexOf('\n');
  if (end > 0 && parses(text.slice(0, end))) return true;
  return parses(text) || /^\[\s*\{\s*"[^"]*"\s*:|^\{\s*"[^"]*"\s*:|^\[\s*\[/.test(text);
}
