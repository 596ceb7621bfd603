import type { Table } from 'apache-arrow';

/** Columns of queries as plain arrays in which a customer has the place of their key. Keys count from 1 without large gaps. */

type Numbers = Int8Array | Uint8Array | Uint16Array | Int32Array | Float64Array;

/** The highest key in a table, or 0. */
export function highestKey(table: Table): number {
  let highest = 0;
  eachChunk(table, 'customer_key', (keys) => {
    for (const key of keys) if (key > highest) highest = key;
  });
  return highest;
}

/** Puts a column's values where the keys say; what is NULL stays as it was. */
export function placeByKey(table: Table, name: string, into: Numbers): void {
  const keys = columnOf(table, 'customer_key');
  const column = table.getChild(name)!;
  let row = 0;
  for (const { length, values, nullCount, getValid } of chunksOf(column))
    for (let index = 0; index < length; index += 1, row += 1)
      if (nullCount === 0 || getValid(index)) into[keys[row]] = values[index];
}

/** Where the rows of each customer come to lie when they are put side by side. */
export interface RowPlaces {
  /** The rows of the customer with key k go from `starts[k]` to before `starts[k + 1]`. */
  starts: Int32Array;
  /** By row of the table. */
  places: Int32Array;
}

export function rowPlaces(table: Table): RowPlaces {
  const starts = new Int32Array(highestKey(table) + 2);
  eachChunk(table, 'customer_key', (keys) => {
    for (const key of keys) starts[key + 1] += 1;
  });
  for (let key = 1; key < starts.length; key += 1) starts[key] += starts[key - 1];
  const next = starts.slice();
  const places = new Int32Array(table.numRows);
  let row = 0;
  eachChunk(table, 'customer_key', (keys) => {
    for (const key of keys) places[row++] = next[key]++;
  });
  return { starts, places };
}

/** Puts a column's values where their rows come to lie. NULL is left as what `into` held. */
export function placeRows<Into extends Numbers>(
  table: Table,
  name: string,
  places: Int32Array,
  into: Into,
): Into {
  let row = 0;
  for (const { length, values, nullCount, getValid } of chunksOf(table.getChild(name)!))
    for (let index = 0; index < length; index += 1, row += 1)
      if (nullCount === 0 || getValid(index)) into[places[row]] = values[index];
  return into;
}

/** The places at which something was counted. */
export function filledPlaces(counts: Uint8Array | Int32Array): Int32Array {
  let filled = 0;
  for (let place = 0; place < counts.length; place += 1) if (counts[place] > 0) filled += 1;
  const places = new Int32Array(filled);
  for (let place = 0, next = 0; place < counts.length; place += 1)
    if (counts[place] > 0) places[next++] = place;
  return places;
}

const columnOf = (table: Table, name: string) => table.getChild(name)!.toArray() as Int32Array;

function eachChunk(table: Table, name: string, visit: (values: Int32Array) => void): void {
  for (const { values } of chunksOf(table.getChild(name)!)) visit(values as Int32Array);
}

function* chunksOf(column: NonNullable<ReturnType<Table['getChild']>>) {
  for (const data of column.data)
    yield {
      length: data.length,
      values: (data.values as Numbers).subarray(0, data.length),
      nullCount: data.nullCount,
      getValid: (index: number) => data.getValid(index),
    };
}
