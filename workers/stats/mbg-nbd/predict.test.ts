import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedPurchases,
  expectedPurchasesIfAlive,
  expectedPurchasesOfNewCustomer,
  type MbgNbdParameters,
  probabilityAlive,
} from '../mbg-nbd';
import { createRandom } from '../random';
import { simulateMbgNbd, someParameters } from './test-data';

const published: MbgNbdParameters = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };

describe('probabilityAlive', () => {
  it('is below 1 for someone who never came back', () => {
    // 1/(1 + a/b·((α+T)/α)ʳ) at r=2, α=3, a=1, b=2, T=3: 1/(1 + ½·4) = ⅓. The recency of such a customer is not read.
    expect(probabilityAlive({ r: 2, alpha: 3, a: 1, b: 2 }, 0, 0, 3)).toBeCloseTo(1 / 3, 15);
    expect(probabilityAlive({ r: 2, alpha: 3, a: 1, b: 2 }, 0, NaN, 3)).toBeCloseTo(1 / 3, 15);
  });

  it('survives ten thousand purchases and a tiny a', () => {
    // python3, mpmath 1.3.0, 60 digits: 1/(1 + a/(b+x)·((α+T)/(α+t))^(r+x)). 1e-10: the power of 10,000.
    expect(probabilityAlive(published, 10_000, 38.9, 39) / 2.67382878018129691e-6).toBeCloseTo(1, 10);
    expect(probabilityAlive({ ...published, a: 0.001 }, 0, 0, 39)).toBeCloseTo(0.998242825181873593, 14);
    expect(probabilityAlive({ r: 0.8, alpha: 68, a: 1e-15, b: 6.7 }, 5, 1, 365)).toBeCloseTo(
      0.999999999996384909,
      14,
    );
    expect(probabilityAlive({ ...published, a: 0 }, 0, 0, 39)).toBe(1);
  });

  it('is between 0 and 1 and falls with silence', () => {
    const time = fc.double({ min: 0.01, max: 20, noNaN: true });
    fc.assert(
      fc.property(
        someParameters,
        fc.integer({ min: 0, max: 200 }),
        fc.tuple(time, time, time),
        (at, frequency, [recency, silence, more]) => {
          const now = probabilityAlive(at, frequency, recency, recency + silence);
          const later = probabilityAlive(at, frequency, recency, recency + silence + more);
          expect(now).toBeLessThanOrEqual(1);
          expect(later).toBeGreaterThanOrEqual(0);
          expect(later).toBeLessThanOrEqual(now);
          if (now > 1e-300) expect(later).toBeLessThan(now);
        },
      ),
      { seed: 1 },
    );
  });
});

describe('expected purchases', () => {
  // python3, mpmath 1.3.0, 60 digits: (a+b+x)/(a−1)·(1 − (A/(A+t))^(r+x)·hyp2f1(r+x, b+x+1, a+b+x, t/(A+t))), A = alpha+T.
  // [r, alpha, a, b, x, T, t, value]; where a = 1 a distance of 1e-19 was added.
  const values = [
    [0.525, 6.183, 1, 1.614, 3, 30, 52, 3.55020972999417493],
    [0.525, 6.183, 0.001, 2, 3, 30, 52, 5.06384615083993886],
    [0.5, 4, 0.3, 0.7, 0, 10, 52, 1.47789599334079303],
  ] as const;

  it.each(values)(
    'r %f alpha %f a %f b %f, x %f T %f, horizon %f',
    (r, alpha, a, b, frequency, age, horizon, expected) => {
      const parameters = { r, alpha, a, b };
      expect(expectedPurchasesIfAlive(parameters, frequency, age, horizon) / expected).toBeCloseTo(1, 12);
      const alive = probabilityAlive(parameters, frequency, age / 2, age);
      const unconditional = expectedPurchases(parameters, frequency, age / 2, age, horizon);
      expect(unconditional / (alive * expected)).toBeCloseTo(1, 12);
    },
  );

  it('of a new customer', () => {
    // The same: b/(a−1)·(1 − (α/(α+t))ʳ·hyp2f1(r, b+1, a+b, t/(α+t))).
    for (const [horizon, expected] of [
      [1, 0.0530847952637018382],
      [39, 1.18295366559717264],
      [78, 1.80475757755314166],
    ]) {
      expect(expectedPurchasesOfNewCustomer(published, horizon) / expected).toBeCloseTo(1, 12);
    }
  });

  it('of a new customer are what simulated customers make', () => {
    const truth = { r: 2, alpha: 10, a: 0.5, b: 2 };
    // Ages of [52, 104]: the mean expectation over a grid of ages against 50,000 draws, whose mean errs by 0.03 or so.
    const { frequency } = simulateMbgNbd(createRandom(5), truth, 50_000, 104);
    const actual = frequency.reduce((sum, value) => sum + value, 0) / frequency.length;
    const ages = Array.from({ length: 520 }, (_, index) => 52.05 + index / 10);
    const expected = ages.reduce((sum, age) => sum + expectedPurchasesOfNewCustomer(truth, age), 0) / 520;
    expect(Math.abs(actual - expected)).toBeLessThan(0.1);
    expect(expected).toBeGreaterThan(3);
  });

  it('without dropout goes on at the expected rate', () => {
    // (r+x)/(alpha+T)·t, the conditional expectation of the NBD model.
    const parameters = { r: 0.8, alpha: 20, a: 0, b: 1 };
    expect(expectedPurchases(parameters, 5, 30, 80, 52)).toBeCloseTo((5.8 / 100) * 52, 12);
    expect(expectedPurchasesOfNewCustomer(parameters, 52)).toBeCloseTo(0.04 * 52, 12);
  });

  it('is zero for no horizon and for someone surely gone', () => {
    expect(expectedPurchases(published, 3, 10, 20, 0)).toBe(0);
    expect(expectedPurchases(published, 10_000, 3, 39, 52)).toBe(0);
  });
});
