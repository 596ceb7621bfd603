const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/**
 * The checksum of gzip and zip (RFC 1952, section 8), carried on from piece to piece.
 * @param before what the pieces before gave; 0 at the start
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (let place = 0; place < bytes.length; place += 1) {
    value = table[(value ^ bytes[place]) & 0xff] ^ (value >>> 8);
  }
  return ~value >>> 0;
}
