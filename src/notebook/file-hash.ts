/** Files up to this size are hashed whole; of larger ones the hashes of their pieces are. */
const pieceBytes = 16 * 2 ** 20;

/**
 * Tells whether a file is the very one a notebook was written with. `sha256:` is the file's SHA-256; of files over 16 MiB
 * `sha256-16m:` is the SHA-256 of the SHA-256s of their pieces of 16 MiB, one after another, so that none has to be in
 * memory whole.
 */
export async function fileHash(file: Blob): Promise<string> {
  if (file.size <= pieceBytes) return `sha256:${hex(await digest(file))}`;
  const hashes = new Uint8Array(Math.ceil(file.size / pieceBytes) * 32);
  for (let start = 0, place = 0; start < file.size; start += pieceBytes, place += 32)
    hashes.set(await digest(file.slice(start, start + pieceBytes)), place);
  return `sha256-16m:${hex(new Uint8Array(await crypto.subtle.digest('SHA-256', hashes)))}`;
}

async function digest(piece: Blob): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await piece.arrayBuffer()));
}

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
