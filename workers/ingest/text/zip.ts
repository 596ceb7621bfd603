import { EngineError } from '../../duckdb/engine-error';
import { blobStretches, join, readSlice, type Stretch } from './byte-source';
import { crc32 } from './crc32';

/** A file inside a zip archive, as the archive's table of contents has it (APPNOTE.TXT, section 4.3). */
export interface ZipEntry {
  name: string;
  method: number;
  isEncrypted: boolean;
  checksum: number;
  packedBytes: number;
  bytes: number;
  /** Place of its local header in the archive. */
  offset: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const locatorBytes = 20;
const longestComment = 0xffff;
/** Stands where the true number did not fit and is to be found among the extra fields. */
const elsewhere = 0xffffffff;
const stored = 0;
const deflated = 8;

const damaged = (cause: string) =>
  new EngineError('fileUnreadable', 'The archive is cut off or damaged.', { cause });

async function view(blob: Blob, from: number, to: number): Promise<DataView> {
  if (from < 0 || from > to || to > blob.size) throw damaged('a place outside the file');
  return new DataView(await readSlice(blob, from, to));
}

/**
 * The files of a zip archive; folders and the notes that macOS adds are left out.
 * @throws EngineError `fileUnreadable` when the archive has no table of contents
 */
export async function listZip(blob: Blob): Promise<ZipEntry[]> {
  const { offset, bytes, count } = await findContents(blob);
  const contents = await view(blob, offset, offset + bytes);
  const entries: ZipEntry[] = [];
  for (let place = 0; entries.length < count;) {
    if (place + 46 > contents.byteLength || contents.getUint32(place, true) !== entrySignature) {
      throw damaged('the table of contents is not whole');
    }
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((at) =>
      contents.getUint16(place + at, true),
    );
    const next = place + 46 + nameBytes + extraBytes + commentBytes;
    if (next > contents.byteLength) throw damaged('the table of contents is not whole');
    entries.push(readEntry(contents, place, nameBytes, extraBytes));
    place = next;
  }
  return entries.filter(({ name }) => !/(^|\/)(\.|__MACOSX\/)|\/$/.test(name));
}

async function findContents(blob: Blob): Promise<{ offset: number; bytes: number; count: number }> {
  const from = Math.max(0, blob.size - endBytes - longestComment);
  const tail = await view(blob, from, blob.size);
  for (let place = tail.byteLength - endBytes; place >= 0; place -= 1) {
    if (tail.getUint32(place, true) !== endSignature) continue;
    const found = {
      count: tail.getUint16(place + 10, true),
      bytes: tail.getUint32(place + 12, true),
      offset: tail.getUint32(place + 16, true),
    };
    const isLarge = found.offset === elsewhere || found.bytes === elsewhere || found.count === 0xffff;
    return isLarge ? findContents64(blob, from + place) : found;
  }
  throw damaged('there is no table of contents');
}

async function findContents64(blob: Blob, endPlace: number) {
  const locator = await view(blob, endPlace - locatorBytes, endPlace);
  if (locator.getUint32(0, true) !== locator64Signature) throw damaged('the end of the archive is not whole');
  const place = Number(locator.getBigUint64(8, true));
  const end = await view(blob, place, place + 56);
  if (end.getUint32(0, true) !== end64Signature) throw damaged('the end of the archive is not whole');
  const [count, bytes, offset] = [32, 40, 48].map((at) => Number(end.getBigUint64(at, true)));
  return { count, bytes, offset };
}

function readEntry(contents: DataView, place: number, nameBytes: number, extraBytes: number): ZipEntry {
  const at = (offset: number, length: number) =>
    new Uint8Array(contents.buffer, contents.byteOffset + place + offset, length);
  const flags = contents.getUint16(place + 8, true);
  const sizes = [24, 20, 42].map((field) => contents.getUint32(place + field, true));
  const [bytes, packedBytes, offset] = readLargeSizes(at(46 + nameBytes, extraBytes), sizes);
  return {
    name: decodeName(at(46, nameBytes)),
    method: contents.getUint16(place + 10, true),
    isEncrypted: (flags & 1) === 1,
    checksum: contents.getUint32(place + 16, true),
    packedBytes,
    bytes,
    offset,
  };
}

/** Numbers that did not fit stand in extra field 1, in this order, and only those. */
function readLargeSizes(extra: Uint8Array, sizes: number[]): number[] {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.length);
  for (let place = 0; place + 4 <= extra.length; place += 4 + view.getUint16(place + 2, true)) {
    if (view.getUint16(place, true) !== 1) continue;
    let field = place + 4;
    return sizes.map((size) => {
      if (size !== elsewhere || field + 8 > extra.length) return size;
      field += 8;
      return Number(view.getBigUint64(field - 8, true));
    });
  }
  return sizes;
}

/** Names are UTF-8, whether the archive says so or not; older Arabic ones are windows-1256 more often than anything else. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1256').decode(bytes);
  }
}

/**
 * Unpacks one file of an archive.
 * @throws EngineError `fileProtected` by a password, `fileUnreadable` when it is packed in a way browsers don't know, or damaged; `cancelled`
 */
export async function* unzip(blob: Blob, entry: ZipEntry, signal: AbortSignal): AsyncGenerator<Stretch> {
  if (entry.isEncrypted) throw new EngineError('fileProtected', 'The archive is protected by a password.');
  if (entry.method !== stored && entry.method !== deflated) {
    throw new EngineError('fileUnreadable', `The archive is packed in an unusual way (${entry.method}).`);
  }
  const local = await view(blob, entry.offset, entry.offset + 30);
  if (local.getUint32(0, true) !== localSignature) throw damaged('an entry is not where it should be');
  const start = entry.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  if (start + entry.packedBytes > blob.size) throw damaged('an entry is cut off');
  const packed = blob.slice(start, start + entry.packedBytes);
  const stretches = entry.method === stored ? blobStretches(packed, signal) : inflate(packed, signal);
  let checksum = 0;
  let length = 0;
  for await (const stretch of stretches) {
    checksum = crc32(stretch.bytes, checksum);
    length += stretch.bytes.length;
    yield stretch;
  }
  if (checksum !== entry.checksum || length !== entry.bytes)
    throw damaged(`${entry.name} is not what it should be`);
}

async function* inflate(packed: Blob, signal: AbortSignal): AsyncGenerator<Stretch> {
  const { Inflate } = await import('fflate');
  let unpacked: Uint8Array[] = [];
  const stream = new Inflate((data) => unpacked.push(data));
  // A small stretch may unpack to a thousand times its size.
  for await (const { bytes, packed: read } of blobStretches(packed, signal, 2 ** 18)) {
    try {
      stream.push(bytes, read === packed.size);
    } catch (thrown) {
      throw damaged(String(thrown));
    }
    yield { bytes: join(unpacked), packed: read };
    unpacked = [];
  }
}
