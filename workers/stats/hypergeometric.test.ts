import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma } from './special';
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

  it('agrees with elementary functions', () => {
    for (const x of [1e-6, 0.1, 0.5, 0.9, 0.99, 0.9999, 1 - 2 ** -20]) {
      // DLMF 15.4.2, 15.4.4 and 15.4.3, the last after Pfaff's 15.8.1, which brings −x² to x²/(1+x²).
      expect(relativeError(hypergeometric2F1(0.5, 1, 1.5, x * x), Math.atanh(x) / x)).toBeLessThan(1e-12);
      expect(relativeError(hypergeometric2F1(0.5, 0.5, 1.5, x * x), Math.asin(x) / x)).toBeLessThan(1e-12);
      const arctangent = hypergeometric2F1(0.5, 0.5, 1.5, (x * x) / (1 + x * x)) ?? NaN;
      expect(relativeError(arctangent / Math.sqrt(1 + x * x), Math.atan(x) / x)).toBeLessThan(1e-12);
    }
    for (const z of [0.3, 0.9, 0.95, 0.999999, 1 - 1e-12]) {
      // DLMF 15.4.6 at large x, in logarithms: (1−z)^−a whatever b = c is.
      const logarithm = logHypergeometric2F1(10_000, 37.5, 37.5, z);
      expect(relativeError(logarithm, -10_000 * Math.log1p(-z))).toBeLessThan(1e-13);
      // Terms of a polynomial: ₂F₁(−2, b; c; z) = 1 − 2bz/c + b(b+1)z²/(c(c+1)).
      const polynomial = 1 - (2 * 3 * z) / 7 + (3 * 4 * z * z) / (7 * 8);
      expect(relativeError(hypergeometric2F1(-2, 3, 7, z), polynomial)).toBeLessThan(1e-13);
    }
  });

  it('reaches Gauss’ value at z = 1', () => {
    // DLMF 15.4.20: Γ(c)Γ(c−a−b)/(Γ(c−a)Γ(c−b)) for c > a+b, here half a unit of the last digit short of it.
    const before = 1 - Number.EPSILON / 2;
    for (const [a, b, c] of [
      [0.5, 0.7, 3.2],
      [2, 1.5, 5.5],
      [4, 30, 60],
      [500, 900, 3000],
      [3, 9000, 10_000],
    ]) {
      const gauss = logGamma(c) + logGamma(c - a - b) - logGamma(c - a) - logGamma(c - b);
      // 1e-10: the difference of logarithms of gamma functions of 1e5.
      expect(Math.abs((logHypergeometric2F1(a, b, c, before) ?? NaN) - gauss)).toBeLessThan(1e-10);
    }
  });

  // python3, mpmath 1.3.0: mp.dps = 40; log(hyp2f1(a, b, c, mpf(z))). The shapes of Pareto/NBD, (r+s+x, s+1 or r+x; r+s+x+1),
  // and one like BG/NBD's whose a+b is near c.
  const logarithms = [
    [10.553, 1.606, 11.553, 0.95, 3.76792689458068218],
    [1879.152, 1.0215, 1880.152, 0.91, 2.45426691905225509],
    [7955.6, 1.0165, 7956.6, 0.999999999, 11.6445013699258261],
    [10000.6, 1.606, 10001.6, 0.999, 10.9555487739538911],
    [10000.6, 10000.1, 10001.6, 0.95, 29954.6267189945943],
    [355.3, 353.1, 356.3, 0.999999, 4864.45031471684812],
    [2.2, 1.6, 3.2, 0.999999999999, 17.8779087542909456],
    [30.5, 1.1, 31.5, 0.999999999999, 8.38389887818505201],
    [5000, 5000, 10020, 0.999, 6565.97844885185702],
  ] as const;

  it.each(logarithms)('ln ₂F₁(%f, %f; %f; %f) = %f', (a, b, c, z, expected) => {
    // 2e-12 of the function, after thousands of Taylor steps; a logarithm above 1000 has fewer digits to give.
    const error = Math.abs((logHypergeometric2F1(a, b, c, z) ?? NaN) - expected);
    expect(error).toBeLessThan(2e-12 * Math.max(1, expected / 100));
  });

  it('obeys Euler’s transformation and has the slope it should', () => {
    const parameter = fc.double({ min: 0.01, max: 200, noNaN: true });
    const argument = fc.oneof(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.double({ min: 1e-12, max: 0.1, noNaN: true }).map((left) => 1 - left),
    );
    fc.assert(
      fc.property(parameter, parameter, parameter, argument, (a, more, andMore, z) => {
        // a, b < c, so that both sides are sums of positive terms.
        const c = a + more;
        const b = Math.min(andMore, 0.99 * c);
        const value = logHypergeometric2F1(a, b, c, z) ?? NaN;
        const euler = (logHypergeometric2F1(c - a, c - b, c, z) ?? NaN) + (c - a - b) * Math.log1p(-z);
        expect(Math.abs(value - euler)).toBeLessThan(1e-10 * Math.max(1, Math.abs(value)));
        const slope = (b / c) * a;
        const next = logHypergeometric2F1(a + 1, b + 1, c + 1, z) ?? NaN;
        const rest = logHypergeometric2F1(a + 1, b, c, z) ?? NaN;
        // DLMF 15.5.3 at n = 1 and 15.5.1: a·[F(a+1) − F] = z F′ and F′ = (ab/c)·F(a+1, b+1; c+1).
        const left = a * Math.expm1(rest - value);
        expect(Math.abs(left - z * slope * Math.exp(next - value))).toBeLessThan(1e-9 * (a + Math.abs(left)));
      }),
      { seed: 1, numRuns: 200 },
    );
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
