import type { OfflineNews } from '../api/offline';

const scope = globalThis as unknown as ServiceWorkerGlobalScope;

/** The tabs in which the page is open, whichever build of it. */
export async function openPages(): Promise<readonly WindowClient[]> {
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return windows.filter(({ url }) => url.startsWith(scope.registration.scope));
}

export function tellPages(news: OfflineNews): void {
  void openPages().then((pages) => pages.forEach((page) => page.postMessage(news)));
}
