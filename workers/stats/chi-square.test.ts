import { describe, expect, it } from 'vitest';
import { chiSquareUpperTail, logChiSquareUpperTail } from './chi-square';

describe('chiSquareUpperTail', () => {
  // python3, mpmath 1.3.0, mp.dps = 30: log(gammainc(d/2, x/2, inf, regularized=True)); [statistic, degrees, value]
  const values = [
    [0.5257, 1, -0.758389308512298721],
    [3.84, 1, -2.99486222718002728],
    [10, 20, -0.032345580729534871],
    [30, 20, -2.66135278664368827],
    [0.001, 5, -1.68148772038432802e-9],
    [520.12, 2, -260.06],
    [865.24, 3, -429.463134138380832],
    [1500, 7, -734.647456147005609],
    [2352.8725382593, 2, -1176.4362691296501],
  ] as const;

  it.each(values)('ln P(X > %f), %i degrees of freedom', (statistic, degrees, expected) => {
    expect(logChiSquareUpperTail(statistic, degrees) / expected).toBeCloseTo(1, 12);
  });

  it('is 1 at zero and survives where 1 − cdf would be 0', () => {
    expect(chiSquareUpperTail(0, 3)).toBe(1);
    // Two degrees of freedom: exactly exp(−statistic/2).
    expect(chiSquareUpperTail(1000, 2) / Math.exp(-500)).toBeCloseTo(1, 12);
  });

  it('is continuous where the method changes', () => {
    for (const degrees of [1, 2, 5, 50]) {
      const at = degrees + 2;
      const gap = chiSquareUpperTail(at - 1e-9, degrees) - chiSquareUpperTail(at + 1e-9, degrees);
      expect(gap).toBeGreaterThan(0);
      expect(gap).toBeLessThan(2e-9);
    }
  });
});
