import { throwIfCancelled } from '../../duckdb/engine-error';
import { join, type ByteSource } from './byte-source';
import type { Encoding } from './encoding-names';
import { transcoder } from './transcode';

/** A text as UTF-8 bytes, of which a stretch is in hand. */
export class TextWindow {
  bytes: Uint8Array = new Uint8Array();
  /** The stretch ends where the text does. */
  isFinal = false;
  /** Bytes of the file that have been read. */
  packed = 0;
  private readonly chunks: AsyncGenerator<{ bytes: Uint8Array; packed: number }>;

  /**
   * @param markBytes the byte-order mark at the start, which is no text
   * @param packedBefore bytes of the file before what the source gives
   */
  constructor(
    source: ByteSource,
    encoding: Encoding,
    markBytes: number,
    signal: AbortSignal,
    private readonly packedBefore = 0,
  ) {
    this.chunks = decode(source, encoding, markBytes, signal);
  }

  /** Reads on until the stretch has so many bytes or the text ends. */
  async fill(length: number): Promise<void> {
    const parts = [this.bytes];
    let total = this.bytes.length;
    while (total < length && !this.isFinal) {
      const { value, done } = await this.chunks.next();
      if (done) this.isFinal = true;
      else {
        parts.push(value.bytes);
        total += value.bytes.length;
        this.packed = this.packedBefore + value.packed;
      }
    }
    if (parts.length > 1) this.bytes = join(parts[0].length === 0 ? parts.slice(1) : parts);
  }

  /** Lets go of the first bytes. What is left is copied, since the engine takes the array that holds what was dealt out. */
  drop(length: number): void {
    this.bytes = this.bytes.slice(length);
  }

  /** Passes over bytes without dealing them out. */
  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      await this.fill(1);
      const gone = Math.min(left, this.bytes.length);
      if (gone === 0) return;
      this.bytes = this.bytes.subarray(gone);
      left -= gone;
    }
  }

  async close(): Promise<void> {
    await this.chunks.return(undefined);
  }
}

/** More than this is not transcoded at once, so that what else waits for this thread gets its turn. */
const transcodedAtOnce = 4 * 2 ** 20;

async function* decode(source: ByteSource, encoding: Encoding, markBytes: number, signal: AbortSignal) {
  const transcode = transcoder(encoding);
  let mark = markBytes;
  let packedBefore = 0;
  for await (const { bytes, packed } of source.stretches(signal)) {
    throwIfCancelled(signal);
    // A mark is not cut: the first stretch is longer than three bytes unless the file is shorter.
    const text = bytes.subarray(mark);
    mark = 0;
    packedBefore = packed;
    if (encoding === 'utf-8') yield { bytes: text, packed };
    else {
      for (let from = 0; from < text.length; from += transcodedAtOnce) {
        yield { bytes: transcode(text.subarray(from, from + transcodedAtOnce), false), packed };
      }
    }
  }
  const rest = transcode(new Uint8Array(), true);
  if (rest.length > 0) yield { bytes: rest, packed: packedBefore };
}
