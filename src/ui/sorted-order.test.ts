import { Float64, Utf8, vectorFromArray, type Vector } from 'apache-arrow';
import { expect, test } from 'vitest';
import { inSlices } from './in-slices';
import { sortSteps, type SortWish } from './sorted-order';

function sorted(column: Vector, wish: Partial<SortWish> = {}): number[] {
  const steps = sortSteps(column, { numeric: true, descending: false, locale: 'en', ...wish });
  for (;;) {
    const step = steps.next();
    if (step.done) return [...step.value];
  }
}

test('numbers by size, missing ones last either way', () => {
  const column = vectorFromArray([3, null, 1, 2], new Float64());
  expect(sorted(column)).toEqual([2, 3, 0, 1]);
  expect(sorted(column, { descending: true })).toEqual([0, 3, 2, 1]);
});

test('words by the alphabet, numbers within them by size', () => {
  const column = vectorFromArray(['C10', 'ب', null, 'C9', 'أ'], new Utf8());
  const wish = { numeric: false, locale: 'ar' };
  const words = sorted(column, wish).map((row): unknown => column.get(row));
  expect(words.indexOf('أ')).toBeLessThan(words.indexOf('ب'));
  expect(words.indexOf('C9')).toBeLessThan(words.indexOf('C10'));
  expect(words.at(-1)).toBeNull();
});

test('equal rows keep their order, across runs as well', () => {
  const values = Float64Array.from({ length: 10_000 }, (_, row) => row % 3);
  const order = sorted(vectorFromArray(values));
  const expected = [0, 1, 2].flatMap((rest) => Array.from(values.keys()).filter((row) => row % 3 === rest));
  expect(order).toEqual(expected);
});

test('many words by their code points, long common beginnings and ends included', () => {
  const endings = ['', 'a', 'ab', 'abc', 'b', 'عميل', 'z'.repeat(12)];
  const words = Array.from({ length: 21_000 }, (_, row) => {
    if (row % 500 === 0) return null;
    return `${row % 2 ? 'customer-' : ''}${(row * 7919) % 997}${endings[row % 7]}`;
  });
  const order = sorted(vectorFromArray(words, new Utf8()), { numeric: false });
  const expected = words.filter((word) => word !== null).sort();
  expect(order.map((row) => words[row]).slice(0, expected.length)).toEqual(expected);
  expect(order.slice(expected.length).every((row) => words[row] === null)).toBe(true);
});

test('a million numbers are sorted in steps of a few milliseconds', () => {
  const values = Float64Array.from({ length: 1_000_000 }, (_, row) => (row * 7919) % 1_000_003);
  const steps = sortSteps(vectorFromArray(values), { numeric: true, descending: false, locale: 'en' });
  const durations: number[] = [];
  let order: Uint32Array | null = null;
  while (!order) {
    const start = performance.now();
    const step = steps.next();
    durations.push(performance.now() - start);
    if (step.done) order = step.value;
  }
  expect(order.slice(1).every((row, index) => values[order[index]] <= values[row])).toBe(true);
  // The longest single step bounds how long the page can be held up; a busy machine may stretch a few.
  durations.sort((a, b) => a - b);
  expect(durations[Math.floor(durations.length * 0.99)]).toBeLessThan(30);
});

test('work in slices ends early when it is aborted', async () => {
  const stop = new AbortController();
  stop.abort();
  const column = vectorFromArray([2, 1], new Float64());
  const steps = sortSteps(column, { numeric: true, descending: false, locale: 'en' });
  expect(await inSlices(steps, stop.signal)).toBeNull();
});
