import type { Table } from 'apache-arrow';

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

/** The rows of a small table as records. Figures only: big tables stay columns. */
export function readRows<Row>(table: Table | undefined, read: (reader: RowReader) => Row): Row[] {
  if (!table) return [];
  const columns = new Map(table.schema.fields.map((field) => [field.name, table.getChild(field.name)]));
  let index = 0;
  const value = (column: string): unknown => columns.get(column)?.get(index);
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
