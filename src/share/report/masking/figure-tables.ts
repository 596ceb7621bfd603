import { Table, vectorFromArray } from 'apache-arrow';
import type { Mask } from './mask-row';
import type { ResultMask } from './mask-results';

/**
 * The tables that figures of a masked report are drawn from: of a group that is masked there is no row, and a rate that
 * is masked is missing.
 */
export function figureTables(tables: Record<string, Table>, mask: ResultMask): Record<string, Table> {
  return Object.fromEntries(
    Object.entries(tables).flatMap(([name, table]) => {
      const masked = mask.tables[name];
      if (!masked) return [];
      return [[name, masked.size === 0 ? table : without(table, masked, mask.rules[name]?.kind === 'flows')]];
    }),
  );
}

function without(table: Table, mask: Mask, keepsRows: boolean): Table {
  const isKept = (row: number): boolean => {
    const columns = mask.get(row);
    return keepsRows || columns === undefined || (columns.size === 1 && columns.has('rate'));
  };
  const rows = Array.from({ length: table.numRows }, (_, row) => row).filter(isKept);
  const columns = table.schema.fields.map(({ name, type }) => {
    const vector = table.getChild(name);
    const values = rows.map((row): unknown => (mask.get(row)?.has(name) ? null : vector?.get(row)));
    return [name, vectorFromArray(values, type)] as const;
  });
  return new Table(Object.fromEntries(columns));
}
