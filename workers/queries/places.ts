/** How many bytes of UTF-8 a code point takes; half of a pair that stands alone is written as U+FFFD, three bytes. */
const bytesOf = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;

/**
 * Offsets into a text from offsets into its bytes in UTF-8, which is what the engine counts in.
 * @param bytes ascending
 */
export function placesOfBytes(text: string, bytes: ArrayLike<number>): number[] {
  let place = 0;
  let passed = 0;
  return Array.from(bytes, (byte) => {
    while (passed < byte && place < text.length) {
      const codePoint = text.codePointAt(place)!;
      passed += bytesOf(codePoint);
      place += codePoint >= 0x10000 ? 2 : 1;
    }
    return place;
  });
}
