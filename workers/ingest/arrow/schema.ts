import { Decimal } from 'apache-arrow/fb/decimal';
import type { Field } from 'apache-arrow/fb/field';
import { FixedSizeBinary } from 'apache-arrow/fb/fixed-size-binary';
import { FloatingPoint } from 'apache-arrow/fb/floating-point';
import { Int } from 'apache-arrow/fb/int';
import { Message } from 'apache-arrow/fb/message';
import { Precision } from 'apache-arrow/fb/precision';
import { Schema } from 'apache-arrow/fb/schema';
import { Timestamp } from 'apache-arrow/fb/timestamp';
import { Type } from 'apache-arrow/fb/type';
import { ByteBuffer } from 'flatbuffers';

/**
 * What a field holds, in the engine's type names; `blob` and `uuid` are bytes to be written as text, `half` and `wideDecimal` are
 * numbers the engine refuses in Arrow, `nested` and `other` are not read.
 */
export type FieldKind =
  | { kind: 'engine'; type: string }
  | { kind: 'blob' | 'uuid' | 'half' | 'wideDecimal' | 'nested' | 'other' }
  | { kind: 'struct'; children: ArrowField[] };

export type ArrowField = { name: string } & FieldKind;

/** Types younger than the copy of Arrow we have, by their number in the format. */
const binaryView = 23;
const stringView = 24;
const nestedTypes: readonly number[] = [Type.List, Type.LargeList, Type.FixedSizeList, Type.Map, 25, 26];

const plainTypes: Partial<Record<number, string>> = {
  [Type.Null]: 'VARCHAR',
  [Type.Utf8]: 'VARCHAR',
  [Type.LargeUtf8]: 'VARCHAR',
  [stringView]: 'VARCHAR',
  [Type.Bool]: 'BOOLEAN',
  [Type.Date]: 'DATE',
  [Type.Time]: 'TIME',
};

/** Every field takes at least its place in a list. */
const leastFieldBytes = 4;

/**
 * The fields of an Arrow schema message (the metadata's bytes, without the length before them). Arrow's own JavaScript would refuse
 * a schema that holds a type it doesn't know; here such a field is one that is not read.
 * @throws RangeError when it says that it has more fields than its bytes can hold: reading a flatbuffer past its end gives
 * noughts, not an error, and fields may hold one another in a circle
 */
export function readSchema(metadata: Uint8Array): ArrowField[] {
  const message = Message.getRootAsMessage(new ByteBuffer(metadata));
  const schema = message.header(new Schema()) as Schema;
  let left = Math.floor(metadata.length / leastFieldBytes);
  const readAll: ReadAll = (length, field) => {
    left -= length;
    if (length < 0 || left < 0) throw new RangeError('The schema has more fields than it can hold');
    return Array.from({ length }, (_, index) => readField(field(index)!, readAll));
  };
  return readAll(schema.fieldsLength(), (index) => schema.fields(index));
}

type ReadAll = (length: number, field: (index: number) => Field | null) => ArrowField[];

function readField(field: Field, readAll: ReadAll): ArrowField {
  return { name: field.name() ?? '', ...kindOf(field, readAll) };
}

function kindOf(field: Field, readAll: ReadAll): FieldKind {
  const type: number = field.typeType();
  const plain = plainTypes[type];
  if (plain) return { kind: 'engine', type: plain };
  if (nestedTypes.includes(type)) return { kind: 'nested' };
  if (type === Type.Binary || type === Type.LargeBinary || type === binaryView) return { kind: 'blob' };
  if (type === Type.Struct_) {
    return { kind: 'struct', children: readAll(field.childrenLength(), (index) => field.children(index)) };
  }
  return kindOfSized(field, type);
}

/** Types with a width, a unit or a zone. */
function kindOfSized(field: Field, type: number): FieldKind {
  if (type === Type.Int) {
    const int = field.type(new Int()) as Int;
    const name = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[int.bitWidth()] ?? 'BIGINT';
    return { kind: 'engine', type: int.isSigned() ? name : `U${name}` };
  }
  if (type === Type.FloatingPoint) {
    const precision = (field.type(new FloatingPoint()) as FloatingPoint).precision();
    if (precision === Precision.HALF) return { kind: 'half' };
    return { kind: 'engine', type: precision === Precision.SINGLE ? 'FLOAT' : 'DOUBLE' };
  }
  if (type === Type.Decimal) {
    const decimal = field.type(new Decimal()) as Decimal;
    if (decimal.bitWidth() === 256) return { kind: 'wideDecimal' };
    if (decimal.bitWidth() !== 128 || decimal.precision() > 38 || decimal.scale() < 0)
      return { kind: 'other' };
    return { kind: 'engine', type: `DECIMAL(${decimal.precision()},${decimal.scale()})` };
  }
  if (type === Type.Timestamp) {
    const zone = (field.type(new Timestamp()) as Timestamp).timezone();
    return { kind: 'engine', type: zone ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP' };
  }
  if (type === Type.FixedSizeBinary) {
    const width = (field.type(new FixedSizeBinary()) as FixedSizeBinary).byteWidth();
    return { kind: width === 16 ? 'uuid' : 'blob' };
  }
  return { kind: 'other' };
}

/** The metadata of the first message of an Arrow stream, which is its schema. */
export function schemaOfStream(stream: Uint8Array): ArrowField[] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const start = view.getUint32(0, true) === 0xffffffff ? 8 : 4;
  const length = view.getUint32(start - 4, true);
  return readSchema(stream.subarray(start, start + length));
}
