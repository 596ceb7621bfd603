import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Platform } from '../duckdb/platform';
import { FakeBrowser, type FakeTab } from './fake-browser-test-data';
import { openStorage, type Storage, type Store } from './storage';

const note = (title: string) => ({
  title,
  rows: 3,
  customers: 2,
  from: '2024-01-01',
  asOf: '2024-12-31',
});

const platformOf = (tab: FakeTab) => ({ openPrivateStorage: async () => tab }) as unknown as Platform;
const storageOf = (tab: FakeTab) => openStorage(tab.engineOfTab, platformOf(tab));
const names = (browser: FakeBrowser) => [...browser.disk.keys()].sort();

async function saveNew(tab: FakeTab, storage: Storage, text: string): Promise<Store> {
  const store = await storage.create();
  tab.write(store.catalog, text);
  await store.save(note(text));
  return store;
}

describe('stores', () => {
  it('exist for the list from their first save, with their figures', async () => {
    const browser = new FakeBrowser();
    const tab = browser.openTab();
    const storage = await storageOf(tab);
    const store = await storage.create();
    expect(await storage.list()).toEqual([]);
    tab.write(store.catalog, 'orders');
    await store.save(note('orders.csv'));
    const [kept] = await storage.list();
    expect(kept).toMatchObject({
      id: store.id,
      title: 'orders.csv',
      bytes: 6,
      rows: 3,
      customers: 2,
      isBusy: false,
    });
    expect(Date.parse(kept.savedAt)).toBeGreaterThan(0);
    expect(await store.bytes()).toBe(6);
  });

  it('are opened by a later tab as they were saved', async () => {
    const browser = new FakeBrowser();
    const first = browser.openTab();
    const store = await saveNew(first, await storageOf(first), 'saved');
    first.write(store.catalog, 'not saved any more');
    first.kill();
    const second = browser.openTab();
    const again = await (await storageOf(second)).open(store.id);
    expect(second.read(again.catalog)).toBe('saved');
  });

  it('leave nothing behind when they are closed or killed without a save, or deleted', async () => {
    const browser = new FakeBrowser();
    const tab = browser.openTab();
    const storage = await storageOf(tab);
    await (await storage.create()).close();
    expect(names(browser)).toEqual([]);
    await (await saveNew(tab, storage, 'one')).delete();
    expect(names(browser)).toEqual([]);
    const closed = await saveNew(tab, storage, 'two');
    await closed.close();
    await storage.delete(closed.id);
    expect(names(browser)).toEqual([]);
    await storage.create();
    expect(names(browser)).toHaveLength(1);
    tab.kill();
    await storageOf(browser.openTab());
    expect(names(browser)).toEqual([]);
  });

  it('that another tab is at are neither tidied away nor opened', async () => {
    const browser = new FakeBrowser();
    const first = browser.openTab();
    const storage = await storageOf(first);
    const kept = await saveNew(first, storage, 'kept');
    await storage.create();
    const second = await storageOf(browser.openTab());
    expect(names(browser)).toHaveLength(3);
    expect((await second.list()).map(({ isBusy }) => isBusy)).toEqual([true]);
    await expect(second.open(kept.id)).rejects.toMatchObject({ code: 'storageBusy' });
    await expect(second.delete(kept.id)).rejects.toMatchObject({ code: 'storageBusy' });
    await expect(second.open('gone')).rejects.toMatchObject({ code: 'storageLost' });
  });

  it('can be taken over: the other tab saves what it has, lets go, and can take them back', async () => {
    const browser = new FakeBrowser();
    const [one, other] = [browser.openTab(), browser.openTab()];
    const [first, second] = [await storageOf(one), await storageOf(other)];
    const store = await saveNew(one, first, 'saved');
    const released: string[] = [];
    first.onRelease(async (asked) => {
      released.push(asked.id);
      await asked.close();
    });
    one.write(store.catalog, 'worked out since');
    const taken = await second.open(store.id, true);
    expect(released).toEqual([store.id]);
    expect(other.read(taken.catalog)).toBe('worked out since');
    const back = await first.open(store.id, true);
    expect(one.read(back.catalog)).toBe('worked out since');
    expect((await second.list())[0].isBusy).toBe(true);
  });

  it('tell the other tabs when the list changes', async () => {
    const browser = new FakeBrowser();
    const [one, other] = [browser.openTab(), browser.openTab()];
    const [first, second] = [await storageOf(one), await storageOf(other)];
    let changes = 0;
    second.onChange(() => (changes += 1));
    const store = await saveNew(one, first, 'saved');
    const afterSave = changes;
    expect(afterSave).toBeGreaterThan(0);
    await store.delete();
    expect(changes).toBeGreaterThan(afterSave);
  });

  it('that find no room fail as storageFull and leave the saved ones alone', async () => {
    const browser = new FakeBrowser();
    const tab = browser.openTab();
    const storage = await storageOf(tab);
    const kept = await saveNew(tab, storage, 'kept');
    const before = names(browser);
    browser.quota = browser.usedBytes + 100;
    await expect(storage.create()).rejects.toMatchObject({ code: 'storageFull' });
    expect(names(browser)).toEqual(before);
    tab.write(kept.catalog, 'x'.repeat(1000));
    await expect(kept.save(note('more'))).rejects.toMatchObject({ name: 'QuotaExceededError' });
    await kept.revert();
    expect(tab.read(kept.catalog)).toBe('kept');
    storage.useMemory();
    expect((await storage.create()).isKept).toBe(false);
    expect(await storage.state()).toMatchObject({ kind: 'memory', reason: 'chosen' });
  });
});

describe('without private files', () => {
  it('data is in memory, and why is said', async () => {
    const tab = new FakeBrowser().openTab();
    const open = (openPrivateStorage?: Platform['openPrivateStorage']) =>
      openStorage(tab.engineOfTab, { openPrivateStorage } as Platform).then((storage) => storage.state());
    const state = { kind: 'memory', isPersistent: false, usedBytes: null, quotaBytes: null };
    expect(await open()).toEqual({ ...state, reason: 'unsupported' });
    expect(await open(async () => null)).toEqual({ ...state, reason: 'unsupported' });
    const refuse = async () => {
      throw new DOMException('No.', 'SecurityError');
    };
    expect(await open(refuse)).toEqual({ ...state, reason: 'refused' });
    tab.files.write = refuse;
    expect(await open(async () => tab)).toEqual({ ...state, reason: 'refused' });
  });
});

type Action = { kind: 'save' | 'close' | 'delete' | 'again' | 'reopen'; pick: number } | { kind: 'create' };

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('create' as const) }),
  fc.record({
    kind: fc.constantFrom('save', 'close', 'delete', 'again', 'reopen'),
    pick: fc.nat(9),
  }),
);
const life = fc.record({
  actions: fc.array(action, { maxLength: 12 }),
  steps: fc.integer({ min: 10, max: 200 }),
});

/** One tab's life; `whole` are texts that a save has begun to put away, `sure` those whose save was over. */
async function live(
  browser: FakeBrowser,
  { actions, steps }: { actions: Action[]; steps: number },
  begun: Map<string, Set<string>>,
  sure: Set<string>,
): Promise<void> {
  const tab = browser.openTab();
  const storage = await storageOf(tab);
  tab.stepsLeft = steps;
  const stores: Store[] = [];
  let edition = 0;
  const save = async (store: Store) => {
    const text = `${store.id} ${(edition += 1)} ${steps}`;
    tab.write(store.catalog, text);
    begun.set(store.id, (begun.get(store.id) ?? new Set()).add(text));
    await store.save(note(text));
    sure.add(store.id);
  };
  for (const each of actions) {
    if (each.kind === 'create') stores.push(await storage.create());
    else if (each.kind === 'reopen') {
      const kept = (await storage.list()).filter(({ id }) => !stores.some((store) => store.id === id));
      if (kept.length > 0) stores.push(await storage.open(kept[each.pick % kept.length].id));
    } else if (stores.length > 0) {
      const index = each.pick % stores.length;
      const store = stores[index];
      if (each.kind === 'save' || each.kind === 'again') await save(store);
      else {
        if (each.kind === 'delete') sure.delete(store.id);
        stores.splice(index, 1);
        await store[each.kind]();
      }
    }
  }
}

describe('whatever happens', () => {
  it('only whole stores are there afterwards, and none that was saved is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), async (lives) => {
        const browser = new FakeBrowser();
        const begun = new Map<string, Set<string>>();
        const sure = new Set<string>();
        for (const each of lives) {
          await live(browser, each, begun, sure).catch(() => undefined);
          for (const tab of browser.tabs) tab.kill();
        }
        const tab = browser.openTab();
        const storage = await storageOf(tab);
        const list = await storage.list();
        expect(list.map(({ id }) => id)).toEqual(expect.arrayContaining([...sure]));
        for (const { id } of list) {
          const store = await storage.open(id);
          expect(begun.get(id)).toContain(tab.read(store.catalog));
        }
        expect(new Set(names(browser).map((name) => name.split('.')[0]))).toEqual(
          new Set(list.map(({ id }) => id)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
