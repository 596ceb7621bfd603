/**
 * Decompresses LZ4 frames (lz4_Frame_format.md, version 1.6.1), in which Arrow files hold their buffers. Checksums are not checked.
 * @param length bytes that must come out
 * @throws RangeError for damaged data
 */
export function decompressLz4(bytes: Uint8Array, length: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== 0x184d2204) throw new RangeError('Not an LZ4 frame');
  const flags = bytes[4];
  const [hasBlockSum, hasSize, hasDictionary] = [flags & 16, flags & 8, flags & 1];
  let at = 7 + (hasSize ? 8 : 0) + (hasDictionary ? 4 : 0);
  const output = new Uint8Array(length);
  let filled = 0;
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) break;
    const end = at + (size & 0x7fffffff);
    if (end > bytes.length) throw new RangeError('An LZ4 block ends too soon');
    const block = bytes.subarray(at, end);
    filled = size >>> 31 ? copyBlock(block, output, filled) : expandBlock(block, output, filled);
    at = end + (hasBlockSum ? 4 : 0);
  }
  if (filled !== length) throw new RangeError('An LZ4 frame has another length than announced');
  return output;
}

function copyBlock(block: Uint8Array, output: Uint8Array, filled: number): number {
  output.set(block, filled);
  return filled + block.length;
}

/** A block is a row of sequences: some bytes as they are, then a copy of earlier output. */
function expandBlock(block: Uint8Array, output: Uint8Array, filled: number): number {
  let at = 0;
  const longLength = (start: number) => {
    if (start < 15) return start;
    let length = start;
    for (let byte = 255; byte === 255; length += byte) {
      if (at >= block.length) throw new RangeError('An LZ4 block ends too soon');
      byte = block[at];
      at += 1;
    }
    return length;
  };
  while (at < block.length) {
    const token = block[at];
    at += 1;
    const literals = longLength(token >> 4);
    output.set(block.subarray(at, at + literals), filled);
    at += literals;
    filled += literals;
    if (at >= block.length) return filled;
    const distance = block[at] | (block[at + 1] << 8);
    at += 2;
    const length = longLength(token & 15) + 4;
    if (distance === 0 || distance > filled || filled + length > output.length)
      throw new RangeError('Bad LZ4 copy');
    if (distance >= length) output.copyWithin(filled, filled - distance, filled - distance + length);
    else
      for (let step = 0; step < length; step += 1) output[filled + step] = output[filled + step - distance];
    filled += length;
  }
  return filled;
}
