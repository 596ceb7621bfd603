import type { Reading, ReadingGuess } from '../../api';
import { EngineError } from '../../duckdb/engine-error';
import type { SourceFile } from '../../duckdb/platform';
import { blobStretches, readHead, type ByteSource } from './byte-source';
import { gunzip } from './gunzip';
import { detectKind, kindBytes, type FileKind } from './kind';
import { listZip, unzip, type ZipEntry } from './zip';

/** A file, or what is packed in it, and what that is. */
export interface Content {
  kind: Exclude<FileKind, 'gzip' | 'zip'> | 'xlsx';
  source: ByteSource;
  /** The file itself when it is not packed. */
  blob: Blob | null;
  /** The choice among the files of an archive, when there is one. */
  entry: ReadingGuess | null;
}

/** Endings of what can be read, the likeliest first. */
const endings = [
  'csv',
  'tsv',
  'txt',
  'tab',
  'dat',
  'psv',
  'parquet',
  'xlsx',
  'json',
  'ndjson',
  'jsonl',
  'arrow',
  'feather',
];

/**
 * Looks through the packing of a file: gzip, or one entry of a zip archive.
 * @param reading `entry` says which
 * @throws EngineError `fileEmpty`, `fileBinary`, `fileUnsupported`, `archiveEmpty` or `fileUnreadable`
 */
export async function openContent(file: SourceFile, reading: Reading, signal: AbortSignal): Promise<Content> {
  const blob = await file.blob();
  const plain: ByteSource = {
    name: file.name,
    packedBytes: blob.size,
    stretches: (stop, length) => blobStretches(blob, stop, length),
  };
  const kind = detectKind(await file.head(kindBytes), blob.size <= kindBytes);
  if (kind === 'gzip') return unpack({ ...plain, stretches: (stop) => gunzip(blob, stop) }, null, signal);
  if (kind !== 'zip') return { kind, source: plain, blob, entry: null };
  const entries = await listZip(blob);
  if (isWorkbook(entries)) return { kind: 'xlsx', source: plain, blob, entry: null };
  const { chosen, guess } = chooseEntry(entries, reading.entry);
  const source = {
    name: chosen.name,
    packedBytes: chosen.packedBytes,
    stretches: (stop: AbortSignal) => unzip(blob, chosen, stop),
  };
  return unpack(source, guess, signal);
}

const isWorkbook = (entries: readonly ZipEntry[]) => entries.some(({ name }) => name === 'xl/workbook.xml');

async function unpack(source: ByteSource, entry: ReadingGuess | null, signal: AbortSignal): Promise<Content> {
  const head = await readHead(source, kindBytes, signal);
  const kind = detectKind(head.bytes, head.isAll);
  // An entry may be a workbook, which is itself an archive; nothing else is looked for in an archive's archive.
  if (kind === 'zip' && /\.xls[xm]$/i.test(source.name)) return { kind: 'xlsx', source, blob: null, entry };
  if (kind === 'zip' || kind === 'gzip') {
    throw new EngineError('fileUnsupported', 'The archive holds another archive.', {
      values: { kind: 'ZIP' },
    });
  }
  return { kind, source, blob: null, entry };
}

function chooseEntry(entries: readonly ZipEntry[], wanted: string | undefined) {
  const rank = ({ name }: ZipEntry) => {
    const place = endings.indexOf(name.split('.').at(-1)!.toLowerCase());
    // Text in any of its endings comes before all else.
    return place < 0 ? endings.length : place < 6 ? 0 : place;
  };
  const readable = entries
    .filter(({ bytes }) => bytes > 0)
    .sort((one, other) => rank(one) - rank(other) || other.bytes - one.bytes);
  if (readable.length === 0)
    throw new EngineError('archiveEmpty', 'The archive holds no file that can be read.');
  const chosen = readable.find(({ name }) => name === wanted) ?? readable[0];
  const options = readable.map(({ name }) => name);
  const guess: ReadingGuess | null =
    options.length > 1 ? { setting: 'entry', value: chosen.name, options, share: null } : null;
  return { chosen, guess };
}

/**
 * The unpacked bytes of a content as a file of its own, for readers that jump about in it.
 * It is held in memory (or wherever the platform keeps blobs) as long as it is used.
 */
export async function unpackedFile(content: Content, signal: AbortSignal): Promise<SourceFile> {
  const blob = content.blob ?? (await collect(content.source, signal));
  const name = content.source.name.split('/').at(-1)!.replace(/\.gz$/i, '');
  return {
    name,
    bytes: blob.size,
    head: async (length) => new Uint8Array(await blob.slice(0, length).arrayBuffer()),
    register: async (database, engineName) =>
      database.registerFileBuffer(engineName, new Uint8Array(await blob.arrayBuffer())),
    blob: () => Promise.resolve(blob),
  };
}

async function collect(source: ByteSource, signal: AbortSignal): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const { bytes } of source.stretches(signal)) parts.push(new Blob([bytes as BlobPart]));
  return new Blob(parts);
}
