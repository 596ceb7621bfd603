import { isOurs } from './ours';

/** How much is kept besides the data, which the engine knows best. */
export interface KeptSizes {
  /** Bytes; null where the browser does not tell them apart. */
  notebooks: number | null;
  app: number | null;
  /** How many files of the page itself are kept. */
  appFiles: number;
  /** How many small choices are remembered. */
  choices: number;
}

/** Chromium says what takes how much; no other browser does yet. */
interface DetailedEstimate extends StorageEstimate {
  usageDetails?: Partial<Record<'indexedDB' | 'caches', number>>;
}

async function countAppFiles(): Promise<number> {
  const names = (await caches.keys()).filter(isOurs);
  const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  return files.reduce((sum, count) => sum + count, 0);
}

/** Empty where the browser refuses, or, on an unprotected line, has no such thing. */
async function estimated(): Promise<DetailedEstimate> {
  try {
    return await navigator.storage.estimate();
  } catch {
    return {};
  }
}

export async function keptSizes(): Promise<KeptSizes> {
  const estimate = await estimated();
  const details = estimate.usageDetails;
  return {
    notebooks: details ? (details.indexedDB ?? 0) : null,
    app: details ? (details.caches ?? 0) : null,
    // Without a secure origin there are no caches.
    appFiles: 'caches' in globalThis ? await countAppFiles().catch(() => 0) : 0,
    choices: countChoices(),
  };
}

function countChoices(): number {
  try {
    return Object.keys(localStorage).filter(isOurs).length;
  } catch {
    return 0;
  }
}
