/**
 * Just enough of Thrift's compact protocol to take a Parquet footer apart and to write it again with some fields changed. Values that
 * stay as they are keep their bytes.
 */

export const thriftTypes = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

/** A field of a structure; its value lies at `start` up to `end`. */
export interface ThriftField {
  id: number;
  type: number;
  start: number;
  end: number;
}

/** A field to be written. */
export interface ThriftPart {
  id: number;
  type: number;
  bytes: Uint8Array;
}

/** Reads values from some bytes. Throws RangeError where they end too soon or make no sense. */
export class ThriftBytes {
  constructor(readonly bytes: Uint8Array) {}

  /** The fields of the structure that begins at `position`, and where it ends. */
  fields(position: number): { fields: ThriftField[]; end: number } {
    const fields: ThriftField[] = [];
    let id = 0;
    for (;;) {
      const header = this.byte(position);
      position += 1;
      if (header === 0) return { fields, end: position };
      if (header >> 4 === 0) {
        const long = this.varint(position);
        id = unZigzag(long.value);
        position = long.end;
      } else id += header >> 4;
      const type = header & 15;
      const end = this.skip(type, position);
      fields.push({ id, type, start: position, end });
      position = end;
    }
  }

  /** Where each element of the list at `position` begins and ends. */
  elements(position: number): { start: number; end: number }[] {
    const { size, type, start } = this.listHeader(position);
    const elements: { start: number; end: number }[] = [];
    let at = start;
    for (let index = 0; index < size; index += 1) {
      const end = this.skip(type, at);
      elements.push({ start: at, end });
      at = end;
    }
    return elements;
  }

  integer(field: ThriftField): number {
    return unZigzag(this.varint(field.start).value);
  }

  text(start: number): string {
    const { value, end } = this.varint(start);
    return new TextDecoder().decode(this.bytes.subarray(end, end + value));
  }

  slice({ start, end }: { start: number; end: number }): Uint8Array {
    return this.bytes.subarray(start, end);
  }

  private byte(position: number): number {
    if (position >= this.bytes.length) throw new RangeError('The footer ends too soon');
    return this.bytes[position];
  }

  private varint(position: number): { value: number; end: number } {
    let value = 0;
    for (let shift = 1, count = 0; count < 10; count += 1, shift *= 128) {
      const byte = this.byte(position + count);
      value += (byte & 127) * shift;
      if (byte < 128) return { value, end: position + count + 1 };
    }
    throw new RangeError('A number in the footer is too long');
  }

  private listHeader(position: number): { size: number; type: number; start: number } {
    const header = this.byte(position);
    if (header >> 4 < 15) return { size: header >> 4, type: header & 15, start: position + 1 };
    const { value, end } = this.varint(position + 1);
    if (value > this.bytes.length) throw new RangeError('A list in the footer is too long');
    return { size: value, type: header & 15, start: end };
  }

  private skip(type: number, position: number, depth = 0): number {
    if (depth > 64) throw new RangeError('The footer is nested too deeply');
    if (type === 1 || type === 2) return position;
    if (type === 3) return position + 1;
    if (type >= 4 && type <= 6) return this.varint(position).end;
    if (type === 7) return position + 8;
    if (type === 8) {
      const { value, end } = this.varint(position);
      if (end + value > this.bytes.length) throw new RangeError('A text in the footer is too long');
      return end + value;
    }
    if (type === 9 || type === 10) return this.skipList(position, depth);
    if (type === 12) return this.skipStruct(position, depth);
    throw new RangeError(`The footer holds an unknown type ${type}`);
  }

  private skipList(position: number, depth: number): number {
    const { size, type, start } = this.listHeader(position);
    let at = start;
    // In a list a truth value takes a byte of its own.
    for (let index = 0; index < size; index += 1) at = type <= 2 ? at + 1 : this.skip(type, at, depth + 1);
    return at;
  }

  private skipStruct(position: number, depth: number): number {
    for (let at = position; ;) {
      const header = this.byte(at);
      at += 1;
      if (header === 0) return at;
      if (header >> 4 === 0) at = this.varint(at).end;
      at = this.skip(header & 15, at, depth + 1);
    }
  }
}

// Numbers beyond 2^53 are none that a footer has a use for.
const unZigzag = (value: number) => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

function writeVarint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** A whole number from 0 on, as i32 or i64. */
export const writeInteger = (value: number) => Uint8Array.from(writeVarint(value * 2));

export function writeStruct(parts: readonly ThriftPart[]): Uint8Array {
  let last = 0;
  const pieces: Uint8Array[] = [];
  for (const { id, type, bytes } of [...parts].sort((one, other) => one.id - other.id)) {
    pieces.push(Uint8Array.of(((id - last) << 4) | type), bytes);
    last = id;
  }
  return concatenate([...pieces, Uint8Array.of(0)]);
}

export function writeStructList(elements: readonly Uint8Array[]): Uint8Array {
  const header = Uint8Array.from([0xf0 | thriftTypes.struct, ...writeVarint(elements.length)]);
  return concatenate([header, ...elements]);
}

export function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
