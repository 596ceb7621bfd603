import { Bool, Float64, Table, Utf8, Vector, makeVector, tableToIPC, vectorFromArray } from 'apache-arrow';
import type { Column, ColumnTable } from './analysis';

/** A table of a result as Arrow IPC bytes. A table without rows keeps its columns. */
export function toArrow(table: ColumnTable): Uint8Array {
  const columns = Object.entries(table).map(([name, column]) => [name, toVector(column)] as const);
  return tableToIPC(new Table(Object.fromEntries(columns)), 'stream');
}

function toVector(column: Column): Vector {
  if (column instanceof Vector) return column;
  if (column instanceof Int32Array || column instanceof Float64Array) return makeVector(column);
  const values = Array.from(column as (string | number | boolean | null)[]);
  const first = values.find((value) => value !== null);
  if (typeof first === 'string') return vectorFromArray(values as (string | null)[], new Utf8());
  if (typeof first === 'boolean') return vectorFromArray(values as (boolean | null)[], new Bool());
  return vectorFromArray(values as (number | null)[], new Float64());
}
