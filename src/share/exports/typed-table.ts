import {
  DateDay,
  Int64,
  Table,
  TimestampMicrosecond,
  Uint64,
  makeData,
  makeVector,
  type DataType,
  type Vector,
} from 'apache-arrow';
import type { SqlColumn } from '../../../workers/api';

/** What a text of the engine's means; null when it is none of the kind. */
type Read = (text: string) => number | bigint | null;

interface Form {
  type: DataType;
  values: (length: number) => Int32Array | BigInt64Array | BigUint64Array;
  read: Read;
}

const instant = /^(-?\d{4,6}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?)?$/;

function daysOf(text: string): number | null {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(milliseconds) ? null : milliseconds / 86_400_000;
}

function microsecondsOf(text: string): bigint | null {
  const [, day, time = '00:00:00', parts = ''] = instant.exec(text) ?? [];
  const milliseconds = Date.parse(`${day}T${time}Z`);
  if (day === undefined || Number.isNaN(milliseconds)) return null;
  return BigInt(milliseconds) * 1000n + BigInt(parts.padEnd(6, '0'));
}

const wholeOf: Read = (text) => (/^-?\d+$/.test(text) ? BigInt(text) : null);

/** Types that cross from the engine as texts, and are more than that in a file. */
const forms: Record<string, Form> = {
  DATE: { type: new DateDay(), values: (length) => new Int32Array(length), read: daysOf },
  TIMESTAMP: {
    type: new TimestampMicrosecond(),
    values: (length) => new BigInt64Array(length),
    read: microsecondsOf,
  },
  BIGINT: { type: new Int64(), values: (length) => new BigInt64Array(length), read: wholeOf },
  UBIGINT: { type: new Uint64(), values: (length) => new BigUint64Array(length), read: wholeOf },
};

/** Null where a value is none of the kind: the column then stays as it is. */
function typedVector(vector: Vector, { type, values: make, read }: Form): Vector | null {
  const values = make(vector.length);
  const nullBitmap = new Uint8Array(Math.ceil(vector.length / 8));
  let nullCount = 0;
  for (let row = 0; row < vector.length; row++) {
    const text: unknown = vector.get(row);
    if (text === null || text === undefined) {
      nullCount += 1;
      continue;
    }
    const value = typeof text === 'string' ? read(text) : null;
    if (value === null) return null;
    values[row] = value;
    nullBitmap[row >> 3] |= 1 << (row & 7);
  }
  const data = makeData({ type, length: vector.length, nullCount, nullBitmap, data: values } as never);
  return makeVector(data as never) as Vector;
}

/** The table with the types that the engine knows of its columns: days as days, instants as instants. */
export function typedTable(table: Table, types: readonly SqlColumn[]): Table {
  const columns = table.schema.names.map(String).map((name): [string, Vector] => {
    const vector = table.getChild(name)!;
    const form = forms[types.find((column) => column.name === name)?.type ?? ''];
    return [name, (form && typedVector(vector, form)) ?? vector];
  });
  return new Table(Object.fromEntries(columns));
}
