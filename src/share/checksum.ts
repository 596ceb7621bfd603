const polynomial = 0xedb88320;

function stepped(value: number): number {
  let next = value;
  for (let bit = 0; bit < 8; bit += 1) next = next & 1 ? (next >>> 1) ^ polynomial : next >>> 1;
  return next;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => stepped(byte));

/** CRC-32 as in ISO 3309, which tells every change of up to 32 bits in a row; raw deflate has none of its own. */
export function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
