import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protect } from './protect';

const nothing: ReadonlySet<number> = new Set();
const masked = (counts: number[], least: number) => {
  const places = protect(counts, nothing, least);
  return places && [...places].sort((one, other) => one - other);
};

// By hand: the masked groups, and null where no group may be shown.
test.each([
  ['nothing is small', [5, 6, 0], 5, []],
  ['one is small: the next smallest goes with it', [100, 4, 9, 30], 5, [1, 2]],
  ['the next smallest with all that are as large', [100, 4, 9, 9], 5, [1, 2, 3]],
  ['two small of different sizes are enough', [100, 4, 2], 5, [1, 2]],
  ['two small of one size are not: half their sum is each', [100, 4, 4, 20], 5, [1, 2, 3]],
  ['small ones that are few together are a small group', [100, 1, 2, 20], 5, [1, 2, 3]],
  ['an empty group is the last help', [5, 3, 0], 5, [0, 1]],
  ['an empty group where there is no other', [2, 3, 0], 5, [0, 1]],
  ['one group alone is its own total', [3], 5, null],
  ['all are few', [1, 2, 0], 5, null],
])('%s', (_, counts, least, places) => {
  expect(masked(counts, least)).toEqual(places);
});

test('groups that another table masks are masked here too, and what that lets out is', () => {
  expect([...(protect([50, 60, 70], new Set([1]), 5) ?? [])].sort()).toEqual([0, 1]);
});

/** Every table of so many groups of at most so many customers. */
function* tables(groups: number, most: number): Generator<number[]> {
  if (groups === 0) yield [];
  else
    for (const rest of tables(groups - 1, most))
      for (let count = 0; count <= most; count++) yield [...rest, count];
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** What a reader sees: the groups that are shown, and the total. */
const seenOf = (counts: readonly number[], places: ReadonlySet<number>): string =>
  `${counts.map((count, place) => (places.has(place) ? 'masked' : count)).join(' ')} of ${sum(counts)}`;

test.each([
  [2, 12, 5],
  [3, 10, 5],
  [3, 8, 2],
  [4, 8, 3],
  [5, 5, 3],
])(
  'of all tables of %d groups up to %d, none gives a masked number away to one who knows the rule (%d)',
  (groups, most, least) => {
    // Whoever sees a table can try all tables: those that would look the same are what it may be.
    const alike = new Map<string, Set<number>[]>();
    for (const counts of tables(groups, most)) {
      const places = protect(counts, nothing, least);
      if (!places || places.size === 0) continue;
      const seen = seenOf(counts, places);
      const possible = alike.get(seen) ?? counts.map(() => new Set<number>());
      counts.forEach((count, place) => possible[place].add(count));
      alike.set(seen, possible);
      for (const place of counts.keys())
        if (!places.has(place)) expect(counts[place] === 0 || counts[place] >= least).toBe(true);
    }
    expect(alike.size).toBeGreaterThan(5);
    const given = [...alike].filter(([seen, possible]) =>
      seen
        .split(' of ')[0]
        .split(' ')
        .some((cell, place) => cell === 'masked' && possible[place].size < 2),
    );
    expect(given.map(([seen]) => seen)).toEqual([]);
  },
);

test('large tables: nothing small is shown, and no masked number is what is left of the total', () => {
  const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5000 })), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(counts, fc.integer({ min: 2, max: 20 }), (values, least) => {
      const places = protect(values, nothing, least);
      if (places === null) return;
      values.forEach((value, place) => {
        if (!places.has(place)) expect(value === 0 || value >= least).toBe(true);
      });
      if (places.size === 0) return;
      const hidden = [...places].map((place) => values[place]);
      expect(hidden.length).toBeGreaterThan(1);
      expect(new Set(hidden).size).toBeGreaterThan(1);
      expect(sum(hidden)).toBeGreaterThanOrEqual(least);
    }),
  );
});
