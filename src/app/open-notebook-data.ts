import type { EngineErrorData } from '../../workers/api';
import { keptData } from '../data/stored/kept-data.svelte';
import { engine } from '../engine/engine.svelte';
import { loadNotebookPart } from './parts';
import { workspace } from './workspace.svelte';

const removals = engine.latest('remove');

/** Gets the open notebook's data back from the tab that has taken it; returns what went wrong, if anything. */
export async function takeBack(): Promise<EngineErrorData | null> {
  const data = keptData.takenOver;
  if (data === null) return null;
  const answer = await keptData.open(data, true);
  if (!answer?.ok) return answer?.error ?? null;
  keptData.forgetTakeOver();
  workspace.notebook?.useData(answer.value);
  return null;
}

/** Takes a further table out of the open notebook. */
export async function removeTable(tableId: string): Promise<void> {
  const { notebook } = workspace;
  if (!notebook) return;
  const answer = await removals.run((id) => engine.removeTable(id, tableId));
  if (answer?.ok) notebook.useData(answer.value);
  else if (answer) workspace.say('app.removeFailed');
}

/** Deletes the open notebook and its data from this device; returns what went wrong, if anything. */
export async function deleteOpen(): Promise<EngineErrorData | null> {
  const data = keptData.inUse;
  const error = data && (await keptData.delete(data.id));
  if (error) return error;
  const { shelf } = await loadNotebookPart();
  const { notebook } = workspace;
  await notebook?.close(true);
  if (notebook) await shelf.remove(notebook.saving.id).catch(() => undefined);
  await workspace.leaveNotebook(true);
  return null;
}
