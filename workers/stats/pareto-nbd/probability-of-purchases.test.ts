import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedPurchasesOfNewCustomer,
  type ParetoNbdParameters,
  logLikelihood,
  probabilityOfPurchases,
} from '../pareto-nbd';

const positive = fc.double({ min: 0.05, max: 5, noNaN: true });
const parameters: fc.Arbitrary<ParetoNbdParameters> = fc.record({
  r: positive,
  alpha: fc.double({ min: 5, max: 20, noNaN: true }),
  s: positive,
  beta: fc.double({ min: 0.1, max: 20, noNaN: true }),
});
const horizon = fc.double({ min: 0.1, max: 10, noNaN: true });
/** With t/(alpha+t) ≤ 2/3 the chance of more purchases than this is below 1e-30. */
const ENOUGH = 250;

describe('probabilityOfPurchases', () => {
  it('is worked by hand', () => {
    // r = s = 1, α = β = 3, t = 2. n = 0: 3·3·[1/25 + ∫(3+τ)⁻³dτ] = 9/25 + 9·(1/9 − 1/25)/2 = 0.68.
    // n = 1: NBD is ατ/(α+τ)². 3·2/25·3/5 + ∫3τ/(3+τ)²·3/(3+τ)²dτ; the integral of τ/(3+τ)⁴ is
    // [−1/(2u²) + 1/u³] from u = 3 to 5, i.e. (−0.02 + 0.008) − (−1/18 + 1/27) = 1/54 − 0.012.
    const at = { r: 1, alpha: 3, s: 1, beta: 3 };
    expect(probabilityOfPurchases(at, 0, 2)).toBeCloseTo(0.68, 14);
    expect(probabilityOfPurchases(at, 1, 2)).toBeCloseTo(0.144 + 9 * (1 / 54 - 0.012), 14);
  });

  // python3, mpmath 1.3.0, 30 digits: NBD(n; t)·(β/(β+t))^s plus quad over 400 panels in ln τ. 1e-10 for ten thousand
  // purchases: logarithms of gamma functions of 1e5. [r, alpha, s, beta, n, t, value, tolerance]
  const values = [
    [0.553, 10.578, 0.606, 11.669, 0, 39, 0.59362503160238383, 1e-12],
    [0.553, 10.578, 0.606, 11.669, 1, 39, 0.165562947277175484, 1e-12],
    [0.553, 10.578, 0.606, 11.669, 26, 39, 0.0000532376252805931365, 1e-12],
    [0.553, 10.578, 0.606, 11.669, 300, 39, 4.6206631449416032e-34, 1e-12],
    [2, 1, 1, 50, 10000, 5000, 1.18782761015457679e-6, 1e-10],
    [0.3, 50, 0.4, 0.001, 3, 10, 0.0000194495306011910958, 1e-12],
    [0.8, 0.01, 2000, 30000, 40, 20, 0.00226285281582807965, 1e-12],
    [1.5, 8, 1e-8, 3, 2, 1e6, 4.61403915309503579e-8, 1e-12],
  ] as const;

  it.each(values)(
    'r %f alpha %f s %f beta %f: %f purchases in %f',
    (r, alpha, s, beta, purchases, time, expected, tolerance) => {
      const actual = probabilityOfPurchases({ r, alpha, s, beta }, purchases, time);
      expect(Math.abs(actual / expected - 1)).toBeLessThan(tolerance);
    },
  );

  it('adds up to 1, and its mean is the expected number', () => {
    fc.assert(
      fc.property(parameters, horizon, (at, time) => {
        let [sum, mean] = [0, 0];
        for (let purchases = 0; purchases < ENOUGH; purchases++) {
          const probability = probabilityOfPurchases(at, purchases, time);
          sum += probability;
          mean += purchases * probability;
        }
        expect(sum).toBeCloseTo(1, 11);
        expect(mean / expectedPurchasesOfNewCustomer(at, time)).toBeCloseTo(1, 11);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it('of no purchase is the likelihood of never coming back', () => {
    fc.assert(
      fc.property(parameters, horizon, (at, time) => {
        const [frequency, recency, age, count] = [0, 0, time, 1].map((value) => Float64Array.of(value));
        const likelihood = Math.exp(logLikelihood(at, { frequency, recency, age, count }));
        expect(probabilityOfPurchases(at, 0, time) / likelihood).toBeCloseTo(1, 11);
      }),
      { seed: 1 },
    );
  });

  it('without dropout is negative binomial', () => {
    // r = 2, α = 4, t = 4: (n+1)·½^(n+2).
    const at = { r: 2, alpha: 4, s: 0, beta: 1 };
    expect(probabilityOfPurchases(at, 3, 4)).toBeCloseTo(4 / 32, 14);
    expect(probabilityOfPurchases({ ...at, s: 1, beta: 1e13 }, 3, 4)).toBeCloseTo(4 / 32, 11);
  });

  it('in no time is none for sure, and does not fail where it is too small for a number', () => {
    const at = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
    expect(probabilityOfPurchases(at, 0, 0)).toBe(1);
    expect(probabilityOfPurchases(at, 2, 0)).toBe(0);
    expect(probabilityOfPurchases(at, 10_000, 1)).toBe(0);
    expect(probabilityOfPurchases(at, 1, 1e-300)).toBeLessThan(1e-300);
  });
});
