import { EngineError, throwIfCancelled } from '../../duckdb/engine-error';

/** A stretch of unpacked bytes, and how many bytes of the file have been read so far to get at it. */
export interface Stretch {
  bytes: Uint8Array;
  packed: number;
}

/** Bytes that can be read from the start as often as wanted: a file, or what is packed in one. */
export interface ByteSource {
  name: string;
  /** How many bytes of the file are read for all of it, for the share that is done. */
  packedBytes: number;
  /**
   * @param length of a stretch, as far as the packing leaves a choice
   * @throws EngineError `fileUnreadable` when the packing is damaged, `cancelled`
   */
  stretches(signal: AbortSignal, length?: number): AsyncGenerator<Stretch>;
}

/** Bytes read at once from a file. */
const readBytes = 16 * 2 ** 20;

/** The bytes of a blob as they are. */
export async function* blobStretches(
  blob: Blob,
  signal: AbortSignal,
  length = readBytes,
): AsyncGenerator<Stretch> {
  for (let from = 0; from < blob.size; from += length) {
    throwIfCancelled(signal);
    const bytes = new Uint8Array(await readSlice(blob, from, Math.min(blob.size, from + length)));
    yield { bytes, packed: from + bytes.length };
  }
}

/** A file that was moved, changed or deleted meanwhile can no longer be read. */
export async function readSlice(blob: Blob, from: number, to: number): Promise<ArrayBuffer> {
  try {
    return await blob.slice(from, to).arrayBuffer();
  } catch (thrown) {
    throw new EngineError('fileUnreadable', 'The file can no longer be read.', { cause: String(thrown) });
  }
}

/**
 * The first bytes of a source.
 * @returns at least `length` bytes or all of them, and whether that is all
 */
export async function readHead(
  source: ByteSource,
  length: number,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; isAll: boolean }> {
  const stretches: Uint8Array[] = [];
  let total = 0;
  for await (const { bytes } of source.stretches(signal, length + 1)) {
    stretches.push(bytes);
    total += bytes.length;
    if (total > length) return { bytes: join(stretches).subarray(0, length), isAll: false };
  }
  return { bytes: join(stretches), isAll: true };
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    joined.set(part, place);
    place += part.length;
  }
  return joined;
}
