import { Zip, ZipPassThrough } from 'fflate';
import { pause } from '../../ui/in-slices';

/** A file on its way into an archive; its path has slashes between folders. */
export interface PackedFile {
  path: string;
  content: Blob;
}

/** So much goes in at a time; adding up its check sum takes about a millisecond. */
const pieceBytes = 512 * 1024;

/**
 * Puts files into one archive, one after the other. Nothing is compressed: what is large is compressed already, and hosts
 * compress the rest.
 * @param onFile told how many files are in
 * @returns null when it was aborted
 * @throws what reading a file throws
 */
export async function packFiles(
  files: AsyncIterable<PackedFile>,
  onFile: (count: number) => void,
  signal: AbortSignal,
): Promise<Blob | null> {
  const parts: BlobPart[] = [];
  const archive = new Zip((error, bytes) => {
    if (error) throw error;
    // A copy: the library may write into the same bytes again.
    parts.push(bytes.slice() as Uint8Array<ArrayBuffer>);
  });
  let count = 0;
  for await (const { path, content } of files) {
    const entry = new ZipPassThrough(path);
    archive.add(entry);
    for (let start = 0; start < content.size; start += pieceBytes) {
      if (signal.aborted) return null;
      const piece = await content.slice(start, start + pieceBytes).arrayBuffer();
      entry.push(new Uint8Array(piece));
      await pause();
    }
    entry.push(new Uint8Array(0), true);
    count += 1;
    onFile(count);
  }
  if (signal.aborted) return null;
  archive.end();
  return new Blob(parts, { type: 'application/zip' });
}
