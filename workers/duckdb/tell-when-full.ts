import { freezeWhenFull, type SyncHandle } from './frozen-files';

/** What the engine's worker says besides its answers: a file of this name found no room. */
export interface FullMessage {
  fullFile: string;
}

interface SyncFileHandle extends Omit<FileSystemFileHandle, 'createSyncAccessHandle'> {
  createSyncAccessHandle(): Promise<SyncHandle>;
}

const scope = globalThis as unknown as {
  FileSystemSyncAccessHandle?: { prototype: SyncHandle };
  postMessage(message: FullMessage): void;
};

/** Makes the private files of this worker take a full disk calmly, and says so to whoever started the worker. */
export function tellWhenFull(): void {
  if (!scope.FileSystemSyncAccessHandle) return;
  const names = new WeakMap<SyncHandle, string>();
  const files = FileSystemFileHandle.prototype as SyncFileHandle;
  const create = files.createSyncAccessHandle;
  files.createSyncAccessHandle = async function (this: SyncFileHandle) {
    const handle = await create.call(this);
    names.set(handle, this.name);
    return handle;
  };
  freezeWhenFull(scope.FileSystemSyncAccessHandle.prototype, (handle) =>
    scope.postMessage({ fullFile: names.get(handle) ?? '' }),
  );
}
