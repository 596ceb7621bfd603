import { PrecacheRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { NetworkFirst } from 'workbox-strategies';
import { sharedParameter } from '../api/offline';
import type { KeptFiles } from './kept-files';
import { takeShared } from './shared-files';
import { withHeaders } from './with-headers';

/** A line on which nothing comes is taken for none. */
const patienceSeconds = 10;

/**
 * Answers for the page and its files, whatever stands after their names. Everything else under this address, another
 * page too, goes to the host as if there was no service worker.
 * @param home the address of the folder the page is in
 */
export function answerRequests(files: KeptFiles, home: string): void {
  const anyParameter = [/./];
  registerRoute(
    new PrecacheRoute(files.controller, {
      directoryIndex: 'index.html',
      cleanURLs: false,
      ignoreURLParametersMatching: anyParameter,
    }),
  );
  // What was published beside the page is not part of the build: the newest counts, the last one is kept for offline.
  registerRoute(
    ({ url }) => url.href.startsWith(new URL('notebooks/', home).href),
    new NetworkFirst({
      cacheName: `wafa-published ${home}`,
      networkTimeoutSeconds: patienceSeconds,
      plugins: [withHeaders],
    }),
  );
  registerRoute(
    ({ url }) => url.href === new URL(`?${sharedParameter}`, home).href,
    ({ request }) => takeShared(request, home),
    'POST',
  );
}
