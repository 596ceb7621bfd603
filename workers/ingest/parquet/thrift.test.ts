import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ThriftBytes, thriftTypes, writeInteger, writeStruct, writeStructList } from './thrift';

describe('compact Thrift', () => {
  it('reads what it writes', () => {
    // A structure with 300 in field 1, and in field 4 a list of two structures with 0 and 1 in field 20.
    const element = (value: number) =>
      writeStruct([{ id: 15, type: thriftTypes.i32, bytes: writeInteger(value) }]);
    const bytes = writeStruct([
      { id: 4, type: thriftTypes.list, bytes: writeStructList([element(0), element(1)]) },
      { id: 1, type: thriftTypes.i64, bytes: writeInteger(300) },
    ]);
    const thrift = new ThriftBytes(bytes);
    const { fields, end } = thrift.fields(0);
    expect(end).toBe(bytes.length);
    expect(fields.map(({ id }) => id)).toEqual([1, 4]);
    expect(thrift.integer(fields[0])).toBe(300);
    const inner = thrift.elements(fields[1].start).map(({ start }) => thrift.fields(start).fields);
    expect(inner.map(([field]) => [field.id, thrift.integer(field)])).toEqual([
      [15, 0],
      [15, 1],
    ]);
  });

  it('writes whole numbers up to 2^52 so that they come back', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 52), (value) => {
        const thrift = new ThriftBytes(
          writeStruct([{ id: 1, type: thriftTypes.i64, bytes: writeInteger(value) }]),
        );
        expect(thrift.integer(thrift.fields(0).fields[0])).toBe(value);
      }),
    );
  });

  it('meets any bytes with an answer or a RangeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          new ThriftBytes(bytes).fields(0);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
