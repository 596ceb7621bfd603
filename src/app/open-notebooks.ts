import type { Dataset, EngineErrorData } from '../../workers/api';
import { keptData } from '../data/stored/kept-data.svelte';
import { language } from '../i18n/language.svelte';
import type { DataOrigin } from '../notebook/data-origin';
import { fetchTemplate, type Template } from '../notebook/templates';
import { loadNotebookPart } from './parts';
import { workspace } from './workspace.svelte';

const sayFailed = () => workspace.say('app.notebookFailed');

/** Opens the notebook that is written for data that came in. */
export async function showReview(dataset: Dataset, origin: DataOrigin): Promise<void> {
  const [part, template] = await Promise.all([
    loadNotebookPart(),
    fetchTemplate('retention-review', language.code),
  ]);
  const history = part.reviewOf(template, dataset, part.specs, language.code);
  await workspace.show({ history, kept: null, data: { dataset, origin }, isForeign: false });
}

/**
 * Opens a notebook's file. What data it is about has to be brought by the person.
 * @param handle where the browser gave one, so that the notebook is saved in place
 */
export async function openNotebookFile(
  file: File,
  handle: FileSystemFileHandle | null = null,
): Promise<void> {
  try {
    if (/\.html?$/i.test(file.name)) return await openReport(file);
    const text = await file.text();
    const source = { history: text, kept: null, data: null, isForeign: true };
    if (await workspace.show(source)) workspace.notebook?.saving.setFile({ name: file.name, handle, text });
  } catch {
    sayFailed();
  }
}

/** Opens the notebook that is inside a report. The report is no file of the notebook's: it stays as it is. */
async function openReport(file: File): Promise<void> {
  const { extracted } = await import('../share/report/extract-notebook');
  const found = await extracted(file);
  if ('text' in found) {
    await workspace.show({ history: found.text, kept: null, data: null, isForeign: true });
    return;
  }
  await language.need('share');
  workspace.say(found.problem === 'none' ? 'report.notOurs' : 'report.damaged');
}

/** Begins a notebook without data. */
export async function openTemplate(template: Template): Promise<void> {
  try {
    const history = await fetchTemplate(template, language.code);
    await workspace.show({ history, kept: null, data: null, isForeign: false });
  } catch {
    sayFailed();
  }
}

/**
 * Opens a notebook that this browser keeps, with its data where that is there still.
 * @param takeOver the data from another tab that has it open
 * @returns what went wrong, if anything
 */
export async function openKeptNotebook(id: string, takeOver: boolean): Promise<EngineErrorData | null> {
  const { shelf } = await loadNotebookPart();
  const kept = await shelf.get(id).catch(() => null);
  if (!kept) return { code: 'storageLost', message: 'The notebook is not there any more.' };
  const data = kept.data === null ? null : await keptData.open(kept.data, takeOver);
  if (data && !data.ok && data.error.code !== 'storageLost') return data.error;
  const origin = { files: new Map(), stored: kept.data };
  const opened = data?.ok ? { dataset: data.value, origin } : null;
  await workspace.show({ history: kept.history, kept, data: opened, isForeign: false });
  return null;
}

/**
 * Opens data that the browser keeps and that no notebook is about any more.
 * @param takeOver from another tab that has it open
 * @returns what went wrong, if anything
 */
export async function openKeptData(data: string, takeOver: boolean): Promise<EngineErrorData | null> {
  const answer = await keptData.open(data, takeOver);
  if (!answer?.ok) return answer?.error ?? null;
  await showReview(answer.value, { files: new Map(), stored: data }).catch(sayFailed);
  return null;
}
