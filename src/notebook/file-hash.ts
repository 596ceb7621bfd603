import { hexadecimal, sha256 } from '../hashing/sha256';

/** Files up to this size are hashed whole; of larger ones the hashes of their pieces are. */
const pieceBytes = 16 * 2 ** 20;

/**
 * Tells whether a file is the very one a notebook was written with. `sha256:` is the file's SHA-256; of files over 16 MiB
 * `sha256-16m:` is the SHA-256 of the SHA-256s of their pieces of 16 MiB, one after another, so that none has to be in
 * memory whole.
 */
export async function fileHash(file: Blob): Promise<string> {
  if (file.size <= pieceBytes) return `sha256:${hexadecimal(await digest(file))}`;
  const hashes = new Uint8Array(Math.ceil(file.size / pieceBytes) * 32);
  for (let start = 0, place = 0; start < file.size; start += pieceBytes, place += 32)
    hashes.set(await digest(file.slice(start, start + pieceBytes)), place);
  return `sha256-16m:${hexadecimal(await sha256(hashes))}`;
}

const digest = async (piece: Blob) => sha256(new Uint8Array(await piece.arrayBuffer()));
