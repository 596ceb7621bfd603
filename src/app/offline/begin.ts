import { mount } from 'svelte';
import { engine } from '../../engine/engine.svelte';
import { arrive } from './arrival';
import { install } from './install.svelte';
import { loadOfflinePart } from './load-offline-part';

/**
 * What a visit goes on with when the page is there: what it was opened for, and, behind everything else, the files for
 * the next visit without a connection.
 */
export async function begin(): Promise<void> {
  install.start();
  void arrive();
  await engine.start();
  await idle();
  const { OfflineNotices, offline } = await loadOfflinePart();
  mount(OfflineNotices, { target: document.body });
  if (import.meta.env.PROD) await offline.start();
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 5_000 });
    else setTimeout(resolve, 500);
  });
}
