import type { Table } from 'apache-arrow';
import { tableToCsv } from '../export-csv';

/** The row in which each customer stands first. A row without a customer is nobody's. */
export function firstRows(table: Table, customerColumn: string): number[] {
  const customers = table.getChild(customerColumn);
  const seen = new Set<string>();
  const rows: number[] = [];
  for (let row = 0; row < table.numRows; row++) {
    const value: unknown = customers?.get(row);
    const customer = value === null || value === undefined ? '' : String(value);
    if (customer === '' || seen.has(customer)) continue;
    seen.add(customer);
    rows.push(row);
  }
  return rows;
}

interface Audience {
  table: Table;
  customerColumn: string;
  /** Of `firstRows`. */
  rows: readonly number[];
  /** All columns, those of a customer's first row, or the customer alone. */
  isWhole: boolean;
  columnLabel: (name: string) => string;
}

/** Each customer once, as mail and advertising tools take them: CSV with a header, the customer first. */
export function audienceCsv({ table, customerColumn, rows, isWhole, columnLabel }: Audience): Promise<Blob> {
  const others = table.schema.names.map(String).filter((name) => name !== customerColumn);
  const columns = [customerColumn, ...(isWhole ? others : [])];
  return tableToCsv(table, columnLabel, { columns, rows });
}
