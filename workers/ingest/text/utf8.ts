/**
 * The length of the UTF-8 sequence that begins at a byte of 0x80 or above (Unicode 16, table 3-7).
 * @returns 2 to 4; 0 when it is none; -1 when the bytes end before it does
 */
export function sequenceLength(bytes: Uint8Array, place: number, end: number): number {
  const first = bytes[place];
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (place + 1 >= end) return -1;
  const second = bytes[place + 1];
  // Shorter forms, half pairs and what lies beyond Unicode are no characters.
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let more = 2; more < length; more += 1) {
    if (place + more >= end) return -1;
    if ((bytes[place + more] & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** How many sequences of several bytes are characters, and how many bytes belong to none. */
export function countSequences(bytes: Uint8Array, isAll: boolean): { valid: number; invalid: number } {
  const counts = { valid: 0, invalid: 0 };
  for (let place = 0; place < bytes.length;) {
    if (bytes[place] < 0x80) {
      place += 1;
      continue;
    }
    const length = sequenceLength(bytes, place, bytes.length);
    if (length === -1 && !isAll) return counts;
    if (length > 0) counts.valid += 1;
    else counts.invalid += 1;
    place += Math.max(1, length);
  }
  return counts;
}
