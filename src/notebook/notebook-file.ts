import { text } from '../i18n/language.svelte';
import { announcer } from '../ui/announcer.svelte';
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

/** Writes the notebook into its file, and says so. That it could not be written is noted where its saving is. */
export async function saveNotebookFile(notebook: OpenNotebook): Promise<void> {
  try {
    const name = await write(notebook);
    if (name !== null) announcer.say(text('save.saved', { name }));
  } catch (thrown) {
    console.warn('The file could not be written', thrown);
    notebook.saving.refuseFile();
  }
}

/**
 * In place where the browser can, else as a download.
 * @returns the file's name; null when the person thought better of it
 */
async function write({ saving, editor, title }: OpenNotebook): Promise<string | null> {
  const pick = picker();
  const name = saving.file?.name ?? fileName(title);
  if (!pick) {
    const content = editor.text;
    saveFile(new Blob([content], { type: mediaType }), name);
    saving.setFile({ name, handle: null, text: content });
    return name;
  }
  const handle = saving.file?.handle ?? (await chosen(pick, name));
  if (!handle) return null;
  // Choosing takes time, in which the notebook may change.
  const content = editor.text;
  const writable = await handle.createWritable();
  await writable.write(content);
  await writable.close();
  saving.setFile({ name: handle.name, handle, text: content });
  return handle.name;
}

let isChoosing = false;

/** Null, too, while a file is being chosen: browsers refuse to ask twice at a time. */
async function chosen(pick: SavePicker, suggestedName: string): Promise<FileSystemFileHandle | null> {
  if (isChoosing) return null;
  isChoosing = true;
  try {
    return await pick({
      suggestedName,
      types: [{ description: 'Markdown', accept: { [mediaType]: ['.md'] } }],
    });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return null;
    throw thrown;
  } finally {
    isChoosing = false;
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
