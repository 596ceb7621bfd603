/** Bytes that are not zero, by their place: the file's header and two block headers, as DuckDB 1.4 writes them. */
const blockHeader =
  'c48025b08a4e3fd20000000000000000ffffffffffffffffffffffffffffffff0000000000000000000004000000000000080000000000000100000000000000';
const sourceId = '64316463383866393530';
const parts: readonly (readonly [place: number, hex: string])[] = [
  [0, '67fd9328818d2eb34455434b40'],
  [52, '76312e342e33'],
  [84, sourceId],
  [4096, blockHeader],
  [4180, sourceId],
  [8192, blockHeader],
  [8276, sourceId],
];

/**
 * The file of a database without tables. The engine attaches a file of the browser's private file system only when it
 * already holds a database, and can't be made to write the first one there without giving up the one it works on.
 */
export function emptyDatabase(): Uint8Array {
  const bytes = new Uint8Array(12_288);
  for (const [place, hex] of parts) {
    for (let digit = 0; digit < hex.length; digit += 2)
      bytes[place + digit / 2] = parseInt(hex.slice(digit, digit + 2), 16);
  }
  return bytes;
}
