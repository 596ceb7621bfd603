import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import {
  Field,
  Int32,
  List,
  makeData,
  makeVector,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import { Builder, ByteBuffer } from 'flatbuffers';
import { Compression, Table as ParquetTable, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm';
import { ThriftBytes, thriftTypes, writeStruct, writeStructList } from '../../workers/ingest/parquet/thrift';

/** Small Arrow and Parquet files, also such as no library at hand writes. */

export type Codec = keyof typeof Compression;

export function parquetBytes(table: Table, codec: Codec = 'SNAPPY', rowGroup = 1000): Uint8Array {
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression[codec])
    .setMaxRowGroupSize(rowGroup)
    .setCreatedBy('wafa test')
    .build();
  return writeParquet(ParquetTable.fromIPCStream(tableToIPC(table, 'stream')), properties);
}

export const texts = (values: (string | null)[]): Vector => vectorFromArray(values, new Utf8());

/** Moments as Impala and old Spark write them: nanoseconds of the day, then the Julian day. */
export function int96Bytes(instants: readonly (Date | null)[]): Uint8Array {
  const bytes = new Uint8Array(12 * instants.length);
  const view = new DataView(bytes.buffer);
  instants.forEach((instant, index) => {
    const milliseconds = instant?.getTime() ?? 0;
    const day = Math.floor(milliseconds / 86_400_000);
    view.setBigUint64(12 * index, BigInt(milliseconds - day * 86_400_000) * 1_000_000n, true);
    view.setUint32(12 * index + 8, day + 2_440_588, true);
  });
  return bytes;
}

/**
 * Changes the columns of twelve bytes of a Parquet file into moments of 96 bits, which are written the same way: only the footer
 * says which they are. Statistics are dropped.
 */
export function asInt96(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset);
  const end = file.length - 8;
  const start = end - view.getUint32(end, true);
  const thrift = new ThriftBytes(file.slice(start, end));
  const { fields } = thrift.fields(0);
  const [twelve, int96] = [7, 3];
  const rewrite = (at: number, typeField: number, drop: number[], only: number[] = []) => {
    const own = thrift.fields(at).fields;
    const isTwelve = own.some((field) => field.id === typeField && thrift.integer(field) === twelve);
    return writeStruct(
      own
        .filter(({ id }) => !isTwelve || (!drop.includes(id) && (only.length === 0 || only.includes(id))))
        .map((field) => ({
          ...field,
          bytes: isTwelve && field.id === typeField ? Uint8Array.of(int96 * 2) : thrift.slice(field),
        })),
    );
  };
  const schema = thrift
    .elements(fields.find(({ id }) => id === 2)!.start)
    .map((node) => rewrite(node.start, 1, [2, 6, 10]));
  const groups = thrift.elements(fields.find(({ id }) => id === 4)!.start).map((group) => {
    const own = thrift.fields(group.start).fields;
    const columns = thrift.elements(own.find(({ id }) => id === 1)!.start).map((chunk) => {
      const parts = thrift.fields(chunk.start).fields.filter(({ id }) => id === 2 || id === 3);
      return writeStruct(
        parts.map((part) => ({
          ...part,
          bytes: part.id === 3 ? rewrite(part.start, 1, [12]) : thrift.slice(part),
        })),
      );
    });
    const others = own
      .filter(({ id }) => id === 2 || id === 3)
      .map((part) => ({ ...part, bytes: thrift.slice(part) }));
    return writeStruct([...others, { id: 1, type: thriftTypes.list, bytes: writeStructList(columns) }]);
  });
  const footer = writeStruct([
    ...fields
      .filter(({ id }) => id === 1 || id === 3)
      .map((field) => ({ ...field, bytes: thrift.slice(field) })),
    { id: 2, type: thriftTypes.list, bytes: writeStructList(schema) },
    { id: 4, type: thriftTypes.list, bytes: writeStructList(groups) },
  ]);
  const length = new Uint8Array(Uint32Array.of(footer.length).buffer);
  return Uint8Array.from([
    ...file.subarray(0, start),
    ...footer,
    ...length,
    ...file.subarray(file.length - 4),
  ]);
}

/** An Arrow stream whose buffers are compressed as `compress` does; the codec's number is 0 for LZ4, 1 for Zstandard. */
export function compressedStream(
  table: Table,
  codec: 0 | 1,
  compress: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const stream = tableToIPC(table, 'stream');
  const parts: Uint8Array[] = [];
  for (let at = 0; at + 8 <= stream.length;) {
    const length = new DataView(stream.buffer, stream.byteOffset + at).getInt32(4, true);
    const metadata = stream.slice(at + 8, at + 8 + length);
    if (length === 0) break;
    const message = Message.getRootAsMessage(new ByteBuffer(metadata));
    const bodyLength = Number(message.bodyLength());
    const body = stream.slice(at + 8 + length, at + 8 + length + bodyLength);
    parts.push(
      message.headerType() === MessageHeader.RecordBatch
        ? compressedBatch(message, body, codec, compress)
        : stream.slice(at, at + 8 + length + bodyLength),
    );
    at += 8 + length + bodyLength;
  }
  return concatenate([...parts, Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)]);
}

const padded = (length: number) => Math.ceil(length / 8) * 8;

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Written anew: the library can't say that a batch is compressed. */
function compressedBatch(
  message: Message,
  body: Uint8Array,
  codec: 0 | 1,
  compress: (bytes: Uint8Array) => Uint8Array,
) {
  const batch = message.header(new RecordBatch()) as RecordBatch;
  const places: [number, number][] = [];
  const buffers: Uint8Array[] = [];
  let length = 0;
  for (let index = 0; index < batch.buffersLength(); index += 1) {
    const buffer = batch.buffers(index)!;
    const raw = body.subarray(Number(buffer.offset()), Number(buffer.offset()) + Number(buffer.length()));
    const head = new Uint8Array(BigInt64Array.of(BigInt(raw.length)).buffer);
    const bytes = raw.length === 0 ? raw : concatenate([head, compress(raw)]);
    places.push([length, bytes.length]);
    buffers.push(bytes, new Uint8Array(padded(bytes.length) - bytes.length));
    length += padded(bytes.length);
  }
  const metadata = batchMessage(batch, places, codec, length);
  const prefix = new Uint8Array(Uint32Array.of(0xffffffff, padded(metadata.length)).buffer);
  return concatenate([
    prefix,
    metadata,
    new Uint8Array(padded(metadata.length) - metadata.length),
    ...buffers,
  ]);
}

function batchMessage(
  batch: RecordBatch,
  places: [number, number][],
  codec: number,
  bodyLength: number,
): Uint8Array {
  const builder = new Builder(1024);
  RecordBatch.startBuffersVector(builder, places.length);
  for (const [start, length] of [...places].reverse()) {
    builder.prep(8, 16);
    builder.writeInt64(BigInt(length));
    builder.writeInt64(BigInt(start));
  }
  const buffers = builder.endVector();
  RecordBatch.startNodesVector(builder, batch.nodesLength());
  for (let index = batch.nodesLength() - 1; index >= 0; index -= 1) {
    builder.prep(8, 16);
    builder.writeInt64(batch.nodes(index)!.nullCount());
    builder.writeInt64(batch.nodes(index)!.length());
  }
  const nodes = builder.endVector();
  // BodyCompression: codec, and a method of which there is one.
  builder.startObject(2);
  builder.addFieldInt8(0, codec, 0);
  const compression = builder.endObject();
  RecordBatch.startRecordBatch(builder);
  RecordBatch.addLength(builder, batch.length());
  RecordBatch.addNodes(builder, nodes);
  RecordBatch.addBuffers(builder, buffers);
  RecordBatch.addCompression(builder, compression);
  const header = RecordBatch.endRecordBatch(builder);
  Message.startMessage(builder);
  Message.addVersion(builder, 4);
  Message.addHeaderType(builder, MessageHeader.RecordBatch);
  Message.addHeader(builder, header);
  Message.addBodyLength(builder, BigInt(bodyLength));
  builder.finish(Message.endMessage(builder));
  return builder.asUint8Array().slice();
}

/** An LZ4 frame whose blocks are not compressed. */
export function lz4Frame(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(Uint32Array.of((bytes.length | 0x80000000) >>> 0).buffer);
  return concatenate([
    Uint8Array.of(4, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82),
    length,
    bytes,
    new Uint8Array(4),
  ]);
}

/** A Zstandard frame of one raw block, for fewer than 65,792 bytes. */
export function zstdFrame(bytes: Uint8Array): Uint8Array {
  const size =
    bytes.length < 256 ? [0x20, bytes.length] : [0x60, (bytes.length - 256) & 255, (bytes.length - 256) >> 8];
  const block = (bytes.length << 3) | 1;
  return concatenate([
    Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, ...size, block & 255, (block >> 8) & 255, block >> 16),
    bytes,
  ]);
}

const record = new Struct([
  new Field('city', new Utf8(), true),
  new Field('shop', new Struct([new Field('branch', new Utf8(), true)]), true),
  new Field('tags', new List(new Field('item', new Int32(), true)), true),
]);

export const records = (values: unknown[]): Vector => vectorFromArray(values, record);
export { Field, makeData, makeVector, Table, tableToIPC, vectorFromArray };
