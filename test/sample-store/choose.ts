import type { Draws } from './random';

export function happens(draws: Draws, probability: number): boolean {
  return draws.uniform() < probability;
}

export function integerBetween(draws: Draws, lowest: number, highest: number): number {
  return lowest + Math.floor(draws.uniform() * (highest - lowest + 1));
}

export function chooseWeighted<Item>(
  draws: Draws,
  items: readonly Item[],
  weight: (item: Item, index: number) => number,
): Item {
  const total = items.reduce((sum, item, index) => sum + weight(item, index), 0);
  let left = draws.uniform() * total;
  for (const [index, item] of items.entries()) {
    left -= weight(item, index);
    if (left < 0) return item;
  }
  const last = items[items.length - 1];
  if (last === undefined) throw new Error('Nothing to choose from');
  return last;
}

export function choose<Item>(draws: Draws, items: readonly Item[]): Item {
  return chooseWeighted(draws, items, () => 1);
}
