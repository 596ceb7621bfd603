import { ImportDraft } from '../data/import-draft.svelte';
import type { Purpose } from '../data/purpose';
import { openNotebookFile } from './open-notebooks';
import { workspace } from './workspace.svelte';

/**
 * Takes files as they were dropped or chosen: a notebook is opened, of the others several are one table.
 * @param purpose what they are, where that was said beforehand
 */
export function openFiles(files: readonly File[], purpose?: Purpose): void {
  const isNotebook = ({ name }: File) => /\.(md|markdown)$/i.test(name);
  const notebook = purpose ? undefined : files.find(isNotebook);
  const others = files.filter((file) => file !== notebook && !isNotebook(file));
  if (notebook) void openNotebookFile(notebook).then(() => openTables(others));
  else openTables(files, purpose);
}

function openTables(files: readonly File[], purpose?: Purpose): void {
  if (files.length === 0) return;
  const { notebook } = workspace;
  const isWaiting = notebook !== null && notebook.dataset === null;
  workspace.begin(
    new ImportDraft({
      files,
      purpose: purpose ?? (isWaiting ? { as: 'new' } : undefined),
      open: notebook?.dataset ?? null,
      wanted: notebook && { tables: notebook.wanted, settings: notebook.editor.document.front.settings },
    }),
  );
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
