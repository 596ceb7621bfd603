import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustPValues } from './benjamini-hochberg';

function expectAll(actual: (number | null)[], expected: (number | null)[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    const wanted = expected[index];
    if (wanted === null) expect(value).toBeNull();
    else expect(value).toBeCloseTo(wanted, 12);
  });
}

const pValues = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 5 }), {
  maxLength: 30,
});

describe('adjustPValues', () => {
  it('by hand', () => {
    // Times n / rank: 0.01·4/1 = 0.04, 0.02·4/2 = 0.04, 0.03·4/3 = 0.04, 0.5·4/4 = 0.5; in any order of input.
    expectAll(adjustPValues([0.5, 0.02, 0.01, 0.03]), [0.5, 0.04, 0.04, 0.04]);
    // 0.01·3 = 0.03; 0.04·3/2 = 0.06 is lowered to the next one's 0.041·3/3 = 0.041.
    expectAll(adjustPValues([0.01, 0.04, 0.041]), [0.03, 0.041, 0.041]);
  });

  it('rejects the four that Benjamini & Hochberg 1995 reject', () => {
    // Section 3.2, Neuhaus et al.'s fifteen comparisons: at 0.05 the first four, where Bonferroni rejects three.
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    const rejected = adjustPValues(published).map((value) => value !== null && value <= 0.05);
    expect(rejected).toEqual(published.map((_, index) => index < 4));
    // The fourth: 0.0095·15/4.
    expect(adjustPValues(published)[3]).toBeCloseTo(0.035625, 12);
  });

  it('passes over tests without a p-value, as R does over NA', () => {
    // With two tests: 0.02·2/1 = 0.04 and 0.03·2/2 = 0.03, which lowers the first.
    expectAll(adjustPValues([null, 0.02, null, 0.03, NaN, 1.5]), [null, 0.03, null, 0.03, null, null]);
    expect(adjustPValues([])).toEqual([]);
    expect(adjustPValues([null])).toEqual([null]);
  });

  it('gives equal values to equal ones, keeps one alone, and 0 and 1', () => {
    expectAll(adjustPValues([0.2, 0.2, 0.2]), [0.2, 0.2, 0.2]);
    expectAll(adjustPValues([0.03]), [0.03]);
    expectAll(adjustPValues([0, 1]), [0, 1]);
  });

  it('never lowers a value nor exceeds Bonferroni, and keeps the order', () => {
    fc.assert(
      fc.property(pValues, (values) => {
        const adjusted = adjustPValues(values);
        const tests = values.filter((value) => value !== null).length;
        values.forEach((value, index) => {
          const result = adjusted[index];
          if (value === null || result === null) {
            expect(result).toBe(value);
            return;
          }
          expect(result).toBeGreaterThanOrEqual(value);
          expect(result).toBeLessThanOrEqual(Math.min(1, tests * value));
          values.forEach((other, at) => {
            if (other !== null && other >= value) expect(adjusted[at]).toBeGreaterThanOrEqual(result);
          });
        });
      }),
      { seed: 1 },
    );
  });

  it('rejects what the step-up procedure rejects', () => {
    // The procedure of the paper: all up to the largest k with p(k) ≤ q·k/n.
    fc.assert(
      fc.property(pValues, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (values, q) => {
        const sorted = values.filter((value) => value !== null).sort((left, right) => left - right);
        const last = sorted.findLastIndex((value, index) => value * (sorted.length / (index + 1)) <= q);
        const expected = values.map((value) => value !== null && last >= 0 && value <= sorted[last]);
        expect(adjustPValues(values).map((value) => value !== null && value <= q)).toEqual(expected);
      }),
      { seed: 1 },
    );
  });
});
