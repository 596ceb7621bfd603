import { describe, expect, it } from 'vitest';
import { digamma, logBeta, logGamma } from './special';

// Closed forms; 1e-14 is a few roundings.
describe('special functions', () => {
  it('have their known values', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 13);
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
    expect(logBeta(2, 3)).toBeCloseTo(-Math.log(12), 14);
  });

  it('satisfy the recurrence of digamma', () => {
    for (const x of [1e-3, 0.4, 3, 250]) expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 10);
  });
});
