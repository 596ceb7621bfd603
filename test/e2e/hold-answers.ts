import { expect, type Page } from '@playwright/test';

interface Holding {
  holdNext: (call: string) => void;
  held: () => number;
  release: () => void;
}

/**
 * Lets a test keep back what the engine answers, so that it can arrive late on purpose: Comlink numbers each call, and
 * its answer carries the number. Must run before the page's own code.
 */
export async function prepareHolding(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const wishes: string[] = [];
    const heldIds = new Set<string>();
    const kept: (() => void)[] = [];
    const post = Worker.prototype.postMessage as (this: Worker, message: unknown, options?: unknown) => void;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, options?: unknown) {
      const call = message as { id?: string; path?: string[] };
      const wish = wishes.indexOf(call.path?.[0] ?? '');
      if (wish >= 0 && call.id) {
        wishes.splice(wish, 1);
        heldIds.add(call.id);
      }
      post.call(this, message, options);
    };
    const listen = Worker.prototype.addEventListener as (
      type: string,
      listener: unknown,
      options?: unknown,
    ) => void;
    Worker.prototype.addEventListener = function (
      this: Worker,
      type: string,
      listener: unknown,
      options?: unknown,
    ) {
      if (type !== 'message' || typeof listener !== 'function')
        return listen.call(this, type, listener, options);
      const patient = (event: MessageEvent<{ id?: string }>) => {
        if (event.data?.id && heldIds.has(event.data.id)) kept.push(() => listener(event));
        else listener(event);
      };
      listen.call(this, type, patient, options);
    };
    const holding: Holding = {
      holdNext: (call) => void wishes.push(call),
      held: () => kept.length,
      release() {
        heldIds.clear();
        for (const deliver of kept.splice(0)) deliver();
      },
    };
    Object.assign(window, { holding });
  });
}

const use = <T>(page: Page, work: (holding: Holding) => T): Promise<T> =>
  page.evaluate(`(${work.toString()})(window.holding)`);

export const holdNextAnalysis = (page: Page) => use(page, (holding) => holding.holdNext('analyse'));

/** Waits until the answer is there and kept back. */
export async function untilHeld(page: Page): Promise<void> {
  await expect.poll(() => use(page, (holding) => holding.held())).toBeGreaterThan(0);
}

/** Delivers what was kept back and lets the page draw what comes of it. */
export async function releaseAnswers(page: Page): Promise<void> {
  await use(page, (holding) => holding.release());
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(null)))),
  );
}
