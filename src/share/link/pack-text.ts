import { deflateSync, Inflate } from 'fflate';

/** The longest text that is unpacked, in bytes: a small link must not fill the memory. */
export const mostBytes = 5 * 2 ** 20;

/** Deflate makes at most about a thousand bytes of one, so no piece unpacks to much more than a megabyte. */
const pieceBytes = 1024;

export function packText(text: string): Uint8Array<ArrayBuffer> {
  return deflateSync(new TextEncoder().encode(text), { level: 9 }) as Uint8Array<ArrayBuffer>;
}

/** @returns the text, or why there is none; never throws */
export function unpackText(packed: Uint8Array): { text: string } | { reason: 'damaged' | 'tooLarge' } {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let [text, bytes] = ['', 0];
  try {
    const inflate = new Inflate((piece) => {
      bytes += piece.length;
      if (bytes <= mostBytes) text += decoder.decode(piece, { stream: true });
    });
    for (let start = 0; start < packed.length && bytes <= mostBytes; start += pieceBytes)
      inflate.push(packed.subarray(start, start + pieceBytes), start + pieceBytes >= packed.length);
    if (bytes > mostBytes) return { reason: 'tooLarge' };
    return { text: text + decoder.decode() };
  } catch {
    return { reason: 'damaged' };
  }
}
