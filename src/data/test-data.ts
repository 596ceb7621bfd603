import type { DatasetTable, Inspection, SourceColumn } from '../../workers/api';
import { untouched } from './table-choices';

/** Made-up columns, tables and inspections for tests. */
export function column(name: string, more: Partial<SourceColumn> = {}): SourceColumn {
  return {
    name,
    named: 'header',
    type: 'VARCHAR',
    role: 'attribute',
    formats: [{ format: 'text', share: 1 }],
    isOpen: false,
    fixes: [],
    ...more,
  };
}

export const customer = column('customer', { role: 'customer' });
export const day = column('day', {
  role: 'time',
  formats: [
    { format: 'dateDayFirst', share: 1 },
    { format: 'dateMonthFirst', share: 1 },
    { format: 'text', share: 1 },
  ],
});

export function inspectionOf(columns: SourceColumn[], more: Partial<Inspection> = {}): Inspection {
  return {
    fileName: 'file.csv',
    files: 1,
    format: 'csv',
    bytes: 100,
    reading: [],
    columns,
    unread: [],
    rows: [],
    ...more,
  };
}

export function tableOf(id: string, columns: SourceColumn[], more: Partial<DatasetTable> = {}): DatasetTable {
  return {
    id,
    name: id,
    fileName: `${id}.csv`,
    format: 'csv',
    files: 1,
    bytes: 100,
    rows: 10,
    rowsRejected: 0,
    rejectedFor: [],
    columns,
    unread: [],
    settings: untouched,
    join: null,
    ...more,
  };
}
