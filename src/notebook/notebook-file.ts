import { saveFile } from '../ui/save-file';
import type { OpenNotebook } from './open-notebook.svelte';

interface PickerOptions {
  suggestedName: string;
  types: { description: string; accept: Record<string, string[]> }[];
}
type SavePicker = (options: PickerOptions) => Promise<FileSystemFileHandle>;

const mediaType = 'text/markdown';

function picker(): SavePicker | null {
  const { showSaveFilePicker } = window as { showSaveFilePicker?: SavePicker };
  return showSaveFilePicker?.bind(window) ?? null;
}

/** Whether this browser lets the page write into a file that the person has chosen. */
export function canSaveInPlace(): boolean {
  return picker() !== null;
}

/**
 * Writes the notebook into its file: in place where the browser can, else as a download.
 * @returns the file's name; null when the person thought better of it
 */
export async function saveNotebookFile(notebook: OpenNotebook): Promise<string | null> {
  const { saving, editor } = notebook;
  const { text } = editor;
  const pick = picker();
  const name = saving.file?.name ?? fileName(notebook.title);
  if (!pick) {
    saveFile(new Blob([text], { type: mediaType }), name);
    saving.setFile({ name, handle: null, text });
    return name;
  }
  const handle = saving.file?.handle ?? (await chosen(pick, name));
  if (!handle) return null;
  const writable = await handle.createWritable();
  await writable.write(text);
  await writable.close();
  saving.setFile({ name: handle.name, handle, text });
  return handle.name;
}

async function chosen(pick: SavePicker, suggestedName: string): Promise<FileSystemFileHandle | null> {
  try {
    return await pick({
      suggestedName,
      types: [{ description: 'Markdown', accept: { [mediaType]: ['.md'] } }],
    });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return null;
    throw thrown;
  }
}

/** A title as the name of a file, in any script; without what systems do not allow in names. */
export function fileName(title: string): string {
  const plain = title
    .replace(/\.(csv|tsv|txt|parquet|json|xlsx|gz|zip|arrow|feather)$/gi, '')
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return `${plain || 'notebook'}.md`;
}
