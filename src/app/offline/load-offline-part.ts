import { language } from '../../i18n/language.svelte';
import type * as OfflinePart from './offline-part';

/** The service worker's side of the page comes when the engine is there. */
export async function loadOfflinePart(): Promise<typeof OfflinePart> {
  const [part] = await Promise.all([import('./offline-part'), language.need('offline')]);
  return part;
}
