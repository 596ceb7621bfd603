import type { OfflineQuestion, OfflineState, TakeOverAnswer } from '../api/offline';
import type { KeptFiles } from './kept-files';
import { openPages, tellPages } from './open-pages';

const scope = globalThis as unknown as ServiceWorkerGlobalScope;

/**
 * Answers what a page asks.
 * @param asking id of the tab that asks
 */
export async function answerPage(
  question: OfflineQuestion,
  asking: string | null,
  files: KeptFiles,
): Promise<OfflineState | TakeOverAnswer> {
  const otherTabs = (await openPages()).filter(({ id }) => id !== asking).length;
  switch (question.ask) {
    case 'state':
      break;
    case 'repair':
      await files.fill(false, tellPages).catch(() => undefined);
      break;
    case 'claim':
      // A page of another build goes on with what the host has; this one answers the next time it is opened.
      if (otherTabs === 0 && files.has(question.entry)) await scope.clients.claim();
      break;
    case 'takeOver':
      if (otherTabs === 0) await scope.skipWaiting();
      return { otherTabs };
  }
  return files.state();
}
