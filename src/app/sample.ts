import { openFiles } from './open-files';
import { workspace } from './workspace.svelte';

const sampleName = 'store.csv';

/** Opens the sample store as a file, from beside the page. */
export async function openSample(): Promise<void> {
  const file = await fetchSample();
  if (file) openFiles([file]);
  else workspace.say('start.sampleFailed');
}

async function fetchSample(): Promise<File | null> {
  try {
    const response = await fetch(new URL(`samples/${sampleName}`, document.baseURI));
    if (!response.ok) return null;
    return new File([await response.blob()], sampleName, { type: 'text/csv' });
  } catch {
    return null;
  }
}
