import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logLikelihood, logLikelihoodGradient } from '../bg-bb';
import { toArrays } from '../purchase-history/test-data';
import { someHistories, someParameters } from './test-data';

const settings = { seed: 1, numRuns: 100 };
const published = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };

describe('logLikelihood', () => {
  it('is the formula of the paper', () => {
    // B(α+x, β+n−x)/B(α,β)·B(γ,δ+n)/B(γ,δ) + Σ_{i<n−t} B(α+x, β+t−x+i)/B(α,β)·B(γ+1,δ+t+i)/B(γ,δ), by hand for all four 1,
    // where B(p, q) = (p−1)!(q−1)!/(p+q−1)!: x=1, t=1, n=2: B(2,2)·B(1,3) + B(2,1)·B(2,2) = 1/6·1/3 + 1/2·1/6 = 5/36.
    // x=0, n=1: B(1,2)·B(1,2) + B(1,1)·B(2,1) = 1/4 + 1/2.
    const data = toArrays([
      { frequency: 1, recency: 1, age: 2, count: 1 },
      { frequency: 0, recency: 0, age: 1, count: 1 },
    ]);
    const byHand = Math.log(5 / 36) + Math.log(3 / 4);
    expect(logLikelihood({ alpha: 1, beta: 1, gamma: 1, delta: 1 }, data)).toBeCloseTo(byHand, 14);
  });

  // python3, mpmath 1.3.0, the same formula at 60 digits: [α, β, γ, δ, x, t, n, value].
  const values = [
    [1.204, 0.75, 0.657, 2.783, 0, 0, 6, -1.16726247267389378],
    [1.204, 0.75, 0.657, 2.783, 1, 1, 6, -2.28853168566625798],
    [1.204, 0.75, 0.657, 2.783, 2, 4, 6, -5.19569760104264696],
    [1.204, 0.75, 0.657, 2.783, 6, 6, 6, -2.18224844761829983],
    [1.204, 0.75, 0.657, 2.783, 3, 3, 40, -3.62091139602344866],
    [1.204, 0.75, 0.657, 2.783, 500, 990, 1000, -699.498659874518392],
    [200, 3, 2, 40_000, 9_900, 9_990, 10_000, -526.070469074177038],
  ] as const;

  it.each(values)('alpha %f beta %f gamma %f delta %f, x %i t %i n %i', (...row) => {
    const [alpha, beta, gamma, delta, frequency, recency, age, expected] = row;
    const data = toArrays([{ frequency, recency, age, count: 1 }]);
    // 1e-11: rounding of 10,000 summed logarithms.
    expect(logLikelihood({ alpha, beta, gamma, delta }, data) / expected).toBeCloseTo(1, 11);
  });

  it('gives all possible histories of four occasions a chance of 1', () => {
    fc.assert(
      fc.property(someParameters, (at) => {
        let total = 0;
        for (let pattern = 0; pattern < 16; pattern++) {
          const bought = [1, 2, 3, 4].filter((occasion) => (pattern >> (occasion - 1)) & 1);
          const row = { frequency: bought.length, recency: bought.at(-1) ?? 0, age: 4, count: 1 };
          total += Math.exp(logLikelihood(at, toArrays([row])));
        }
        expect(total).toBeCloseTo(1, 13);
      }),
      settings,
    );
  });

  it('depends neither on the order of customers nor on how equal ones are split', () => {
    fc.assert(
      fc.property(someHistories, someParameters, (rows, at) => {
        const value = logLikelihood(at, toArrays(rows));
        const split = rows.flatMap((row) => Array.from({ length: row.count }, () => ({ ...row, count: 1 })));
        expect(logLikelihood(at, toArrays([...rows].reverse()))).toBe(value);
        expect(logLikelihood(at, toArrays(split))).toBe(value);
      }),
      settings,
    );
  });

  it('has the gradient that central differences give', () => {
    fc.assert(
      fc.property(someHistories, someParameters, (rows, at) => {
        const data = toArrays(rows);
        const gradient = logLikelihoodGradient(at, data);
        for (const name of ['alpha', 'beta', 'gamma', 'delta'] as const) {
          const step = 1e-5 * at[name];
          const above = logLikelihood({ ...at, [name]: at[name] + step }, data);
          const below = logLikelihood({ ...at, [name]: at[name] - step }, data);
          // Differences of values of order 1000 lose 1e-13·1000/(2·step); truncation adds a share of 1e-9 or so.
          const tolerance = 1e-10 / step + 1e-6 * Math.abs(gradient[name]);
          expect(Math.abs((above - below) / (2 * step) - gradient[name])).toBeLessThan(tolerance);
        }
      }),
      settings,
    );
  });

  it('reaches the model without dropout as gamma goes to 0', () => {
    const data = toArrays([{ frequency: 3, recency: 5, age: 9, count: 1 }]);
    // B(1+3, 2+6)/B(1, 2) = 3!·7!/11! · 2.
    const loyal = Math.log((2 * 6 * 5040) / 39_916_800);
    expect(logLikelihood({ alpha: 1, beta: 2, gamma: 0, delta: 1 }, data)).toBeCloseTo(loyal, 13);
    expect(logLikelihood({ alpha: 1, beta: 2, gamma: 1e-12, delta: 1 }, data)).toBeCloseTo(loyal, 9);
  });

  it('says nothing about a customer without an occasion', () => {
    expect(logLikelihood(published, toArrays([{ frequency: 0, recency: 0, age: 0, count: 1 }]))).toBe(0);
  });
});
