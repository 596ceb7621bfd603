import { EngineError } from '../../duckdb/engine-error';
import { ThriftBytes, type ThriftField } from './thrift';

/** The bytes of one column in one row group. */
export interface ColumnChunk {
  /** Names from the top-level field down. */
  path: string[];
  /** Where its pages lie in the file. */
  start: number;
  length: number;
}

export interface RowGroup {
  rows: number;
  /** Where its description lies in the footer. */
  start: number;
  end: number;
}

/** A Parquet footer, taken apart as far as needed: a file may have very many row groups. */
export interface Footer {
  thrift: ThriftBytes;
  fields: ThriftField[];
  rows: number;
  groups: RowGroup[];
}

const tailLength = 8;

export const unreadable = (cause: unknown) =>
  new EngineError('parquetUnreadable', 'The Parquet file is damaged or cut short.', { cause: String(cause) });

/** Finds a field that the format requires. */
export function required(fields: readonly ThriftField[], id: number): ThriftField {
  const field = fields.find((one) => one.id === id);
  if (!field) throw new RangeError(`The footer lacks field ${id}`);
  return field;
}

/** @throws EngineError `parquetUnreadable` */
export async function readFooter(blob: Blob): Promise<Footer> {
  try {
    const tail = await bytesOf(blob, Math.max(0, blob.size - tailLength), blob.size);
    const mark = String.fromCharCode(...tail.subarray(4));
    if (mark === 'PARE') throw new RangeError('The footer is encrypted');
    if (mark !== 'PAR1') throw new RangeError('The file does not end as a Parquet file does');
    const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
    if (length + tailLength + 4 > blob.size) throw new RangeError('The footer is longer than the file');
    return parseFooter(await bytesOf(blob, blob.size - tailLength - length, blob.size - tailLength));
  } catch (thrown) {
    throw unreadable(thrown);
  }
}

export const bytesOf = async (blob: Blob, start: number, end: number) =>
  new Uint8Array(await blob.slice(start, end).arrayBuffer());

function parseFooter(bytes: Uint8Array): Footer {
  const thrift = new ThriftBytes(bytes);
  const { fields } = thrift.fields(0);
  const groups = thrift.elements(required(fields, 4).start).map(({ start, end }) => {
    const rows = thrift.integer(required(thrift.fields(start).fields, 3));
    if (!(rows >= 0)) throw new RangeError('A row group has a negative number of rows');
    return { start, end, rows };
  });
  return { thrift, fields, groups, rows: groups.reduce((sum, { rows }) => sum + rows, 0) };
}

/** The columns of a row group, in the order of the schema's leaves. */
export function chunksOf(
  footer: Footer,
  group: RowGroup,
): (ColumnChunk & { fields: ThriftField[]; meta: ThriftField[] })[] {
  const { thrift } = footer;
  const columns = required(thrift.fields(group.start).fields, 1);
  return thrift.elements(columns.start).map(({ start }) => {
    const { fields } = thrift.fields(start);
    const meta = thrift.fields(required(fields, 3).start).fields;
    const path = thrift.elements(required(meta, 3).start).map((name) => thrift.text(name.start));
    const data = thrift.integer(required(meta, 9));
    const dictionary = meta.find(({ id }) => id === 11);
    const first = dictionary ? thrift.integer(dictionary) : 0;
    const length = thrift.integer(required(meta, 7));
    if (!(length >= 0) || !(data >= 0)) throw new RangeError('A column lies outside the file');
    return { path, start: first > 0 && first < data ? first : data, length, fields, meta };
  });
}
