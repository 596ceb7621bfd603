import { tableFromArrays, tableFromIPC, tableToIPC, type Table } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import type { AnalysisResult, Dataset, SqlResult } from '../../../workers/api';
import type { Outcome } from '../../cells/cell-run.svelte';
import type { OpenNotebook } from '../../notebook/open-notebook.svelte';
import { describedDataset, recordedAnswers } from './record-notebook';

const segments = tableFromArrays({ segment: ['loyal', 'new'], customers: [3, 2] });
const customers = tableFromArrays({ customer: ['C-1', 'C-2'], revenue: [10, 20] });
const asked = { name: 'rfm', params: {}, filters: [] };

function analysis(tables: Record<string, Table>): Outcome {
  const bytes = Object.entries(tables).map(([name, table]) => [name, tableToIPC(table)] as const);
  const result = { analysis: 'rfm', tables: Object.fromEntries(bytes) } as unknown as AnalysisResult;
  return { kind: 'analysis', result, tables, draw: () => [] };
}

const query: Outcome = {
  kind: 'sql',
  columns: [{ name: 'who', type: 'VARCHAR' }],
  table: tableFromArrays({ who: ['C-1'] }),
  isCut: false,
  limit: 10,
};

function notebookOf(...runs: { status: string; outcome: Outcome | null; request: unknown }[]): OpenNotebook {
  return { cells: { runs }, filters: [], chosen: null } as unknown as OpenNotebook;
}

const run = (outcome: Outcome | null, status = 'done') => ({
  status,
  outcome,
  request: { kind: outcome?.kind ?? 'analysis', request: asked },
});
const rowsOf = (answer: unknown, name: string) =>
  tableFromIPC((answer as AnalysisResult).tables[name]).numRows;

describe('recordedAnswers', () => {
  it('empties lists of customers and keeps groups, unless customers are to go along', () => {
    const notebook = notebookOf(run(analysis({ segments, customers })));
    const [without] = recordedAnswers(notebook, false);
    expect([rowsOf(without.answer, 'segments'), rowsOf(without.answer, 'customers')]).toEqual([2, 0]);
    const columns = tableFromIPC((without.answer as AnalysisResult).tables.customers).schema.fields;
    expect(columns.map(({ name }) => name)).toEqual(['customer', 'revenue']);
    const [withThem] = recordedAnswers(notebook, true);
    expect(rowsOf(withThem.answer, 'customers')).toBe(2);
  });

  it('takes results of queries along only with customers', () => {
    const notebook = notebookOf(run(query));
    expect(recordedAnswers(notebook, false)).toEqual([]);
    const [{ answer }] = recordedAnswers(notebook, true);
    expect(
      tableFromIPC((answer as SqlResult).table)
        .get(0)
        ?.toJSON(),
    ).toEqual({ who: 'C-1' });
  });

  it('leaves out what has no result', () => {
    const notebook = notebookOf(run(null, 'failed'), run(analysis({ segments }), 'running'));
    expect(recordedAnswers(notebook, true)).toEqual([]);
  });
});

describe('describedDataset', () => {
  it('holds no value of a row', () => {
    const join = { matched: 2, exampleStrangers: ['C-9'], exampleUnmatched: ['C-8'] };
    const dataset = {
      tables: [
        { id: 'a', join: null },
        { id: 'b', join },
      ],
      rejected: [{ line: 3, value: 'C-7' }],
      replacement: null,
    } as unknown as Dataset;
    expect(JSON.stringify(describedDataset(dataset))).not.toMatch(/C-\d/);
  });
});
