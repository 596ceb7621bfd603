import type { Component } from 'svelte';
import { engine } from '../engine/engine.svelte';
import { language } from '../i18n/language.svelte';
import { workspace } from './workspace.svelte';

type ErasedPage = Component<{ isHere: boolean }>;

const message = 'erase';

/** The end of everything: once a person erases all that is kept, no tab shows anything else any more. */
class Erasure {
  #page = $state.raw<ErasedPage | null>(null);
  #isHere = false;
  #channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('wafa-erasure') : null;

  /** What is shown in place of the whole page. */
  get page(): ErasedPage | null {
    return this.#page;
  }

  /** Whether it was asked for in this tab, which then does the erasing. */
  get isHere(): boolean {
    return this.#isHere;
  }

  /** Lets go of what is open here when another tab erases everything. */
  watch(): void {
    this.#channel?.addEventListener('message', ({ data }) => {
      if (data === message) void this.#follow();
    });
  }

  /** Ends this tab and all others. */
  begin(page: ErasedPage): void {
    this.#channel?.postMessage(message);
    this.#letGo();
    this.#isHere = true;
    this.#page = page;
  }

  async #follow(): Promise<void> {
    this.#letGo();
    // Not to have the page for it is no reason to go on with what is gone.
    const loading = Promise.all([import('../privacy/Erased.svelte'), language.need('privacy')]);
    const [erased] = await loading.catch(() => [null]);
    if (erased) this.#page = erased.default;
    else location.reload();
  }

  #letGo(): void {
    engine.end();
    workspace.abandon();
  }
}

export const erasure = new Erasure();
