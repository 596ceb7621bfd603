import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergeometric2F1, logHypergeometric2F1 } from './hypergeometric';

/** Relative error of a result, which must be there. */
function relativeError(actual: number | null, expected: number): number {
  if (actual === null) throw new Error('no result');
  return Math.abs(actual / expected - 1);
}

describe('hypergeometric2F1', () => {
  it('agrees with closed forms', () => {
    for (const z of [1e-8, 0.3, 0.75, 0.95, 0.999, 1 - 1e-12]) {
      // DLMF 15.4.1 and 15.4.6. 1e-12: a hundred terms or Taylor steps of rounding.
      expect(relativeError(hypergeometric2F1(1, 1, 2, z), -Math.log1p(-z) / z)).toBeLessThan(1e-12);
      expect(relativeError(hypergeometric2F1(2.5, 1.7, 1.7, z), (1 - z) ** -2.5)).toBeLessThan(1e-12);
    }
  });

  // python3, mpmath 1.3.0: mp.dps = 40; hyp2f1(a, b, c, mpf(z)) with z the double. [a, b, c, z, value]
  const values = [
    [1.243, 3.4, 0.22, 0.75, 5632.156105182092],
    [26.2, 28.4, 28.2, 0.75, 7755066336549417],
    [26.2, 28.4, 28.2, 0.999999, 2.4746609895240404e158],
    [0.5, 0.5, 1, 0.999999, 5.280157154762713],
    [2, 3, 5.0000001, 0.999999, 135.78694230815125],
    [2.5, 3, 4.5, 0.95, 65.9444327571026],
    [-1.5, 0.7, 0.9, 0.75, 0.2964565606710117],
    [-1.5, 0.7, 0.9, 0.999999, 0.17027285448450488],
  ] as const;

  it.each(values)('₂F₁(%f, %f; %f; %f) = %f', (a, b, c, z, expected) => {
    expect(relativeError(hypergeometric2F1(a, b, c, z), expected)).toBeLessThan(1e-13);
  });

  it('takes parameters of ten thousand in logarithms', () => {
    // Same command with log(…); 1e-14 of a number of 1e5 is 1e-9 of the function.
    const logarithm = (z: number): number | null => logHypergeometric2F1(10_000.2, 10_002.4, 10_002.2, z);
    expect(relativeError(logarithm(0.1), 1053.64729678535)).toBeLessThan(1e-14);
    expect(relativeError(logarithm(0.95), 29958.520990452627)).toBeLessThan(1e-14);
    expect(relativeError(logarithm(0.999999), 138160.6317435816)).toBeLessThan(1e-14);
  });

  it('does not care about the order of a and b and obeys Gauss’ contiguous relation', () => {
    const parameter = fc.double({ min: 0.01, max: 40, noNaN: true });
    const argument = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(parameter, parameter, parameter, argument, (a, b, c, z) => {
        const value = (first: number, second: number): number =>
          Math.exp(
            (logHypergeometric2F1(first, second, c, z) ?? NaN) - (logHypergeometric2F1(a, b, c, z) ?? NaN),
          );
        expect(value(b, a)).toBeCloseTo(1, 10);
        // DLMF 15.5.12: (b−a)F + aF(a+1) − bF(b+1) = 0, divided by F.
        const scale = Math.abs(a * value(a + 1, b)) + Math.abs(b * value(a, b + 1));
        expect((b - a + a * value(a + 1, b) - b * value(a, b + 1)) / scale).toBeCloseTo(0, 10);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('answers null outside its domain', () => {
    expect(hypergeometric2F1(1, 1, 0, 0.5)).toBeNull();
    expect(hypergeometric2F1(1, 1, 2, 1)).toBeNull();
    expect(hypergeometric2F1(1, 1, 2, -0.5)).toBeNull();
    expect(hypergeometric2F1(NaN, 1, 2, 0.5)).toBeNull();
    expect(logHypergeometric2F1(-1, 2, 1, 0.75)).toBeNull();
    expect(hypergeometric2F1(-1, 2, 1, 0.75)).toBeCloseTo(-0.5, 14);
  });
});
