import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, quantileOfCounts, quantileOfSorted } from './quantile';

describe('quantile', () => {
  it('interpolates as R type 7, numpy and DuckDB quantile_cont do', () => {
    // python3, numpy 2.4.6: np.quantile([3, 1, 4, 1, 5, 9, 2, 6], [0.2, 0.4, 0.5, 0.9])
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const expected = [1.4, 2.8, 3.5, 6.9];
    [0.2, 0.4, 0.5, 0.9].forEach((at, index) =>
      expect(quantile(values, at)).toBeCloseTo(expected[index], 12),
    );
    expect([quantile(values, 0), quantile(values, 1)]).toEqual([1, 9]);
    expect(values[0]).toBe(3);
  });

  it('takes sorted values as they are', () => {
    expect(quantileOfSorted([1, 2, 10], 0.75)).toBe(6);
    expect(quantileOfSorted([7], 0.3)).toBe(7);
  });

  it('is null for no values, a NaN, or no probability', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile([1, NaN, 2], 0.5)).toBeNull();
    expect(quantile([1], 1.1)).toBeNull();
    expect(quantile([1], NaN)).toBeNull();
  });
});

describe('the quantile of counted values', () => {
  it('is that of the values written out', () => {
    const counted = fc.uniqueArray(
      fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 6 })),
      {
        selector: ([value]) => value,
      },
    );
    fc.assert(
      fc.property(counted, fc.double({ min: 0, max: 1, noNaN: true }), (pairs, probability) => {
        const rows = pairs.sort(([one], [other]) => one - other);
        const writtenOut = rows.flatMap(([value, count]) => Array<number>(count).fill(value));
        const found = quantileOfCounts(
          rows.map(([value]) => value),
          rows.map(([, count]) => count),
          probability,
        );
        const expected = quantile(writtenOut, probability);
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 9);
      }),
    );
  });

  it('is null for no probability', () => {
    expect(quantileOfCounts([1], [1], NaN)).toBeNull();
  });
});
