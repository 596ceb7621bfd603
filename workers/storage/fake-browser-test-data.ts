import type { CatalogEngine } from './catalog-engine';
import type { Locks, Messages, PrivateFiles, PrivateStorage, StorageMessage } from './private-storage';

/** What a process throws that has been killed; nothing it does afterwards has an effect. */
export class Killed extends Error {}

/** A browser with a disk, locks and tabs, each of which can be killed at any step of its work. */
export class FakeBrowser {
  readonly disk = new Map<string, Uint8Array>();
  readonly locks = new Map<string, FakeTab>();
  readonly tabs: FakeTab[] = [];
  /** Bytes that fit on the disk. */
  quota = Infinity;

  openTab(): FakeTab {
    const tab = new FakeTab(this);
    this.tabs.push(tab);
    return tab;
  }

  get usedBytes(): number {
    return [...this.disk.values()].reduce((total, { length }) => total + length, 0);
  }
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

/** One tab: its view of the browser, and an engine whose catalogs are texts. */
export class FakeTab implements PrivateStorage {
  /** How many more steps it lives. */
  stepsLeft = Infinity;
  private readonly listeners: ((message: StorageMessage) => void)[] = [];
  private readonly attached = new Map<string, { file: string | null; text: string }>();

  constructor(private readonly browser: FakeBrowser) {}

  kill(): void {
    this.stepsLeft = 0;
    for (const [name, tab] of this.browser.locks) if (tab === this) this.browser.locks.delete(name);
  }

  /** What a catalog holds in the engine's memory. */
  write(catalog: string, text: string): void {
    this.attached.get(catalog)!.text = text;
  }

  read(catalog: string): string {
    return this.attached.get(catalog)!.text;
  }

  private async step(): Promise<void> {
    this.stepsLeft -= 1;
    if (this.stepsLeft === 0) this.kill();
    await Promise.resolve();
    if (this.stepsLeft <= 0) throw new Killed();
  }

  private put(name: string, bytes: Uint8Array): void {
    const { disk, usedBytes, quota } = this.browser;
    if (usedBytes - (disk.get(name)?.length ?? 0) + bytes.length > quota)
      throw new DOMException('No room.', 'QuotaExceededError');
    disk.set(name, bytes);
  }

  readonly files: PrivateFiles = {
    list: async () => {
      await this.step();
      return new Map([...this.browser.disk].map(([name, { length }]) => [name, length]));
    },
    readText: async (name) => {
      await this.step();
      const bytes = this.browser.disk.get(name);
      if (!bytes) throw new DOMException('Not there.', 'NotFoundError');
      return new TextDecoder().decode(bytes);
    },
    write: async (name, bytes) => {
      // Made, half written, whole: a kill can come in between.
      await this.step();
      this.put(name, new Uint8Array(0));
      await this.step();
      this.put(name, bytes.slice(0, bytes.length / 2));
      await this.step();
      this.put(name, bytes);
    },
    remove: async (name) => {
      await this.step();
      this.browser.disk.delete(name);
    },
    engineName: (name) => name,
  };

  readonly engineOfTab: CatalogEngine = {
    attachFile: async (engineName, catalog) => {
      await this.step();
      const text = new TextDecoder().decode(this.browser.disk.get(engineName));
      this.attached.set(catalog, { file: engineName, text: text.includes('\0') ? '' : text });
    },
    attachMemory: async (catalog) => {
      this.attached.set(catalog, { file: null, text: '' });
    },
    checkpoint: async (catalog) => {
      await this.step();
      const { file, text } = this.attached.get(catalog)!;
      this.put(file!, new TextEncoder().encode(text));
      await this.step();
    },
    detach: async (catalog) => {
      await this.step();
      this.attached.delete(catalog);
    },
  };

  readonly locks: Locks = {
    hold: async (name, patienceMilliseconds = 0) => {
      const end = Date.now() + Math.min(patienceMilliseconds, 100);
      const held = this.browser.locks;
      await this.step();
      while (held.has(name) && Date.now() < end) await pause();
      if (held.has(name)) return null;
      held.set(name, this);
      return () => {
        if (held.get(name) === this) held.delete(name);
      };
    },
    held: async () => new Set(this.browser.locks.keys()),
  };

  readonly messages: Messages = {
    send: (message) => {
      if (this.stepsLeft <= 0) return;
      for (const tab of this.browser.tabs)
        if (tab !== this) for (const listener of tab.listeners) listener(message);
    },
    listen: (listener) => void this.listeners.push(listener),
  };

  figures = async () => ({
    isPersistent: true,
    usedBytes: this.browser.usedBytes,
    quotaBytes: this.browser.quota,
  });
}
