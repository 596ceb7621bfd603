import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedPurchases,
  expectedPurchasesIfAlive,
  expectedPurchasesOfNewCustomer,
  logLikelihood,
  probabilityAlive,
  probabilityOfPurchases,
} from '../bg-bb';
import { toArrays } from '../purchase-history/test-data';
import { someParameters } from './test-data';

const published = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };

describe('predictions at the published parameters', () => {
  // python3, mpmath 1.3.0, 60 digits, the paper's equations 11 and 13: [x, t, n, P(alive), expected in 5, in 50].
  const values = [
    [0, 0, 6, 0.108016584168674195, 0.0728028774750430124, 0.40445824231431441],
    [1, 1, 6, 0.0694080932065496736, 0.0856353983378703022, 0.475749639202028271],
    [1, 6, 6, 0.930402542372881356, 1.14792654069266959, 6.37733516939172537],
    [2, 4, 6, 0.589514116433697893, 1.05734894190968056, 5.87412900958880497],
    [6, 6, 6, 0.930402542372881356, 3.75211560759981475, 20.8449739384292149],
    [3, 3, 40, 7.92259745607687936e-6, 3.85621058903422195e-6, 0.0000303909895538965602],
    [500, 990, 1000, 0.411180840323513665, 1.02707472755306988, 10.1235865538473014],
  ] as const;

  it.each(values)('x %i t %i n %i', (frequency, recency, age, alive, soon, later) => {
    const history = [published, frequency, recency, age] as const;
    expect(probabilityAlive(...history) / alive).toBeCloseTo(1, 12);
    expect(expectedPurchases(...history, 5) / soon).toBeCloseTo(1, 12);
    expect(expectedPurchases(...history, 50) / later).toBeCloseTo(1, 12);
  });

  it('as printed', () => {
    // Fader, Hardie & Shang 2010, table 6: P(alive in 2002) of donors of 1995 by number and year of repeat donations.
    expect(probabilityAlive(published, 0, 0, 6).toFixed(2)).toBe('0.11');
    expect(probabilityAlive(published, 2, 4, 6).toFixed(2)).toBe('0.59');
    expect(probabilityAlive(published, 6, 6, 6).toFixed(2)).toBe('0.93');
    // The walkthrough of the R package BTYD: customers A and B in ten years, and a new customer, at its own estimates,
    // which differ in the fourth digit.
    expect(expectedPurchases(published, 0, 0, 6, 10)).toBeCloseTo(0.1302, 3);
    expect(expectedPurchases(published, 4, 5, 6, 10)).toBeCloseTo(3.6279, 2);
    expect(expectedPurchasesOfNewCustomer(published, 10).toFixed(3)).toBe('3.179');
  });

  it('of a new customer', () => {
    // mpmath, equation 9: α/(α+β)·δ/(γ−1)·(1 − Γ(γ+δ)/Γ(γ+δ+n)·Γ(1+δ+n)/Γ(1+δ)).
    expect(expectedPurchasesOfNewCustomer(published, 1)).toBeCloseTo(0.498490276356192426, 14);
    expect(expectedPurchasesOfNewCustomer(published, 6)).toBeCloseTo(2.21963139348729886, 13);
    expect(expectedPurchasesOfNewCustomer(published, 200)).toBeCloseTo(15.9334449058995428, 11);
  });

  it("passes through gamma = 1, the paper's pole", () => {
    // mpmath at 1 + 1e-30.
    const atPole = { ...published, gamma: 1 };
    expect(expectedPurchases(atPole, 2, 4, 6, 50)).toBeCloseTo(3.44038286585262814, 12);
    expect(expectedPurchasesOfNewCustomer(atPole, 10)).toBeCloseTo(2.39071024175258673, 13);
  });
});

describe('P(alive)', () => {
  const time = fc.integer({ min: 0, max: 30 });

  it('is between 0 and 1 and falls with silence', () => {
    fc.assert(
      fc.property(someParameters, time, time, time, (at, frequency, misses, silence) => {
        const recency = frequency === 0 ? 0 : frequency + misses;
        const now = probabilityAlive(at, frequency, recency, recency + silence);
        const later = probabilityAlive(at, frequency, recency, recency + silence + 1);
        expect(now).toBeLessThan(1);
        expect(later).toBeGreaterThan(0);
        expect(later).toBeLessThan(now);
      }),
      { seed: 1 },
    );
  });

  it('is the share of the likelihood of those who stayed', () => {
    // At x = n = t only they are left: their chance to stay for one more, (δ+n)/(γ+δ+n).
    expect(probabilityAlive({ alpha: 1, beta: 1, gamma: 1, delta: 1 }, 2, 2, 2)).toBeCloseTo(3 / 4, 15);
    // x=1, t=1, n=2, all four 1 (see the likelihood's test): B(2,2)·B(1,4) / (5/36) = 1/6·1/4·36/5.
    expect(probabilityAlive({ alpha: 1, beta: 1, gamma: 1, delta: 1 }, 1, 1, 2)).toBeCloseTo(0.3, 15);
  });

  it('is 1 where nobody leaves, after however long a silence', () => {
    const loyal = { alpha: 50, beta: 0.01, gamma: 0, delta: 1 };
    expect(probabilityAlive(loyal, 1, 1, 100_000)).toBe(1);
    // α+x over α+β+n, each time.
    expect(expectedPurchases({ alpha: 1, beta: 1, gamma: 0, delta: 1 }, 2, 3, 6, 10)).toBeCloseTo(30 / 8, 13);
  });

  it('of ten thousand purchases is finite', () => {
    // mpmath, 60 digits. 1e-10: a power of 10,000.
    const at = { alpha: 200, beta: 3, gamma: 2, delta: 40_000 };
    expect(probabilityAlive(at, 9_900, 9_990, 10_000) / 1.57369958875136903e-16).toBeCloseTo(1, 10);
    expect(expectedPurchases(at, 9_900, 9_990, 10_000, 50) / 7.78143940001872535e-15).toBeCloseTo(1, 10);
  });
});

describe('probability of x purchases', () => {
  it('is the paper’s', () => {
    // mpmath, 60 digits, equation 8. 1e-11: rounding of up to 2,000 summed logarithms.
    const values = [
      [6, 0, 0.311217743263849347],
      [6, 3, 0.10026311502480369],
      [6, 6, 0.112787648207746842],
      [300, 250, 0.00022966136047234975],
      [2000, 900, 0.0000147174422388792465],
    ];
    for (const [occasions, purchases, expected] of values) {
      expect(probabilityOfPurchases(published, purchases, occasions) / expected).toBeCloseTo(1, 11);
    }
    const rare = { alpha: 2, beta: 98, gamma: 1, delta: 500 };
    expect(probabilityOfPurchases(rare, 60, 3000) / 0.0024163099846272244).toBeCloseTo(1, 11);
  });

  it('sums to 1 and has the expected number as its mean', () => {
    fc.assert(
      fc.property(someParameters, fc.integer({ min: 1, max: 40 }), (at, occasions) => {
        const chances = Array.from({ length: occasions + 1 }, (_, x) =>
          probabilityOfPurchases(at, x, occasions),
        );
        expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
        const mean = chances.reduce((sum, chance, x) => sum + x * chance, 0);
        expect(mean / expectedPurchasesOfNewCustomer(at, occasions)).toBeCloseTo(1, 12);
      }),
      { seed: 1 },
    );
  });

  it('counts the histories of x = 0 and x = n, of which there is one each', () => {
    fc.assert(
      fc.property(someParameters, fc.integer({ min: 1, max: 20 }), (at, age) => {
        for (const frequency of [0, age]) {
          const history = toArrays([{ frequency, recency: frequency, age, count: 1 }]);
          const chance = probabilityOfPurchases(at, frequency, age);
          expect(chance / Math.exp(logLikelihood(at, history))).toBeCloseTo(1, 11);
        }
      }),
      { seed: 1 },
    );
  });

  it('is 0 for more purchases than occasions', () => {
    expect(probabilityOfPurchases(published, 3, 2)).toBe(0);
    expect(probabilityOfPurchases(published, 0, 0)).toBe(1);
  });

  it('expects nothing of no horizon', () => {
    expect(expectedPurchasesIfAlive(published, 3, 6, 0)).toBe(0);
  });
});
