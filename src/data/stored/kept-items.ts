import type { StoredData } from '../../../workers/api';
import type { NotebookEntry } from '../../notebook/shelf/shelf';

/** A line of what this browser keeps: a notebook, its data, or both. */
export interface KeptItem {
  key: string;
  title: string;
  /** ISO instant. */
  savedAt: string;
  notebook: NotebookEntry | null;
  data: StoredData | null;
}

/** Notebooks with their data, and data that no notebook is about; the last saved first. */
export function keptItems(notebooks: readonly NotebookEntry[], stored: readonly StoredData[]): KeptItem[] {
  const used = new Set(notebooks.map(({ data }) => data));
  const items = notebooks.map((notebook): KeptItem => {
    const data = stored.find(({ id }) => id === notebook.data) ?? null;
    const { id, title, savedAt } = notebook;
    return { key: `notebook ${id}`, title: title || (data?.title ?? ''), savedAt, notebook, data };
  });
  const alone = stored
    .filter(({ id }) => !used.has(id))
    .map((data): KeptItem => {
      const { id, title, savedAt } = data;
      return { key: `data ${id}`, title, savedAt, notebook: null, data };
    });
  return [...items, ...alone].sort((one, other) => (one.savedAt < other.savedAt ? 1 : -1));
}
