import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BuiltFile, OfflineNews } from '../api/offline';
import { KeptFiles } from './kept-files';

// Workbox looks for a worker's own name of itself as soon as it is read.
vi.hoisted(() => Object.assign(globalThis, { self: globalThis }));

const home = 'https://host.example/some/path/';

/** As much of a browser's cache as is used, with room for so many files. */
class FakeCache {
  readonly kept = new Map<string, Response>();
  room = Infinity;

  keys = () => Promise.resolve([...this.kept.keys()].map((url) => ({ url }) as Request));
  delete = (key: string) => Promise.resolve(this.kept.delete(key));

  put(key: string, response: Response): Promise<void> {
    if (this.kept.size >= this.room) return Promise.reject(new DOMException('Full', 'QuotaExceededError'));
    this.kept.set(key, response);
    return Promise.resolve();
  }
}

const contents: Record<string, string> = {
  'index.html': '<!doctype html>',
  'assets/a-11111111.js': 'a();',
  'assets/b-22222222.js': 'b();',
  'assets/c-33333333.css': 'c {}',
  'assets/d-44444444.bin': 'dd',
  'samples/e.csv': 'e\n1\n',
};
const files: BuiltFile[] = Object.entries(contents).map(([url, content]) => ({
  url,
  revision: url.startsWith('assets/') ? null : 'r1',
  bytes: content.length,
  sha256: [createHash('sha256').update(content).digest('hex')],
}));
const allBytes = 15 + 4 + 4 + 4 + 2 + 4;
const keys = files.map(({ url, revision }) => home + url + (revision ? `?__WB_REVISION__=${revision}` : ''));

let cache: FakeCache;
let asked: string[];
let broken: (url: string) => Response | null;
let told: OfflineNews[];
const tell = (news: OfflineNews) => void told.push(news);

beforeEach(() => {
  cache = new FakeCache();
  asked = [];
  told = [];
  broken = () => null;
  vi.stubGlobal('location', new URL(`${home}service.worker.js`));
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  vi.stubGlobal('fetch', (request: Request) => {
    const url = request.url.slice(home.length);
    asked.push(url);
    return Promise.resolve(broken(url) ?? new Response(contents[url]));
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('KeptFiles', () => {
  it('fetches all files, under keys that name their versions, and says so only then', async () => {
    const kept = new KeptFiles(files, home);
    expect(await kept.state()).toEqual({ bytes: allBytes, missing: 6 });
    await kept.fill(false, tell);
    expect([...cache.kept.keys()].sort()).toEqual([...keys].sort());
    expect(await kept.state()).toEqual({ bytes: allBytes, missing: 0 });
    expect(told.at(-1)).toEqual({ news: 'progress', isUpdate: false, bytes: allBytes, ofBytes: allBytes });
    const counts = told.map((news) => (news.news === 'progress' ? news.bytes : NaN));
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
  });

  it('knows which files are of its build', () => {
    const kept = new KeptFiles(files, home);
    expect(kept.has(`${home}assets/a-11111111.js`)).toBe(true);
    expect(kept.has(`${home}assets/a-99999999.js`)).toBe(false);
  });

  it('goes on where it was broken off, and fetches nothing twice', async () => {
    broken = (url) => (url === 'samples/e.csv' ? new Response('', { status: 500 }) : null);
    const failed = new KeptFiles(files, home).fill(false, tell);
    await expect(failed).rejects.toMatchObject({ reason: 'missing', file: 'samples/e.csv' });
    expect(told.at(-1)).toEqual({
      news: 'failed',
      isUpdate: false,
      reason: 'missing',
      file: 'samples/e.csv',
      ofBytes: allBytes,
    });
    expect(cache.kept.size).toBe(5);
    broken = () => null;
    asked = [];
    await new KeptFiles(files, home).fill(false, tell);
    expect(asked).toEqual(['samples/e.csv']);
  });

  it('fetches again what was cleared away', async () => {
    const kept = new KeptFiles(files, home);
    await kept.fill(false, tell);
    cache.kept.delete(keys[2]);
    expect(await kept.state()).toEqual({ bytes: allBytes, missing: 1 });
    asked = [];
    await kept.fill(false, tell);
    expect(asked).toEqual(['assets/b-22222222.js']);
  });

  it('gives its room back where there was not enough, and leaves the former version whole', async () => {
    await new KeptFiles(files, home).fill(false, tell);
    const former = [...cache.kept.keys()];
    const next = files.map((file) => {
      const [, name] = /^assets\/(\w)-/.exec(file.url) ?? [];
      return name === undefined || name === 'd' ? file : { ...file, url: `assets/${name}-99999999.js` };
    });
    broken = (url) => new Response(contents[files[next.findIndex((file) => file.url === url)].url]);
    cache.room = former.length + 1;
    const failed = new KeptFiles(next, home).fill(true, tell);
    await expect(failed).rejects.toMatchObject({ reason: 'space' });
    expect([...cache.kept.keys()]).toEqual(former);
    expect(told.at(-1)).toMatchObject({ news: 'failed', isUpdate: true, reason: 'space' });
  });

  it('keeps two versions of a file apart', async () => {
    await new KeptFiles(files, home).fill(false, tell);
    const page = { ...files[0], revision: 'r2' };
    await new KeptFiles([page, ...files.slice(1)], home).fill(true, tell);
    expect(asked.filter((url) => url === 'index.html')).toHaveLength(2);
    expect([...cache.kept.keys()].filter((key) => key.includes('index.html'))).toEqual([
      `${home}index.html?__WB_REVISION__=r1`,
      `${home}index.html?__WB_REVISION__=r2`,
    ]);
  });
});
