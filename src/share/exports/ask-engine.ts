import type { Answer } from '../../../workers/api';
import { CellError } from '../../cells/cell-run.svelte';
import { engine } from '../../engine/engine.svelte';

/**
 * Asks the engine for something that is to be written.
 * @throws CellError, also when it was given up
 */
export async function askEngine<Value>(
  signal: AbortSignal,
  call: (id: string) => Promise<Answer<Value>>,
): Promise<Value> {
  const channel = engine.latest('export');
  signal.addEventListener('abort', () => channel.cancel());
  const answer = await channel.run(call);
  if (answer === null) throw new CellError({ code: 'cancelled', message: 'Given up.' });
  if (!answer.ok) throw new CellError(answer.error);
  return answer.value;
}
