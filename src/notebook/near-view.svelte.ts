import { pause } from '../ui/in-slices';

/** How far outside of the window a cell is made ready. */
const margin = '120% 0px';

/** Which cells can be seen, and which are to be put onto the page next: those near the window first, the others in turn. */
export class NearView {
  #seen = new Set<string>();
  #waiting = new Map<string, { isNear: boolean; show: () => void }>();
  #isShowing = false;
  readonly #keys = new WeakMap<Element, string>();
  readonly #near: IntersectionObserver;
  readonly #inside: IntersectionObserver;

  /** @param onSee the keys of the cells in the window, whenever they change */
  constructor(onSee: (keys: ReadonlySet<string>) => void) {
    this.#near = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const waiting = this.#waiting.get(this.#keys.get(target) ?? '');
          if (waiting) waiting.isNear = isIntersecting;
        }
      },
      { rootMargin: margin },
    );
    this.#inside = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const key = this.#keys.get(target) ?? '';
        if (isIntersecting) this.#seen.add(key);
        else this.#seen.delete(key);
      }
      onSee(new Set(this.#seen));
    });
  }

  /** Watches a cell; `show` is called once, when it is its turn. @returns to be called when the cell is gone */
  watch(element: Element, key: string, show: () => void): () => void {
    this.#keys.set(element, key);
    this.#near.observe(element);
    this.#inside.observe(element);
    this.#waiting.set(key, { isNear: false, show });
    void this.#showAll();
    return () => {
      this.#near.unobserve(element);
      this.#inside.unobserve(element);
      this.#seen.delete(key);
      this.#waiting.delete(key);
    };
  }

  close(): void {
    this.#near.disconnect();
    this.#inside.disconnect();
    this.#waiting.clear();
  }

  /** One cell a task, so that the page answers in between. */
  async #showAll(): Promise<void> {
    if (this.#isShowing) return;
    this.#isShowing = true;
    await pause();
    while (this.#waiting.size > 0) {
      const all = [...this.#waiting];
      const [key, { show }] = all.find(([, { isNear }]) => isNear) ?? all[0];
      this.#waiting.delete(key);
      show();
      await pause();
    }
    this.#isShowing = false;
  }
}
