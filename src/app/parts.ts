import { language } from '../i18n/language.svelte';
import type * as NotebookPart from '../notebook/notebook-part';

/** The conversation about a file comes when there is one. */
export async function loadImportView() {
  const [view] = await Promise.all([import('../data/ImportView.svelte'), language.need('import')]);
  return view;
}

/** Everything a notebook needs (drawing, Arrow) comes in a part of its own, read when the first file is on its way. */
export async function loadNotebookPart(): Promise<typeof NotebookPart> {
  const [part] = await Promise.all([
    import('../notebook/notebook-part'),
    language.need('import'),
    language.need('notebook'),
  ]);
  return part;
}
