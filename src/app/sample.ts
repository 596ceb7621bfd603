const sampleName = 'store.csv';

/** The sample store as a file, from beside the page; null when it can't be fetched. */
export async function fetchSample(): Promise<File | null> {
  try {
    const response = await fetch(new URL(`samples/${sampleName}`, document.baseURI));
    if (!response.ok) return null;
    return new File([await response.blob()], sampleName, { type: 'text/csv' });
  } catch {
    return null;
  }
}
