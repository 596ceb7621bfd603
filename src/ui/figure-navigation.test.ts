import { expect, test } from 'vitest';
import type { FigurePoint } from '../analyses/figure';
import { nearestPoint, pointAfterKey } from './figure-navigation';

function point(column: number, row: number): FigurePoint {
  return { column, row, x: column * 10, y: row * 10, title: '', lines: [] };
}
// A triangle: three columns in the first row, two in the second, one in the third.
const points = [point(0, 0), point(1, 0), point(2, 0), point(0, 1), point(1, 1), point(0, 2)];

function after(
  from: number | null,
  key: string,
  direction: 'ltr' | 'rtl' = 'ltr',
  all = false,
): number | null {
  return pointAfterKey(points, from, key, { direction, all });
}

test('arrows go where they point, in both directions of reading', () => {
  expect(after(0, 'ArrowRight')).toBe(1);
  expect(after(1, 'ArrowLeft')).toBe(0);
  expect(after(0, 'ArrowLeft', 'rtl')).toBe(1);
  expect(after(1, 'ArrowRight', 'rtl')).toBe(0);
  expect(after(1, 'ArrowDown')).toBe(4);
  expect(after(4, 'ArrowUp')).toBe(1);
});

test('a row that is shorter is entered at its nearest point', () => {
  expect(after(2, 'ArrowDown')).toBe(4);
  expect(after(4, 'ArrowDown')).toBe(5);
});

test('at an edge there is nowhere to go', () => {
  expect(after(2, 'ArrowRight')).toBeNull();
  expect(after(0, 'ArrowUp')).toBeNull();
});

test('Home and End lead to the ends of the row, with Control to those of the figure', () => {
  expect(after(1, 'Home')).toBe(0);
  expect(after(3, 'End')).toBe(4);
  expect(after(4, 'Home', 'ltr', true)).toBe(0);
  expect(after(0, 'End', 'ltr', true)).toBe(5);
});

test('the first key enters the figure; other keys are left alone', () => {
  expect(after(null, 'ArrowRight')).toBe(0);
  expect(after(null, 'End')).toBe(5);
  expect(after(0, 'a')).toBeNull();
  expect(pointAfterKey([], null, 'Home', { direction: 'ltr', all: false })).toBeNull();
});

test('the nearest point is found', () => {
  expect(nearestPoint(points, 12, 8)).toBe(4);
  expect(nearestPoint([], 0, 0)).toBeNull();
});
