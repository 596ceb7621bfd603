import { DataType, Precision, type Table, type Vector } from 'apache-arrow';

/** Reads the columns of one row, whatever width of number or kind of text Arrow holds them in. */
export interface RowReader {
  /** Null for what is missing or not a finite number. */
  number(column: string): number | null;
  /** As `number`, where the column is never missing. */
  count(column: string): number;
  text(column: string): string;
  flag(column: string): boolean;
}

function toNumber(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Values by row. Whole columns of numbers are read as such: asking Arrow for each value is ten times as slow. */
function valuesOf(vector: Vector | null): (row: number) => unknown {
  if (!vector) return () => undefined;
  const { type } = vector;
  const isPlain = DataType.isInt(type) || (DataType.isFloat(type) && type.precision !== Precision.HALF);
  if (!isPlain || vector.nullCount > 0) return (row) => vector.get(row) as unknown;
  const values = vector.toArray() as ArrayLike<unknown>;
  return (row) => values[row];
}

/** The rows of a small table as records. Figures only: big tables stay columns. */
export function readRows<Row>(table: Table | undefined, read: (reader: RowReader) => Row): Row[] {
  if (!table) return [];
  const columns = new Map(
    table.schema.fields.map((field) => [field.name, valuesOf(table.getChild(field.name))]),
  );
  let index = 0;
  const value = (column: string): unknown => columns.get(column)?.(index);
  const reader: RowReader = {
    number: (column) => toNumber(value(column)),
    count: (column) => toNumber(value(column)) ?? 0,
    text: (column) => String(value(column) ?? ''),
    flag: (column) => value(column) === true,
  };
  return Array.from({ length: table.numRows }, (_, row) => {
    index = row;
    return read(reader);
  });
}
