import { hasKnownEnding } from '../ui/file-endings';

/**
 * The files that were dropped, and those inside dropped folders, by the order of their paths. Begins to read before it
 * first waits: the browser forgets what was dropped when its event is over.
 */
export async function droppedFiles(transfer: Pick<DataTransfer, 'items' | 'files'>): Promise<File[]> {
  const plain = [...transfer.files];
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (!entries.some((entry) => entry.isDirectory)) return plain;
  const found = (await Promise.all(entries.map((entry) => filesIn(entry, false)))).flat();
  const { compare } = new Intl.Collator('en', { numeric: true });
  return found.sort((one, other) => compare(one.path, other.path)).map(({ file }) => file);
}

interface FoundFile {
  path: string;
  file: File;
}

async function filesIn(entry: FileSystemEntry, isInFolder: boolean): Promise<FoundFile[]> {
  if (isInFolder && !isWanted(entry)) return [];
  if (entry.isDirectory) {
    const inside = await childrenOf(entry as FileSystemDirectoryEntry);
    return (await Promise.all(inside.map((child) => filesIn(child, true)))).flat();
  }
  const file = await new Promise<File>((resolve, reject) =>
    (entry as FileSystemFileEntry).file(resolve, reject),
  );
  return [{ path: entry.fullPath, file }];
}

/** Beside the data, programs leave notes of their own in folders: hidden ones, marks of success, checksums. */
function isWanted({ name, isDirectory }: FileSystemEntry): boolean {
  if (/^[._]/.test(name)) return false;
  return isDirectory || hasKnownEnding(name);
}

/** A folder is read in pieces, until one is empty. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (piece.length === 0) return all;
    all.push(...piece);
  }
}
