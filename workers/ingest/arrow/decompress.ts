import { CompressionType } from 'apache-arrow/fb/compression-type';
import { DictionaryBatch } from 'apache-arrow/fb/dictionary-batch';
import { Message } from 'apache-arrow/fb/message';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { ByteBuffer } from 'flatbuffers';
import { decompressLz4 } from './lz4';
import type { ArrowMessage } from './messages';

/** Places of fields in a flatbuffer's table of fields: four bytes of head, then two for each. */
const slot = (field: number) => 4 + 2 * field;
/** Two numbers of eight bytes describe a buffer. */
const bufferBytes = 16;
const bodyLengthSlot = slot(3);
const compressionSlot = slot(3);

/**
 * A message whose buffers are not compressed; the engine reads no others. The description is patched rather than written
 * anew, so that parts of it which we don't know stay.
 * @throws RangeError for damaged data
 */
export async function decompressMessage(message: ArrowMessage): Promise<ArrowMessage> {
  if (message.kind !== 'rows' && message.kind !== 'dictionary') return message;
  const metadata = message.metadata.slice();
  const root = Message.getRootAsMessage(new ByteBuffer(metadata));
  const batch = batchOf(root, message.kind);
  if (batch.buffersLength() * bufferBytes > metadata.length)
    throw new RangeError('A message has more buffers than it can describe');
  checkBuffers(batch, message.body.length);
  const compression = batch.compression();
  if (!compression) return message;
  const expand = await decompressor(compression.codec());
  const view = new DataView(metadata.buffer);
  const buffers: Uint8Array[] = [];
  let length = 0;
  for (let index = 0; index < batch.buffersLength(); index += 1) {
    const buffer = batch.buffers(index)!;
    const start = Number(buffer.offset());
    const bytes = expandBuffer(message.body.subarray(start, start + Number(buffer.length())), expand);
    view.setBigInt64(buffer.bb_pos, BigInt(length), true);
    view.setBigInt64(buffer.bb_pos + 8, BigInt(bytes.length), true);
    buffers.push(bytes);
    length += Math.ceil(bytes.length / 8) * 8;
  }
  view.setUint16(fieldsTable(view, batch.bb_pos) + compressionSlot, 0, true);
  const bodyLength = view.getUint16(fieldsTable(view, root.bb_pos) + bodyLengthSlot, true);
  view.setBigInt64(root.bb_pos + bodyLength, BigInt(length), true);
  return { ...message, metadata, body: join(buffers, length) };
}

const fieldsTable = (view: DataView, position: number) => position - view.getInt32(position, true);

function batchOf(root: Message, kind: ArrowMessage['kind']): RecordBatch {
  if (kind === 'rows') return root.header(new RecordBatch()) as RecordBatch;
  return (root.header(new DictionaryBatch()) as DictionaryBatch).data()!;
}

/** The engine trusts these numbers. */
function checkBuffers(batch: RecordBatch, bodyLength: number): void {
  for (let index = 0; index < batch.buffersLength(); index += 1) {
    const buffer = batch.buffers(index)!;
    const [start, length] = [Number(buffer.offset()), Number(buffer.length())];
    if (start < 0 || length < 0 || start + length > bodyLength)
      throw new RangeError('A buffer lies outside its message');
  }
}

type Expand = (bytes: Uint8Array, length: number) => Uint8Array;

async function decompressor(codec: CompressionType): Promise<Expand> {
  if (codec === CompressionType.LZ4_FRAME) return decompressLz4;
  const { decompress } = await import('fzstd');
  return (bytes, length) => decompress(bytes, new Uint8Array(length));
}

/** A compressed buffer begins with its length when expanded, -1 where it was left as it was. */
function expandBuffer(bytes: Uint8Array, expand: Expand): Uint8Array {
  if (bytes.length < 8) return bytes.subarray(0, 0);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(0, true));
  if (length === -1) return bytes.subarray(8);
  if (length < 0 || length > 2 ** 31) throw new RangeError('A buffer is too long');
  return expand(bytes.subarray(8), length);
}

function join(buffers: readonly Uint8Array[], length: number): Uint8Array {
  const body = new Uint8Array(length);
  let at = 0;
  for (const buffer of buffers) {
    body.set(buffer, at);
    at += Math.ceil(buffer.length / 8) * 8;
  }
  return body;
}
