import type { Block } from 'apache-arrow/fb/block';
import { Footer } from 'apache-arrow/fb/footer';
import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { ByteBuffer } from 'flatbuffers';
import { EngineError } from '../../duckdb/engine-error';
import { schemaMessage } from './schema-message';

/** One message of Arrow's IPC format: a schema, a dictionary or some rows. */
export interface ArrowMessage {
  kind: 'schema' | 'dictionary' | 'rows' | 'other';
  /** The description, a flatbuffer. */
  metadata: Uint8Array;
  body: Uint8Array;
  rows: number;
  /** Where the message ends in the file. */
  end: number;
}

export const unreadable = (cause: unknown) =>
  new EngineError('fileUnreadable', 'The Arrow file is damaged or cut short.', { cause: String(cause) });

const fileMark = 'ARROW1';

/** Reads the messages of an Arrow file or stream one after the other; a file's dictionaries come before its rows. */
export async function* readMessages(blob: Blob): AsyncGenerator<ArrowMessage> {
  if ((await blob.slice(0, 6).text()) === fileMark) {
    yield* messagesOfFile(blob);
    return;
  }
  for (let at = 0; at + 4 <= blob.size;) {
    const message = await readMessage(blob, at, blob.size);
    if (!message) return;
    yield message;
    at = message.end;
  }
}

/** A file has a footer that says where its parts lie, and its mark at both ends. */
async function* messagesOfFile(blob: Blob): AsyncGenerator<ArrowMessage> {
  const tail = blob.size >= 20 ? await bytesOf(blob, blob.size - 10, 10) : new Uint8Array(10);
  if (String.fromCharCode(...tail.subarray(4)) !== fileMark) {
    throw new RangeError('The file does not end as an Arrow file does');
  }
  const length = new DataView(tail.buffer).getInt32(0, true);
  const start = blob.size - 10 - length;
  if (length < 0 || start < 8) throw new RangeError('The footer is longer than the file');
  const bytes = await bytesOf(blob, start, length);
  const footer = Footer.getRootAsFooter(new ByteBuffer(bytes));
  yield { kind: 'schema', metadata: schemaMessage(bytes), body: new Uint8Array(0), rows: 0, end: 8 };
  for (let index = 0; index < footer.dictionariesLength(); index += 1) {
    yield await blockMessage(blob, footer.dictionaries(index)!, start);
  }
  for (let index = 0; index < footer.recordBatchesLength(); index += 1) {
    yield await blockMessage(blob, footer.recordBatches(index)!, start);
  }
}

async function blockMessage(blob: Blob, block: Block, end: number): Promise<ArrowMessage> {
  const at = Number(block.offset());
  if (!(at >= 0) || at + 8 > end) throw new RangeError('A message lies outside the file');
  const message = await readMessage(blob, at, end);
  if (!message) throw new RangeError('A message is missing');
  return message;
}

const bytesOf = async (blob: Blob, start: number, length: number) => {
  const bytes = new Uint8Array(await blob.slice(start, start + length).arrayBuffer());
  if (bytes.length < length) throw new RangeError('The file ends too soon');
  return bytes;
};

async function readMessage(blob: Blob, at: number, end: number): Promise<ArrowMessage | null> {
  const prefix = new DataView((await bytesOf(blob, at, Math.min(8, end - at))).buffer);
  // Files from before version 0.15 lack the continuation mark.
  const isMarked = prefix.getUint32(0, true) === 0xffffffff;
  const length = prefix.getInt32(isMarked ? 4 : 0, true);
  if (length === 0) return null;
  const metadataStart = at + (isMarked ? 8 : 4);
  if (length < 0 || metadataStart + length > end) throw new RangeError('A message is longer than the file');
  const metadata = await bytesOf(blob, metadataStart, length);
  const message = Message.getRootAsMessage(new ByteBuffer(metadata));
  const bodyLength = Number(message.bodyLength());
  const bodyStart = metadataStart + length;
  if (!(bodyLength >= 0) || bodyStart + bodyLength > end)
    throw new RangeError('A message is longer than the file');
  const body = await bytesOf(blob, bodyStart, bodyLength);
  const kind = kinds[message.headerType()] ?? 'other';
  const rows = kind === 'rows' ? Number((message.header(new RecordBatch()) as RecordBatch).length()) : 0;
  return { kind, metadata, body, rows, end: bodyStart + bodyLength };
}

const kinds: Partial<Record<number, ArrowMessage['kind']>> = {
  [MessageHeader.Schema]: 'schema',
  [MessageHeader.DictionaryBatch]: 'dictionary',
  [MessageHeader.RecordBatch]: 'rows',
};

const padded = (length: number) => Math.ceil(length / 8) * 8;

/** Some messages as a stream of their own. */
export function writeStream(messages: readonly Pick<ArrowMessage, 'metadata' | 'body'>[]): Uint8Array {
  const size = messages.reduce(
    (sum, { metadata, body }) => sum + 8 + padded(metadata.length) + padded(body.length),
    8,
  );
  const stream = new Uint8Array(size);
  const view = new DataView(stream.buffer);
  let at = 0;
  for (const { metadata, body } of messages) {
    view.setUint32(at, 0xffffffff, true);
    view.setUint32(at + 4, padded(metadata.length), true);
    stream.set(metadata, at + 8);
    at += 8 + padded(metadata.length);
    stream.set(body, at);
    at += padded(body.length);
  }
  view.setUint32(at, 0xffffffff, true);
  return stream;
}
