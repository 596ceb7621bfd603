import { expect, test } from 'vitest';
import { placeTooltip } from './place-tooltip';

const wide = { width: 800, height: 300 };
const own = { width: 200, height: 80 };

test('it stands beside its point, on the side with more room', () => {
  expect(placeTooltip({ x: 100, y: 150 }, own, wide)).toEqual({ left: 112, top: 110 });
  expect(placeTooltip({ x: 700, y: 150 }, own, wide)).toEqual({ left: 488, top: 110 });
});

test('it never leaves the figure at the sides, and never covers its point', () => {
  const narrow = { width: 260, height: 300 };
  for (let x = 0; x <= 260; x += 10) {
    for (const y of [5, 150, 295]) {
      const { left, top } = placeTooltip({ x, y }, own, narrow);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + own.width).toBeLessThanOrEqual(260);
      const over = x > left && x < left + own.width && y > top && y < top + own.height;
      expect(over).toBe(false);
    }
  }
});
