import { Table, tableToIPC } from 'apache-arrow';
import type { Dataset } from '../../../workers/api';
import type { AnalysisOutcome, CellRun } from '../../cells/cell-run.svelte';
import type { OpenNotebook } from '../../notebook/open-notebook.svelte';
import type { Recorded } from './recorded-file';

/** Every answer that the notebook shows. */
export function recordedAnswers(notebook: OpenNotebook, withCustomers: boolean): Recorded[] {
  const { chosen, filters, cells } = notebook;
  const answers = cells.runs.flatMap((run) => recordedAnswer(run, withCustomers) ?? []);
  return chosen ? [...answers, { request: { filters }, answer: chosen }] : answers;
}

/** A query may list customers whatever its columns are called, so that it counts among what has them. */
function recordedAnswer({ status, outcome, request }: CellRun, withCustomers: boolean): Recorded | null {
  if (status !== 'done' || !outcome) return null;
  if (outcome.kind === 'analysis') {
    const tables = withCustomers ? outcome.result.tables : withoutCustomers(outcome);
    return { request: request.request, answer: { ...outcome.result, tables } };
  }
  const { columns, table, isCut } = outcome;
  if (!withCustomers) return null;
  return { request: request.request, answer: { columns: [...columns], table: tableToIPC(table), isCut } };
}

/** Tables whose rows are customers keep their columns and lose their rows. */
function withoutCustomers({ result, tables }: AnalysisOutcome): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(result.tables).map(([name, bytes]) => {
      const table = tables[name];
      return [name, table && listsCustomers(table) ? tableToIPC(new Table(table.schema)) : bytes];
    }),
  );
}

/** The name by which every analysis calls the column of customers' ids. */
export function listsCustomers(table: Table): boolean {
  return table.schema.fields.some(({ name }) => name === 'customer');
}

/** What is known of the data, without values of single rows. */
export function describedDataset(dataset: Dataset): Dataset {
  const tables = dataset.tables.map((table) => ({
    ...table,
    join: table.join && { ...table.join, exampleStrangers: [], exampleUnmatched: [] },
  }));
  return { ...dataset, tables, rejected: [], replacement: null };
}
