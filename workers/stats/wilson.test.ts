import { describe, expect, it } from 'vitest';
import { wilson } from './wilson';

describe('wilson', () => {
  it('gives the printed intervals', () => {
    // Newcombe 1998 (Statistics in Medicine 17), table I, method 3: four decimals.
    const values = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ];
    for (const [successes, trials, lower, upper] of values) {
      const interval = wilson(successes, trials);
      expect(interval?.rate).toBe(successes / trials);
      expect(interval?.lower).toBeCloseTo(lower, 4);
      expect(interval?.upper).toBeCloseTo(upper, 4);
    }
  });

  it('ends solve (rate − p)² = z² p(1−p)/n', () => {
    const interval = wilson(7, 50, 0.9);
    for (const limit of [interval?.lower ?? NaN, interval?.upper ?? NaN]) {
      expect((0.14 - limit) ** 2 / ((limit * (1 - limit)) / 50)).toBeCloseTo(1.6448536269514722 ** 2, 10);
    }
  });

  it('touches 0 and 1 exactly', () => {
    expect(wilson(0, 10)?.lower).toBe(0);
    expect(wilson(10, 10)?.upper).toBe(1);
  });

  it('knows no rate of nothing', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(3, 2)).toBeNull();
    expect(wilson(-1, 2)).toBeNull();
    expect(wilson(NaN, 2)).toBeNull();
  });
});
