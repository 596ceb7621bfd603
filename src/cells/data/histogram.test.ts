import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsPath, denseBars, isoDay, rangeOf } from './histogram';

const bars = (...rows: number[]) =>
  rows.map((count, index) => ({ from: index * 10, to: (index + 1) * 10, rows: count }));

describe('what a small histogram says', () => {
  it('names the fewest neighbouring bars with two thirds of all rows', () => {
    expect(denseBars(bars(1, 0, 5, 6, 1, 2))).toEqual({ first: 2, last: 3 });
    expect(denseBars(bars(0, 0, 9, 0))).toEqual({ first: 2, last: 2 });
  });

  it('names none where they are spread over all of it', () => {
    expect(denseBars(bars(5, 1, 1, 5))).toBeNull();
    expect(denseBars(bars(7))).toBeNull();
  });

  it('ends bars of whole numbers before the next one', () => {
    const days = [
      { from: 0, to: 3, rows: 1 },
      { from: 3, to: 6, rows: 4 },
    ];
    expect(rangeOf(days, 0, 0, 4)).toEqual({ from: 0, to: 2 });
    expect(rangeOf(days, 0, 1, 4)).toEqual({ from: 0, to: 4 });
    expect(isoDay(4)).toBe('1970-01-05');
  });

  it('ends other bars where the next one begins', () => {
    expect(rangeOf(bars(1, 2, 3), 1, 1, 30)).toEqual({ from: 10, to: 20 });
  });

  it('finds bars that no shorter stretch of them could replace', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 24 }), (rows) => {
        const wanted = (rows.reduce((sum, count) => sum + count, 0) * 2) / 3;
        const held = (first: number, last: number) =>
          rows.slice(first, last + 1).reduce((sum, count) => sum + count, 0);
        const dense = denseBars(bars(...rows));
        if (!dense) return;
        const length = dense.last - dense.first + 1;
        expect(held(dense.first, dense.last)).toBeGreaterThanOrEqual(wanted);
        for (let first = 0; first + length - 1 <= rows.length && length > 1; first += 1)
          expect(held(first, first + length - 2)).toBeLessThan(wanted);
      }),
    );
  });
});

describe('its outline', () => {
  it('grows from the bottom, and shows few as more than none', () => {
    const path = barsPath(bars(4, 0, 1), { width: 30, height: 2, isMirrored: false });
    expect(path).toBe('M0 0h9v2h-9zM20 1h9v1h-9z');
  });

  it('begins on the right where one reads from there', () => {
    expect(barsPath(bars(4, 0, 2), { width: 30, height: 2, isMirrored: true })).toBe(
      'M20 0h9v2h-9zM0 1h9v1h-9z',
    );
  });
});
