import type { Locks, Messages, PrivateFiles, PrivateStorage, StorageMessage } from './private-storage';

const folderName = 'wafa';
/** As the engine names it. */
export const privateFolder = `opfs://${folderName}/`;
const channelName = 'wafa-storage';

/**
 * The browser's private file system (OPFS), locks and channel between tabs.
 * @returns null when this browser lacks one of them
 * @throws DOMException when it has them and refuses them, as in some private windows
 */
export async function openBrowserStorage(): Promise<PrivateStorage | null> {
  const isComplete =
    'storage' in navigator &&
    'getDirectory' in navigator.storage &&
    'locks' in navigator &&
    'BroadcastChannel' in globalThis &&
    'FileSystemFileHandle' in globalThis &&
    'createSyncAccessHandle' in FileSystemFileHandle.prototype;
  if (!isComplete) return null;
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(folderName, { create: true });
  return { files: filesOf(folder), locks: tabLocks, messages: openChannel(), figures };
}

function filesOf(folder: FileSystemDirectoryHandle): PrivateFiles {
  return {
    async list() {
      const sizes = new Map<string, number>();
      for await (const [name, entry] of folder.entries()) {
        const file = await (entry as FileSystemFileHandle).getFile().catch(() => null);
        // It may have been removed in the meantime by another tab.
        if (file) sizes.set(name, file.size);
      }
      return sizes;
    },

    async readText(name) {
      return (await (await folder.getFileHandle(name)).getFile()).text();
    },

    async write(name, bytes) {
      const file = await folder.getFileHandle(name, { create: true });
      const handle = await file.createSyncAccessHandle();
      try {
        handle.truncate(0);
        const written = handle.write(bytes, { at: 0 });
        if (written < bytes.length)
          throw new DOMException('The file could not be written.', 'QuotaExceededError');
        handle.flush();
      } finally {
        handle.close();
      }
    },

    async remove(name) {
      await folder.removeEntry(name).catch((thrown: unknown) => {
        if (!(thrown instanceof DOMException && thrown.name === 'NotFoundError')) throw thrown;
      });
    },

    engineName: (name) => `${privateFolder}${name}`,
  };
}

const tabLocks: Locks = {
  hold(name, patienceMilliseconds) {
    return new Promise((resolve, reject) => {
      const options = patienceMilliseconds
        ? { signal: AbortSignal.timeout(patienceMilliseconds) }
        : { ifAvailable: true };
      navigator.locks
        .request(name, options, (lock) => {
          if (!lock) return resolve(null);
          return new Promise<void>((letGo) => resolve(letGo));
        })
        .catch((thrown: unknown) => {
          if (patienceMilliseconds) resolve(null);
          else reject(thrown as Error);
        });
    });
  },

  async held() {
    const { held } = await navigator.locks.query();
    return new Set((held ?? []).flatMap(({ name }) => name ?? []));
  },
};

function openChannel(): Messages {
  const channel = new BroadcastChannel(channelName);
  return {
    send: (message) => channel.postMessage(message),
    listen: (listener) =>
      channel.addEventListener('message', (event: MessageEvent<StorageMessage>) => listener(event.data)),
  };
}

async function figures() {
  const { usage, quota } = await navigator.storage.estimate().catch((): StorageEstimate => ({}));
  const isPersistent = await navigator.storage.persisted().catch(() => false);
  return { isPersistent, usedBytes: usage ?? null, quotaBytes: quota ?? null };
}
