import { tableFromIPC } from 'apache-arrow';
import type { AnalysisResult, CountedDataset } from '../api';
import { toErrorData } from '../duckdb/engine-error';

/** What is printed, and the exit code it deserves: 2 for input that can't be used, 1 for a defect. */
export interface Printed {
  exitCode: number;
  output: unknown;
}

/** The contract's object: tables as rows, a missing value as null. */
export function printableResult(result: AnalysisResult, dataset: CountedDataset): unknown {
  const { rowsRead, rowsRejected, rowsWithoutCustomer, returns, customers, orders, from, asOf, ...more } =
    dataset;
  const { analysis, params, summary, tables, findings, warnings, sql } = result;
  return {
    analysis,
    params,
    dataset: { rowsRead, rowsRejected, rowsWithoutCustomer, returns, customers, orders, from, asOf, ...more },
    summary,
    tables: Object.fromEntries(Object.entries(tables).map(([name, bytes]) => [name, toRows(bytes)])),
    findings,
    warnings,
    sql,
  };
}

/** @param bytes a table as an Arrow IPC stream */
export function toRows(bytes: Uint8Array): Record<string, unknown>[] {
  const table = tableFromIPC(bytes);
  const columns = table.schema.fields.map(({ name }, index) => ({ name, values: table.getChildAt(index)! }));
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values.get(row) as unknown])),
  );
}

/** An error without the engine's inner words, but where it is a defect. */
export function printableError(thrown: unknown): { error: Record<string, unknown>; isDefect: boolean } {
  const { code, message, cause, sql } = toErrorData(thrown);
  const isDefect = ['engineFailed', 'queryFailed', 'analysisFailed', 'memoryLimit'].includes(code);
  return { error: { code, message, ...(isDefect && { cause, sql }) }, isDefect };
}
