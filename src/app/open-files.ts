import { ImportDraft } from '../data/import-draft.svelte';
import type { Purpose } from '../data/purpose';
import type { OpenNotebook } from '../notebook/open-notebook.svelte';
import { openNotebookFile } from './open-notebooks';
import { workspace } from './workspace.svelte';

/**
 * Takes files as they were dropped or chosen: a notebook is opened, of the others several are one table.
 * @param purpose what they are, where that was said beforehand
 */
export function openFiles(files: readonly File[], purpose?: Purpose): void {
  const isNotebook = ({ name }: File) => /\.(md|markdown|html?)$/i.test(name);
  const notebook = purpose ? undefined : files.find(isNotebook);
  const others = files.filter((file) => file !== notebook && !isNotebook(file));
  if (notebook) void openNotebookFile(notebook).then(() => openTables(others));
  else openTables(files, purpose);
}

function openTables(files: readonly File[], purpose?: Purpose): void {
  if (files.length === 0) return;
  const { notebook } = workspace;
  const isWaiting = notebook !== null && isWithoutData(notebook);
  workspace.begin(
    new ImportDraft({
      files,
      purpose: purpose ?? (isWaiting ? { as: 'new' } : undefined),
      open: isWaiting ? null : (notebook?.dataset ?? null),
      wanted: notebook && { tables: notebook.wanted, settings: notebook.editor.document.front.settings },
    }),
  );
}

/** The notebook has none, or only results of some: it takes whatever data comes. */
export function isWithoutData({ dataset, isRecorded }: OpenNotebook): boolean {
  return dataset === null || isRecorded;
}

/** A table of the open notebook once more, to change its columns or settings; the first when none is named. */
export function changeData(tableId?: string): void {
  const dataset = workspace.notebook?.dataset;
  const table = dataset?.tables.find(({ id }) => id === tableId) ?? dataset?.tables[0];
  if (!dataset || !table) return;
  workspace.begin(
    new ImportDraft({ files: [], purpose: { as: 'change', table }, open: dataset, wanted: null }),
  );
}
