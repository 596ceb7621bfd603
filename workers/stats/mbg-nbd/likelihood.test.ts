import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logLikelihood, logLikelihoodGradient } from '../mbg-nbd';
import { someCustomers, toArrays } from '../purchase-history/test-data';
import { someParameters } from './test-data';

const settings = { seed: 1, numRuns: 100 };

describe('logLikelihood', () => {
  it('is the formula of the paper', () => {
    // Γ(r+x)/Γ(r)·αʳ · [B(a,b+x+1)/B(a,b)·(α+T)^−(r+x) + B(a+1,b+x)/B(a,b)·(α+t)^−(r+x)] by hand for r=2, α=3, a=1, b=2,
    // x=2, t=1, T=2: Γ(4)/Γ(2)·3² = 54; B(1,5)/B(1,2) = 2/5; B(2,4)/B(1,2) = 2/20.
    // A second customer, x=0, T=2: (b/(a+b))·(3/5)² + a/(a+b) = ⅔·9/25 + ⅓.
    const data = toArrays([
      { frequency: 2, recency: 1, age: 2, count: 1 },
      { frequency: 0, recency: 0, age: 2, count: 1 },
    ]);
    const byHand = Math.log(54 * (0.4 * 5 ** -4 + 0.1 * 4 ** -4)) + Math.log(18 / 75 + 1 / 3);
    expect(logLikelihood({ r: 2, alpha: 3, a: 1, b: 2 }, data)).toBeCloseTo(byHand, 13);
  });

  it('says nothing about a customer of today', () => {
    const today = toArrays([{ frequency: 0, recency: 0, age: 0, count: 1 }]);
    expect(logLikelihood({ r: 0.5, alpha: 6, a: 0.9, b: 1.6 }, today)).toBeCloseTo(0, 15);
  });

  it('depends neither on the order of customers nor on how equal ones are split', () => {
    fc.assert(
      fc.property(someCustomers, someParameters, (rows, at) => {
        const value = logLikelihood(at, toArrays(rows));
        const split = rows.flatMap((row) => Array.from({ length: row.count }, () => ({ ...row, count: 1 })));
        expect(logLikelihood(at, toArrays([...rows].reverse()))).toBe(value);
        expect(logLikelihood(at, toArrays(split))).toBe(value);
      }),
      settings,
    );
  });

  it('shifts by repeat purchases × ln(unit) when time is counted in another unit', () => {
    fc.assert(
      fc.property(someCustomers, someParameters, (rows, at) => {
        const inDays = rows.map((row) => ({ ...row, recency: 7 * row.recency, age: 7 * row.age }));
        const purchases = rows.reduce((sum, row) => sum + row.count * row.frequency, 0);
        const shift =
          logLikelihood({ ...at, alpha: 7 * at.alpha }, toArrays(inDays)) - logLikelihood(at, toArrays(rows));
        expect(shift).toBeCloseTo(-purchases * Math.log(7), 7);
      }),
      settings,
    );
  });

  it('has the gradient that central differences give', () => {
    fc.assert(
      fc.property(someCustomers, someParameters, (rows, at) => {
        const data = toArrays(rows);
        const gradient = logLikelihoodGradient(at, data);
        for (const name of ['r', 'alpha', 'a', 'b'] as const) {
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

  it('reaches the model without dropout as a goes to 0', () => {
    const data = toArrays([
      { frequency: 3, recency: 10, age: 30, count: 1 },
      { frequency: 0, recency: 0, age: 30, count: 1 },
    ]);
    // NBD by hand: Γ(r+3)/Γ(r)·αʳ/(α+T)^(r+3) at r = 1, α = 10; and α/(α+T).
    const nbd = Math.log(6 * 10 * 40 ** -4) + Math.log(1 / 4);
    expect(logLikelihood({ r: 1, alpha: 10, a: 0, b: 1 }, data)).toBeCloseTo(nbd, 13);
    expect(logLikelihood({ r: 1, alpha: 10, a: 1e-12, b: 1 }, data)).toBeCloseTo(nbd, 9);
  });

  it('stays finite for ten thousand purchases', () => {
    const data = toArrays([{ frequency: 10_000, recency: 30, age: 39, count: 1 }]);
    // python3, mpmath 1.3.0, the formula at 60 digits; 1e-12 relative: logGamma(10000) is 8e4.
    const value = logLikelihood({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, data);
    expect(value / 46200.073014580207).toBeCloseTo(1, 12);
  });
});
