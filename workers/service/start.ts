import type { BuiltFile, OfflineQuestion } from '../api/offline';
import { answerPage } from './answer-page';
import { KeptFiles } from './kept-files';
import { tellPages } from './open-pages';
import { answerRequests } from './routes';

const scope = globalThis as unknown as ServiceWorkerGlobalScope;

/**
 * Keeps all files of this build on the device and answers with them. A new build waits until a person asks for it, or
 * until no page of the former one is open.
 */
export function startService(built: readonly BuiltFile[]): void {
  const home = scope.registration.scope;
  const files = new KeptFiles(built, home);
  answerRequests(files, home);
  scope.addEventListener('install', (event) =>
    event.waitUntil(files.fill(scope.registration.active !== null, tellPages)),
  );
  scope.addEventListener('activate', (event) => void files.controller.activate(event));
  scope.addEventListener('message', (event) => {
    const asking = event.source instanceof WindowClient ? event.source.id : null;
    const [reply] = event.ports;
    // Workbox has messages of its own, to which nobody waits for an answer.
    if (!reply || !(event.data as Partial<OfflineQuestion>)?.ask) return;
    const answer = answerPage(event.data as OfflineQuestion, asking, files);
    event.waitUntil(answer.then((value) => reply.postMessage(value)));
  });
}
