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
   * A block that stayed the same object has its key already. Of the others a cell is known by its id, and what lies
   * between two blocks that stayed is taken for what lay between them before, in order.
   */
  carryOver(former: readonly Block[], blocks: readonly Block[]): void {
    const used = new Set(blocks.flatMap((block) => this.#keys.get(block) ?? []));
    const give = (block: Block, from: Block | undefined) => {
      if (!from || this.#keys.has(block)) return;
      const key = this.#keys.get(from);
      if (key === undefined || used.has(key)) return;
      used.add(key);
      this.#keys.set(block, key);
    };
    const byId = new Map(
      former.flatMap((block) => (idOf(block) === null ? [] : [[idOf(block), block] as const])),
    );
    for (const block of blocks) if (idOf(block) !== null) give(block, byId.get(idOf(block)));
    const left = former.filter((block) => !used.has(this.of(block)));
    const fresh = blocks.filter((block) => !this.#keys.has(block));
    fresh.forEach((block, place) => {
      const from = left[place];
      if (from?.kind === block.kind) give(block, from);
    });
  }
}

const idOf = (block: Block): string | null => (block.kind === 'text' ? null : block.id);
