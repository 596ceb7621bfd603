import type { Dataset } from '../../workers/api';
import type { ImportDraft } from '../data/import-draft.svelte';
import { keptData } from '../data/stored/kept-data.svelte';
import { engine } from '../engine/engine.svelte';
import { isWithoutData } from './open-files';
import { showReview } from './open-notebooks';
import { loadNotebookPart } from './parts';
import { workspace } from './workspace.svelte';

/** Makes what was read the data in use: in a notebook of its own, or in the open one. */
export async function confirmImport(): Promise<void> {
  const { draft } = workspace;
  if (draft?.stage !== 'ready') return;
  if (isForNewNotebook(draft) && !(await workspace.mayLeave())) return;
  await workspace.whileBusy('making', () => adopt(draft).catch(() => workspace.say('app.notebookFailed')));
}

async function adopt(draft: ImportDraft): Promise<void> {
  await loadNotebookPart();
  const answer = await engine.adopt();
  if (!answer.ok) return draft.fail(answer.error);
  draft.remember();
  await place(answer.value, draft);
  await keptData.refresh();
  workspace.notebook?.setStored(keptData.state?.inUse ?? null);
  void keptData.askToPersist();
}

/** A notebook that waits for its data takes whatever comes. */
function isForNewNotebook({ chosen }: ImportDraft): boolean {
  const { notebook } = workspace;
  return !notebook || (chosen.purpose.as === 'new' && !isWithoutData(notebook));
}

async function place(dataset: Dataset, draft: ImportDraft): Promise<void> {
  const { notebook } = workspace;
  const { files, table } = draft;
  const [first] = dataset.tables;
  if (notebook && !isForNewNotebook(draft)) {
    notebook.useData(dataset, (isWithoutData(notebook) ? first?.id : table?.id) ?? null, files);
    await workspace.backToNotebook();
  } else {
    await showReview(dataset, { files: new Map(first ? [[first.id, files]] : []), stored: null });
  }
}
