import type { Block } from './document/document';

/** Names for blocks that stay while their text changes, so that the page keeps what it shows of them. */
export class BlockKeys {
  readonly #keys = new WeakMap<Block, string>();
  #next = 1;

  of(block: Block): string {
    const known = this.#keys.get(block);
    if (known !== undefined) return known;
    const key = `block-${this.#next}`;
    this.#next += 1;
    this.#keys.set(block, key);
    return key;
  }

  /**
   * A block that stayed the same object has its key already. Of the others a cell is known by its id, prose by its words;
   * and where as many are left as there were, they are taken for those in order, since one writes in them.
   */
  carryOver(former: readonly Block[], blocks: readonly Block[]): void {
    const used = new Set(blocks.flatMap((block) => this.#keys.get(block) ?? []));
    const give = (block: Block, from: Block | undefined) => {
      const key = from && this.#keys.get(from);
      if (key === undefined || used.has(key) || this.#keys.has(block)) return;
      used.add(key);
      this.#keys.set(block, key);
    };
    const isLeft = (block: Block) => !used.has(this.of(block));
    for (const block of blocks)
      give(
        block,
        former.find((other) => isLeft(other) && nameOf(other) === nameOf(block)),
      );
    const left = former.filter(isLeft);
    const fresh = blocks.filter((block) => !this.#keys.has(block));
    if (left.length !== fresh.length) return;
    fresh.forEach((block, place) => {
      if (left[place].kind === block.kind) give(block, left[place]);
    });
  }
}

/** What a block is known by while its text changes around that. */
const nameOf = (block: Block): string =>
  block.kind === 'text' ? `text ${block.markdown}` : `${block.kind} ${block.id ?? block.source}`;
