import {
  Dictionary,
  Float64,
  Int32,
  Utf8,
  Vector,
  makeData,
  vectorFromArray,
  type Table,
} from 'apache-arrow';

/** Columns of a million rows: read and written whole, never value by value through Arrow, which would take seconds. */

/** A column of a query as numbers, NaN where there is none. */
export function readNumbers(table: Table, name: string): Float64Array {
  const column = table.getChild(name)!;
  const values = new Float64Array(column.toArray() as ArrayLike<number>);
  if (column.nullCount === 0) return values;
  let row = 0;
  for (const chunk of column.data)
    for (let index = 0; index < chunk.length; index += 1, row += 1)
      if (!chunk.getValid(index)) values[row] = NaN;
  return values;
}

/** Numbers as a column that is null where they are NaN. */
export function knownColumn(values: Float64Array): Float64Array | Vector {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let known = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (Number.isNaN(values[index])) continue;
    nullBitmap[index >> 3] |= 1 << (index & 7);
    known += 1;
  }
  if (known === values.length) return values;
  const nullCount = values.length - known;
  const data = makeData({ type: new Float64(), length: values.length, nullCount, nullBitmap, data: values });
  return new Vector([data]);
}

/** A column of texts of which there are only these few. */
export function wordColumn(values: readonly string[], names: readonly string[]): Vector {
  const codes = new Int32Array(values.length);
  for (let index = 0; index < codes.length; index += 1) codes[index] = names.indexOf(values[index]);
  return namedColumn(codes, names);
}

/** A column of few different texts: `names` once, and which of them each row has. */
export function namedColumn(codes: Int32Array, names: readonly string[]): Vector {
  const dictionary = vectorFromArray([...names], new Utf8());
  const type = new Dictionary(new Utf8(), new Int32());
  return new Vector([makeData({ type, length: codes.length, nullCount: 0, data: codes, dictionary })]);
}
