import { DataType, type Table } from 'apache-arrow';

export interface TableColumn {
  name: string;
  /** Numbers stand at the end of their cell and are sorted by size. */
  numeric: boolean;
  /** Widest of a sample of texts, in characters, so that the column keeps its width while rows change. */
  characters: number;
}

const sampledRows = 60;

function sampleOf(rows: number): number[] {
  const every = Math.max(1, Math.floor(rows / sampledRows));
  return Array.from({ length: Math.min(rows, sampledRows) }, (_, index) => index * every);
}

export function tableColumns(
  table: Table,
  columnLabel: (name: string) => string,
  formatCell: (name: string, value: unknown) => string,
): TableColumn[] {
  const rows = sampleOf(table.numRows);
  return table.schema.fields.map(({ name, type }) => {
    const vector = table.getChild(name);
    const texts = rows.map((row) => formatCell(name, vector?.get(row)));
    // The mark of the sorted column needs room too.
    const characters = Math.max(columnLabel(name).length + 2, ...texts.map((text) => text.length));
    const numeric = DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type);
    return { name, numeric, characters: Math.min(characters, 40) };
  });
}
