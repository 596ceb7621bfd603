import type { Answer, Progress } from '../../workers/api';
import { loadDraw } from '../analyses/registry';
import { CellError, type Outcome } from '../cells/cell-run.svelte';
import { engine } from '../engine/engine.svelte';
import type { CellRequest } from './living/plan';

/**
 * Asks the engine for a cell's result and makes it ready to be shown.
 * @param onHeavy called with a query that brings the engine down, also when nobody waits for its answer any more
 * @throws CellError
 */
export async function perform(
  id: string,
  asked: CellRequest,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  onHeavy: (sql: string) => void,
): Promise<Outcome> {
  const channel = engine.latest(id);
  signal.addEventListener('abort', () => channel.cancel());
  const ask = async <Value>(call: (id: string) => Promise<Answer<Value>>): Promise<Value> => {
    const answer = await channel.run(call);
    if (answer === null) throw new CellError({ code: 'cancelled', message: 'Given up.' });
    if (!answer.ok) throw new CellError(answer.error);
    return answer.value;
  };
  if (asked.kind === 'analysis') {
    const result = await ask((call) => engine.analyse(call, asked.request, onProgress));
    const [{ decodeTables }, draw] = await Promise.all([
      import('../cells/decode-tables'),
      loadDraw(asked.spec.id),
    ]);
    return { kind: 'analysis', result, tables: decodeTables(result.tables), draw };
  }
  const { columns, table, isCut } = await ask(async (call) => {
    const answer = await engine.query(call, asked.request, onProgress);
    if (!answer.ok && answer.error.code === 'sqlTooHeavy') onHeavy(asked.request.sql);
    return answer;
  });
  const { decodeTable } = await import('../cells/decode-tables');
  return { kind: 'sql', columns, table: decodeTable(table), isCut, limit: asked.request.limit };
}

/** Bytes a result takes, about: what its tables were sent as. */
export function weightOf(outcome: Outcome): number {
  const tables = outcome.kind === 'sql' ? [outcome.table] : Object.values(outcome.tables);
  const bytes = tables.map(({ batches }) => batches.reduce((sum, { data }) => sum + data.byteLength, 0));
  return bytes.reduce((sum, each) => sum + each, 1_000);
}
