/** What is read only when the engine is there: the service worker's side of the page. */
export { offline } from './offline.svelte';
export { default as OfflineLine } from './OfflineLine.svelte';
export { default as OfflineNotices } from './OfflineNotices.svelte';
