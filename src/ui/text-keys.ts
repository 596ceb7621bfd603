import type { Vector } from 'apache-arrow';

/** Code units in one key: three of 16 bits are a whole number that a double holds exactly. */
const unitsPerKey = 3;
const keysPerText = 3;

/**
 * The beginnings of a million texts as numbers. Comparing numbers is many times faster than comparing texts, and they
 * leave no million small objects to be tidied up in one long pause.
 */
export interface TextKeys {
  keys: Float64Array;
  column: Vector;
}

function keyAt(text: string, start: number): number {
  let key = 0;
  for (let unit = start; unit < start + unitsPerKey; unit++) {
    // One more than the unit, so that a text that ends here comes before one that goes on.
    key = key * 65_537 + (unit < text.length ? text.charCodeAt(unit) + 1 : 0);
  }
  return key;
}

/** Fills the keys, pausing after every `slice` rows. A missing text has NaN. */
export function* readTextKeys(column: Vector, slice: number): Generator<void, TextKeys> {
  const keys = new Float64Array(column.length * keysPerText);
  for (let row = 0; row < column.length; row++) {
    const value: unknown = column.get(row);
    const text = value === null || value === undefined ? null : String(value);
    for (let place = 0; place < keysPerText; place++) {
      keys[row * keysPerText + place] = text === null ? NaN : keyAt(text, place * unitsPerKey);
    }
    if (row % slice === slice - 1) yield;
  }
  return { keys, column };
}

export function isMissing({ keys }: TextKeys, row: number): boolean {
  return Number.isNaN(keys[row * keysPerText]);
}

/** The order of the code points; only texts with the same beginning are read again. */
export function compareTextKeys({ keys, column }: TextKeys, one: number, other: number): number {
  for (let place = 0; place < keysPerText; place++) {
    const difference = keys[one * keysPerText + place] - keys[other * keysPerText + place];
    if (difference !== 0) return difference;
  }
  // A last key that is 0 or ends in one says that both texts ended: they are the same.
  if (keys[one * keysPerText + keysPerText - 1] % 65_537 === 0) return 0;
  const [a, b] = [String(column.get(one)), String(column.get(other))];
  return a < b ? -1 : a > b ? 1 : 0;
}
