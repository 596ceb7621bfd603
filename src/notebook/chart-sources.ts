import type { Table } from 'apache-arrow';
import type { SqlColumn } from '../../workers/api';
import type { Wording } from '../analyses/figure';
import type { CellRun } from '../cells/cell-run.svelte';

/** A table of a result that a chart can draw; without rows while there are none. */
export interface ChartSource {
  /** As queries name it: a cell of SQL by its id, a table of an analysis as `id_table`. */
  name: string;
  label: string;
  table: Table | null;
  columns: readonly SqlColumn[];
  columnLabel: (name: string) => string;
}

/** All results of a notebook that can be drawn. */
export function chartSources(
  runs: readonly CellRun[],
  wordingOf: (analysis: string) => Wording,
): ChartSource[] {
  return runs.flatMap((run): ChartSource[] => {
    const { id, outcome, spec } = run;
    if (!spec)
      return outcome?.kind === 'sql'
        ? [{ name: id, label: id, table: outcome.table, columns: outcome.columns, columnLabel: asNamed }]
        : [{ name: id, label: id, table: null, columns: [], columnLabel: asNamed }];
    if (outcome?.kind !== 'analysis') return [];
    const wording = wordingOf(spec.id);
    return Object.entries(outcome.tables).map(([name, table]) => ({
      name: `${id}_${name}`,
      label: `${id}: ${wording.text(`table.${name}`)}`,
      table,
      columnLabel: (column) => wording.text(`column.${column}`),
      columns: table.schema.fields.map((field) => ({ name: field.name, type: String(field.type) })),
    }));
  });
}

const asNamed = (name: string): string => name;
