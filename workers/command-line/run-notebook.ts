import type { AnalysisRequest, CountedDataset, SqlRequest } from '../api';
import { specs } from '../analyses/registry';
import type { RetentionEngine } from '../engine';
import type { Documents } from './documents';
import { printableError, toRows, type Printed } from './printable';

const silent = () => undefined;

/** All results of a document. A cell that failed is told in its place, and by the exit code. */
export async function runNotebook(
  engine: RetentionEngine,
  text: string,
  dataset: CountedDataset,
  documents: Documents,
): Promise<Printed> {
  const asked = {
    analyse: (request: AnalysisRequest, signal: AbortSignal) => engine.analyse(request, signal, silent),
    query: (request: SqlRequest, signal: AbortSignal) => engine.runQuery(request, signal, silent),
    names: (sql: string) => engine.sqlNames(sql),
    rows: toRows,
  };
  const answer = await documents.runDocument(text, dataset, asked, specs);
  const failed = answer.cells.flatMap((cell) => (cell.status === 'failed' ? printableError(cell.error) : []));
  const cells = answer.cells.map((cell) =>
    cell.status === 'failed' ? { ...cell, error: printableError(cell.error).error } : cell,
  );
  const exitCode = failed.some(({ isDefect }) => isDefect) ? 1 : failed.length > 0 ? 2 : 0;
  return { exitCode, output: { ...answer, cells, dataset } };
}
