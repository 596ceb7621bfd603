import { EngineError } from '../../duckdb/engine-error';
import { blobStretches, join, type Stretch } from './byte-source';
import { crc32 } from './crc32';

/** A member ends with its checksum and its length modulo 2³², four bytes each (RFC 1952). */
const trailerBytes = 8;
/** What is unpacked at once; it can grow a thousandfold. */
const packedPiece = 64 * 1024;

interface Member {
  /** Place in the file at which the member begins. */
  start: number;
  checksum: number;
  length: number;
}

/**
 * Unpacks a gzip file of one or several members and checks that it is whole. An engine would take a file that was cut off for
 * one that ends there and quietly give the numbers of its first half.
 * @throws EngineError `fileUnreadable` when the file is cut off or damaged, `cancelled`
 */
export async function* gunzip(blob: Blob, signal: AbortSignal): AsyncGenerator<Stretch> {
  const { Gunzip } = await import('fflate');
  const members: Member[] = [];
  let unpacked: Uint8Array[] = [];
  const stream = new Gunzip((data) => {
    const member = members.at(-1);
    if (!member || data.length === 0) return;
    member.checksum = crc32(data, member.checksum);
    member.length += data.length;
    unpacked.push(data);
  });
  // The offset of the first member is announced after its header has been read.
  stream.onmember = (offset) => members.push({ start: offset, checksum: 0, length: 0 });
  members.push({ start: 0, checksum: 0, length: 0 });
  for await (const { bytes, packed } of blobStretches(blob, signal, packedPiece * 16)) {
    for (let from = 0; from < bytes.length; from += packedPiece) {
      const isLast = packed === blob.size && from + packedPiece >= bytes.length;
      try {
        stream.push(bytes.subarray(from, from + packedPiece), isLast);
      } catch (thrown) {
        throw damaged(thrown);
      }
    }
    if (unpacked.length > 0) yield { bytes: join(unpacked), packed };
    unpacked = [];
  }
  await checkMembers(blob, members);
}

async function checkMembers(blob: Blob, members: readonly Member[]): Promise<void> {
  for (const [index, { checksum, length }] of members.entries()) {
    const end = members[index + 1]?.start ?? blob.size;
    const trailer = new DataView(await blob.slice(end - trailerBytes, end).arrayBuffer());
    const isWhole =
      trailer.byteLength === trailerBytes &&
      trailer.getUint32(0, true) === checksum &&
      trailer.getUint32(4, true) === length % 2 ** 32;
    if (!isWhole) throw damaged(`member ${index + 1} of ${members.length} is not what its end says`);
  }
}

const damaged = (cause: unknown) =>
  new EngineError('fileUnreadable', 'The compressed file is cut off or damaged.', { cause: String(cause) });
