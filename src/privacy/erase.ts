import { deleteDB } from 'idb';
import { isOurs } from './ours';

/** Where something is kept. */
export type Place = 'files' | 'notebooks' | 'app' | 'choices';

/** Something that could not be erased. */
export interface LeftOver {
  place: Place;
  name: string;
}

/** Another tab needs a moment to let go of what it has open. */
const patienceMilliseconds = 8_000;
const pauseMilliseconds = 250;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Does it again until it works, for as long as another tab may take. */
async function patiently(act: () => Promise<unknown>): Promise<void> {
  for (let waited = 0; ; waited += pauseMilliseconds) {
    try {
      await act();
      return;
    } catch (thrown) {
      if (waited >= patienceMilliseconds) throw thrown;
      await pause(pauseMilliseconds);
    }
  }
}

/** Erases each of the names by itself, so that one that can't be erased keeps no other. */
async function eraseAll(
  place: Place,
  names: readonly string[],
  erase: (name: string) => Promise<unknown>,
): Promise<LeftOver[]> {
  const done = await Promise.allSettled(names.map(erase));
  return names.filter((_, index) => done[index].status === 'rejected').map((name) => ({ place, name }));
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

async function eraseFiles(): Promise<LeftOver[]> {
  const root = await navigator.storage.getDirectory();
  const left: LeftOver[] = [];
  for (const name of (await namesIn(root)).filter(isOurs)) {
    const folder = await root.getDirectoryHandle(name);
    left.push(
      ...(await eraseAll('files', await namesIn(folder), (file) =>
        patiently(() => folder.removeEntry(file)),
      )),
    );
    if (left.length === 0) await root.removeEntry(name, { recursive: true });
  }
  return left;
}

async function eraseDatabases(): Promise<LeftOver[]> {
  const databases = await indexedDB.databases();
  const names = databases.flatMap(({ name }) => name ?? []).filter(isOurs);
  // Where another tab does not let go, deleting waits for ever instead of failing.
  const erase = (name: string) =>
    Promise.race([
      deleteDB(name),
      pause(patienceMilliseconds).then(() => Promise.reject(new Error('blocked'))),
    ]);
  return eraseAll('notebooks', names, erase);
}

/** The app's own files, and the service worker that would fetch them again. */
async function eraseApp(): Promise<LeftOver[]> {
  const home = new URL('.', document.baseURI).href;
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const ours = registrations.filter(({ scope }) => scope.startsWith(home));
  await Promise.all(ours.map((registration) => registration.unregister()));
  if (!('caches' in globalThis)) return [];
  const names = (await caches.keys()).filter((name) => isOurs(name) || name.includes(home));
  return eraseAll('app', names, (name) => caches.delete(name));
}

async function eraseChoices(): Promise<LeftOver[]> {
  for (const storage of [localStorage, sessionStorage]) {
    for (const name of Object.keys(storage).filter(isOurs)) storage.removeItem(name);
  }
  return [];
}

const places: Record<Place, () => Promise<LeftOver[]>> = {
  files: eraseFiles,
  notebooks: eraseDatabases,
  app: eraseApp,
  choices: eraseChoices,
};

/** What kind of storage a browser does not have, or refuses, holds nothing. */
const nothingThere = ['SecurityError', 'NotSupportedError', 'TypeError'];

/**
 * Erases everything Wafa keeps in this browser, whatever can be. The engine has to be ended before.
 * @returns what could not be erased
 */
export async function eraseEverything(): Promise<LeftOver[]> {
  const all = Object.entries(places) as [Place, () => Promise<LeftOver[]>][];
  const left = await Promise.all(
    all.map(([place, erase]) =>
      erase().catch((thrown: unknown) => {
        const { name } = thrown as Error;
        return nothingThere.includes(name) ? [] : [{ place, name }];
      }),
    ),
  );
  return left.flat();
}
