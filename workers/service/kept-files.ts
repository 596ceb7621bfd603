import { PrecacheController } from 'workbox-precaching';
import type { BuiltFile, OfflineNews, OfflineState } from '../api/offline';
import { failureOf } from './file-failure';
import { FetchProgress } from './progress';
import { readChecked } from './read-checked';
import { withHeaders } from './with-headers';

/** So many files are fetched at once: many are small, and a line takes its time to answer. */
const fetchedAtOnce = 4;
/** So often the page is told how far it is. */
const tellEveryMilliseconds = 100;

/**
 * All files of one build on this device. Builds share one cache, in which each file has its name and its revision for a
 * key: what has not changed is not fetched again, and no build can be given the file of another.
 */
export class KeptFiles {
  /** Knows the keys, answers with the files, and clears away those of former builds. */
  readonly controller: PrecacheController;
  readonly #addresses: ReadonlySet<string>;
  readonly #cacheName: string;

  /** @param home the address of the folder the build is in */
  constructor(
    private readonly files: readonly BuiltFile[],
    private readonly home: string,
  ) {
    this.#cacheName = `wafa-files ${home}`;
    this.#addresses = new Set(files.map(({ url }) => new URL(url, home).href));
    // Where a file is gone from this device, the network may still have it.
    const orFromNetwork = { handlerDidError: ({ request }: { request: Request }) => fetch(request) };
    const plugins = [orFromNetwork, withHeaders];
    this.controller = new PrecacheController({ cacheName: this.#cacheName, plugins });
    this.controller.addToCacheList(files.map(({ url, revision }) => ({ url, revision })));
  }

  /** Whether a file is one of this build. */
  has(address: string): boolean {
    return this.#addresses.has(address);
  }

  /** Looks into the cache: browsers clear it away when the disk runs full, and people do by hand. */
  async state(): Promise<OfflineState> {
    const missing = await this.#missing(await caches.open(this.#cacheName));
    return { bytes: new FetchProgress(this.files).ofBytes, missing: missing.length };
  }

  /**
   * Fetches what is missing. What came before it failed stays for the next time, unless there was no room.
   * @param isUpdate whether another build is in use meanwhile
   * @throws FileFailure, after it was told
   */
  async fill(isUpdate: boolean, tell: (news: OfflineNews) => void): Promise<void> {
    const progress = new FetchProgress(this.files);
    const added: string[] = [];
    const cache = await caches.open(this.#cacheName);
    const missing = await this.#missing(cache);
    for (const file of this.files) if (!missing.includes(file)) progress.finish(file);
    const note = teller(() => tell({ news: 'progress', isUpdate, ...progress.now }));
    try {
      await inParallel(missing, async (file) => {
        const content = await this.#fetch(file, (bytes) => {
          progress.add(file, bytes);
          note();
        });
        await cache.put(this.#keyOf(file), content);
        added.push(this.#keyOf(file));
        progress.finish(file);
      });
      note(true);
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure.reason === 'space') await Promise.all(added.map((key) => cache.delete(key)));
      const { reason, file } = failure;
      tell({ news: 'failed', isUpdate, reason, file, ofBytes: progress.ofBytes });
      throw failure;
    }
  }

  async #fetch(file: BuiltFile, onBytes: (bytes: number) => void): Promise<Response> {
    // A name with a hash in it can't be out of date; any other may be, in the browser's own cache.
    const cache = file.revision === null ? 'default' : 'reload';
    const request = new Request(new URL(file.url, this.home), { cache, credentials: 'same-origin' });
    return readChecked(file, await fetch(request), onBytes);
  }

  async #missing(cache: Cache): Promise<BuiltFile[]> {
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    return this.files.filter((file) => !kept.has(this.#keyOf(file)));
  }

  #keyOf({ url }: BuiltFile): string {
    return this.controller.getCacheKeyForURL(new URL(url, this.home).href)!;
  }
}

/** Now and then, and at the end. */
function teller(tell: () => void): (isEnd?: boolean) => void {
  let toldAt = -Infinity;
  return (isEnd = false) => {
    if (!isEnd && performance.now() < toldAt + tellEveryMilliseconds) return;
    toldAt = performance.now();
    tell();
  };
}

/** Begins no more after one has failed, and ends when all that were begun have. */
async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  let hasFailed = false;
  const one = async (): Promise<void> => {
    for (const item of waiting) {
      if (hasFailed) return;
      await work(item).catch((thrown: unknown) => {
        hasFailed = true;
        throw thrown;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: fetchedAtOnce }, one));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}
