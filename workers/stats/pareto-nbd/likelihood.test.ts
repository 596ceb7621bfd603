import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergeometric2F1 } from '../hypergeometric';
import { type ParetoNbdParameters, logLikelihood, logLikelihoodGradient } from '../pareto-nbd';
import { someCustomers, toArrays } from '../purchase-history/test-data';

const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
const parameters: fc.Arbitrary<ParetoNbdParameters> = fc.record({
  r: positive,
  alpha: positive,
  s: positive,
  beta: positive,
});
const settings = { seed: 1, numRuns: 100 };
const names = ['r', 'alpha', 's', 'beta'] as const;

/**
 * python3, mpmath 1.3.0, 40 digits: ln Γ(r+x)/Γ(r)·αʳβˢ·[(α+T)^−(r+x)(β+T)^−s + s·∫(α+τ)^−(r+x)(β+τ)^−(s+1)dτ from t to T],
 * the integral by quad over panels that grow by half. [r, alpha, s, beta, x, t, T, value]
 */
const references = [
  [0.553, 10.578, 0.606, 11.669, 0, 0, 38.86, -0.52104629408089037401],
  [0.553, 10.578, 0.606, 11.669, 26, 30.86, 31, -39.131671540302774025],
  [0.553, 10.578, 0.606, 11.669, 25, 20, 39, -34.412020232458283779],
  [0.553, 10.578, 0.606, 11.669, 10000, 38.9, 39, 43077.579805154914519],
  [0.553, 10.578, 0.606, 11.669, 10000, 3, 39, 56009.762273300894329],
  [2, 5, 1, 5, 3, 10, 20, -9.8240158213872588262],
  [2, 5, 1, 5.000001, 3, 10, 20, -9.8240157205406596314],
  [0.3, 0.001, 0.4, 50, 4, 2, 30, -9.3740078607624979372],
  [0.3, 50, 0.4, 0.001, 4, 2, 30, -18.443799793990171935],
  [0.3, 50, 0.4, 0.001, 0, 0, 30, -0.0038443209311767683975],
  [0.9, 70, 1e-9, 2000, 131, 100, 373, -191.24660089650108816],
  [0.9, 70, 3000, 90000, 5, 100, 373, -25.930377068076339303],
  [3000, 2000, 0.5, 10, 40, 20, 39, -18.855657835070068765],
  [1.5, 8, 0.7, 3, 2, 10, 10.000000001, -6.7018189484843464099],
  [1.5, 8, 0.7, 3, 2, 1, 1e7, -4.747239070790581795],
] as const;

describe('logLikelihood', () => {
  it('is the formula of the papers', () => {
    // Γ(r+x)/Γ(r)·αʳβˢ·[(α+T)^−(r+x)·(β+T)^−s + s·∫…]; with α = β the integral is [(α+t)^−n − (α+T)^−n]/n, n = r+s+x.
    // r = s = 1, α = β = 3, x = 1, t = 1, T = 2: 9·[5⁻³ + (4⁻³ − 5⁻³)/3]. Second, x = 0, T = 2: 9·[5⁻² + (3⁻² − 5⁻²)/2].
    const data = toArrays([
      { frequency: 1, recency: 1, age: 2, count: 1 },
      { frequency: 0, recency: 0, age: 2, count: 1 },
    ]);
    const byHand = Math.log(9 * (1 / 125 + (1 / 64 - 1 / 125) / 3)) + Math.log(0.68);
    expect(logLikelihood({ r: 1, alpha: 3, s: 1, beta: 3 }, data)).toBeCloseTo(byHand, 14);
  });

  it.each(references)(
    'r %f alpha %f s %f beta %f, x %f t %f T %f',
    (r, alpha, s, beta, frequency, recency, age, expected) => {
      const data = toArrays([{ frequency, recency, age, count: 1 }]);
      const actual = logLikelihood({ r, alpha, s, beta }, data);
      // 1e-10 of the likelihood itself; a logarithm of order 1e4 has no more than 1e-11 to give.
      expect(Math.abs(actual - expected)).toBeLessThan(Math.abs(expected) > 1e4 ? 1e-9 : 1e-11);
    },
  );

  it('is each customer’s own, whatever others share the tables', () => {
    fc.assert(
      fc.property(someCustomers, parameters, (rows, at) => {
        const alone = rows.map((row) => logLikelihood(at, toArrays([row])));
        const sum = alone.reduce((total, value) => total + value, 0);
        const scale = alone.reduce((total, value) => total + Math.abs(value), 1);
        expect(Math.abs(logLikelihood(at, toArrays(rows)) - sum)).toBeLessThan(1e-12 * scale);
      }),
      settings,
    );
  });

  it('agrees with the difference of two ₂F₁ where that has digits', () => {
    const inputs = fc.record({
      at: parameters,
      frequency: fc.integer({ min: 0, max: 20 }),
      age: fc.integer({ min: 10, max: 60 }),
    });
    fc.assert(
      fc.property(inputs, ({ at, frequency, age }) => {
        const { r, alpha, s, beta } = at;
        const recency = frequency === 0 ? 0 : age / 4;
        // Fader & Hardie 2005, equations for A₀ with α ≥ β and α ≤ β.
        const [larger, smaller, second] = alpha >= beta ? [alpha, beta, s + 1] : [beta, alpha, r + frequency];
        const order = r + s + frequency;
        const term = (time: number): number => {
          const z = (larger - smaller) / (larger + time);
          return (hypergeometric2F1(order, second, order + 1, z) ?? NaN) * (larger + time) ** -order;
        };
        const difference = term(recency) - term(age);
        const stays = (alpha + age) ** -(r + frequency) * (beta + age) ** -s;
        // ln Γ(r+x) − ln Γ(r) as a sum of logarithms.
        const ways = Array.from({ length: frequency }, (_, index) => Math.log(r + index));
        const closed =
          ways.reduce((sum, value) => sum + value, 0) +
          r * Math.log(alpha) +
          s * Math.log(beta) +
          Math.log(stays + (s / order) * difference);
        const data = toArrays([{ frequency, recency, age, count: 1 }]);
        expect(Math.abs(logLikelihood(at, data) - closed)).toBeLessThan(1e-9);
      }),
      settings,
    );
  });

  it('depends neither on the order of customers nor on how equal ones are split', () => {
    fc.assert(
      fc.property(someCustomers, parameters, (rows, at) => {
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
      fc.property(someCustomers, parameters, (rows, at) => {
        const inDays = rows.map((row) => ({ ...row, recency: 7 * row.recency, age: 7 * row.age }));
        const purchases = rows.reduce((sum, row) => sum + row.count * row.frequency, 0);
        const scaled = { ...at, alpha: 7 * at.alpha, beta: 7 * at.beta };
        const shift = logLikelihood(scaled, toArrays(inDays)) - logLikelihood(at, toArrays(rows));
        expect(shift).toBeCloseTo(-purchases * Math.log(7), 7);
      }),
      settings,
    );
  });

  it('has the gradient that central differences give', () => {
    fc.assert(
      fc.property(someCustomers, parameters, (rows, at) => {
        const data = toArrays(rows);
        const gradient = logLikelihoodGradient(at, data);
        for (const name of names) {
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

  it('keeps its gradient for ten thousand purchases, long silence and rates that hardly vary', () => {
    const data = toArrays([
      { frequency: 10_000, recency: 3, age: 39, count: 1 },
      { frequency: 3, recency: 10, age: 1e6, count: 1 },
      { frequency: 0, recency: 0, age: 39, count: 2 },
    ]);
    for (const at of [
      { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
      { r: 0.5, alpha: 10, s: 3000, beta: 90_000 },
      { r: 0.5, alpha: 10, s: 1e-6, beta: 0.01 },
    ]) {
      const gradient = logLikelihoodGradient(at, data);
      for (const name of names) {
        const step = 1e-4 * at[name];
        const value = (factor: number): number =>
          logLikelihood({ ...at, [name]: at[name] + factor * step }, data);
        // Five points: error of order step⁴; values of order 5e4 lose 1e-11 of a difference.
        const slope = (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * step);
        const scale = Math.abs(gradient[name]) + 1 / at[name];
        expect(Math.abs(slope - gradient[name])).toBeLessThan(2e-6 * scale);
      }
    }
  });

  it('reaches the model without dropout as s goes to 0', () => {
    const data = toArrays([{ frequency: 3, recency: 10, age: 30, count: 1 }]);
    // NBD by hand: Γ(r+3)/Γ(r)·αʳ/(α+T)^(r+3) at r = 1, α = 10.
    const nbd = Math.log(6 * 10 * 40 ** -4);
    expect(logLikelihood({ r: 1, alpha: 10, s: 0, beta: 1 }, data)).toBeCloseTo(nbd, 13);
    expect(logLikelihood({ r: 1, alpha: 10, s: 1e-12, beta: 1 }, data)).toBeCloseTo(nbd, 10);
    expect(logLikelihood({ r: 1, alpha: 10, s: 1, beta: 1e14 }, data)).toBeCloseTo(nbd, 10);
  });

  it('learns nothing from customers who have just come', () => {
    const rows = [{ frequency: 3, recency: 10, age: 30, count: 1 }];
    const withNew = [...rows, { frequency: 0, recency: 0, age: 0, count: 50 }];
    const at = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
    // 50·r·ln alpha is added and taken away again.
    expect(logLikelihood(at, toArrays(withNew))).toBeCloseTo(logLikelihood(at, toArrays(rows)), 12);
    const [gradient, alone] = [withNew, rows].map((data) => logLikelihoodGradient(at, toArrays(data)));
    for (const name of names) expect(gradient[name]).toBeCloseTo(alone[name], 12);
  });
});
