import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Item } from './items';
import { thinDots, thinLines } from './thin';

function lineOf(values: readonly (number | null)[], name = ''): Item[] {
  return values.map((y, x) => ({ x, y, from: 0, to: y ?? 0, series: 0, panel: 0, name }));
}

const values = fc.array(fc.option(fc.integer({ min: -99, max: 99 })), { minLength: 1, maxLength: 400 });

test('a thinned line has both ends, the lowest and the highest, and no more places than asked for', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 8, max: 60 }), (all, most) => {
      const line = lineOf(all);
      const thinned = thinLines(line, most);
      expect(thinned.length).toBeLessThanOrEqual(most);
      expect([thinned[0], thinned.at(-1)]).toEqual([line[0], line.at(-1)]);
      const present = all.filter((value) => value !== null);
      const kept = thinned.map(({ y }) => y);
      if (present.length > 0) {
        expect(kept).toContain(Math.min(...present));
        expect(kept).toContain(Math.max(...present));
      }
      expect(kept.includes(null)).toBe(all.includes(null));
      expect(thinned.map(({ x }) => x)).toEqual(thinned.map(({ x }) => x).sort((a, b) => a - b));
    }),
  );
});

test('several lines share the places', () => {
  const rising = Array.from({ length: 100 }, (_, index) => index);
  const lines = ['a', 'b', 'c'].flatMap((name) => lineOf(rising, name));
  const thinned = thinLines(lines, 60);
  expect(thinned.length).toBeLessThanOrEqual(60);
  expect(new Set(thinned.map(({ name }) => name)).size).toBe(3);
});

test('dots are taken at an even distance', () => {
  const dots = lineOf(Array.from({ length: 10 }, (_, index) => index));
  expect(thinDots(dots, 4).map(({ x }) => x)).toEqual([0, 3, 6, 9]);
  expect(thinDots(dots, 10)).toHaveLength(10);
});
