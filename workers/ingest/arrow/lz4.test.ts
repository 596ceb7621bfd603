import { describe, expect, it } from 'vitest';
import { lz4Frame } from '../../../test/import-corpus/arrow-bytes';
import { decompressLz4 } from './lz4';

const frame = (...block: number[]) =>
  Uint8Array.from([4, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, block.length, 0, 0, 0, ...block, 0, 0, 0, 0]);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('LZ4 frames', () => {
  it('copies what was there before, also what the copy itself writes', () => {
    // Two letters, then ten more from two back (4 + 6); then five letters that end the block.
    const bytes = frame(0x26, 0x61, 0x62, 2, 0, 0x50, 0x31, 0x32, 0x33, 0x34, 0x35);
    expect(text(decompressLz4(bytes, 17))).toBe('abababababab12345');
  });

  it('reads lengths that take more than one byte', () => {
    const letters = Array.from({ length: 300 }, (_, index) => 97 + (index % 26));
    // 15 + 255 + 30 letters.
    const bytes = Uint8Array.from([
      ...lz4Frame(new Uint8Array(0)).subarray(0, 7),
      47,
      1,
      0,
      0,
      0xf0,
      255,
      30,
      ...letters,
      0,
      0,
      0,
      0,
    ]);
    expect(decompressLz4(bytes, 300)).toEqual(Uint8Array.from(letters));
  });

  it('takes blocks that are not compressed', () => {
    expect(text(decompressLz4(lz4Frame(new TextEncoder().encode('عميل')), 8))).toBe('عميل');
  });

  it.each([
    ['another length than announced', lz4Frame(Uint8Array.of(1, 2, 3)), 4],
    ['a copy from before the beginning', frame(0x10, 0x61, 5, 0), 10],
    [
      'a block that ends too soon',
      Uint8Array.from([4, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, 9, 0, 0, 0, 1]),
      9,
    ],
    ['no frame', Uint8Array.from({ length: 16 }), 1],
  ])('refuses %s', (_, bytes, length) => {
    expect(() => decompressLz4(bytes, length)).toThrow(RangeError);
  });
});
