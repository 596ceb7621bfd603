import { sharedFilesCache, sharedNameHeader } from '../../../workers/api/offline';

/** The files that another program has shared with this one, once: they are cleared away. */
export async function takeSharedFiles(): Promise<File[]> {
  const cache = await caches.open(sharedFilesCache);
  const files: File[] = [];
  for (const response of await cache.matchAll()) {
    const name = decodeURIComponent(response.headers.get(sharedNameHeader) ?? '');
    files.push(new File([await response.blob()], name));
  }
  await caches.delete(sharedFilesCache);
  return files;
}
