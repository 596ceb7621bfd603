import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as bgNbd from '../bg-nbd';
import * as mbgNbd from '../mbg-nbd';
import { someParameters } from '../mbg-nbd/test-data';
import { nbdExpectedPurchases, nbdProbabilityOfPurchases } from '../nbd';

describe('probability of n purchases', () => {
  // python3, mpmath 1.3.0, 80 digits. BG/NBD: B(a,b+n)/B(a,b)·nbd(n) + B(a+1,b+n−1)/B(a,b)·betainc(n, r, 0, t/(α+t)); MBG/NBD:
  // B(a,b+n+1)/B(a,b)·nbd(n) + B(a+1,b+n)/B(a,b)·betainc(…); NBD: Γ(r+n)/(Γ(r) n!)·(α/(α+t))ʳ·(t/(α+t))ⁿ.
  // [r, alpha, a, b, n, t, BG/NBD, MBG/NBD, NBD]
  const values = [
    [0.243, 4.414, 0.793, 2.426, 0, 39, 0.573786352096009405, 0.678783998193513146, 0.573786352096009405],
    [0.243, 4.414, 0.793, 2.426, 1, 39, 0.199395280835911456, 0.137030240826340106, 0.125253910232042224],
    [0.243, 4.414, 0.793, 2.426, 7, 39, 0.0086954288041552609, 0.00770397433854951126, 0.0164007293678106319],
    [
      0.243, 4.414, 0.793, 2.426, 100, 39, 5.53409053859000417e-9, 5.48795224566024817e-9,
      1.03612435885720841e-7,
    ],
    [0.8, 1, 0.5, 3, 2000, 2500, 9.26653570711987497e-6, 9.26258900125198128e-6, 0.000161391582638865294],
    [50, 1, 0.01, 3, 3, 200, 0.00198441568904841166, 0.00165092819388386993, 1.50692354084915477e-111],
  ] as const;

  it.each(values)('r %f alpha %f a %f b %f, n %i, horizon %f', (r, alpha, a, b, n, horizon, bg, mbg, nbd) => {
    const parameters = { r, alpha, a, b };
    // 1e-11: logGamma(2000) is 1.3e4 and its rounding is magnified that much.
    expect(bgNbd.probabilityOfPurchases(parameters, n, horizon) / bg).toBeCloseTo(1, 11);
    expect(mbgNbd.probabilityOfPurchases(parameters, n, horizon) / mbg).toBeCloseTo(1, 11);
    expect(nbdProbabilityOfPurchases(parameters, n, horizon) / nbd).toBeCloseTo(1, 11);
  });

  it('by hand', () => {
    // r = 1, α = t: a customer who cannot leave makes n purchases with chance 2^−(n+1), n or more with 2^−n. a = b = 1.
    // BG/NBD: n = 0: ½; n = 1: stays ½·¼, leaves ½·½. MBG/NBD: n = 0: leaves at once ½, stays ½·½;
    // n = 1: stays ⅓·¼, leaves after it B(2,2)/B(1,1) = 1/6 · ½.
    const parameters = { r: 1, alpha: 10, a: 1, b: 1 };
    expect(bgNbd.probabilityOfPurchases(parameters, 0, 10)).toBeCloseTo(0.5, 15);
    expect(bgNbd.probabilityOfPurchases(parameters, 1, 10)).toBeCloseTo(3 / 8, 15);
    expect(mbgNbd.probabilityOfPurchases(parameters, 0, 10)).toBeCloseTo(0.75, 15);
    expect(mbgNbd.probabilityOfPurchases(parameters, 1, 10)).toBeCloseTo(1 / 6, 15);
  });

  const inputs = [
    someParameters.map((parameters) => ({ ...parameters, alpha: 1 + parameters.alpha })),
    fc.double({ min: 0.01, max: 5, noNaN: true }),
  ] as const;

  /** Σ P(n) and Σ n·P(n), up to where next to nothing is left: the ratio t/(α+t) is at most 5/6. */
  function sums(probability: (purchases: number) => number): { total: number; mean: number } {
    let [total, mean, least] = [0, 0, 0];
    for (let purchases = 0; purchases < 600; purchases++) {
      const value = probability(purchases);
      least = Math.min(least, value);
      total += value;
      mean += purchases * value;
    }
    expect(least).toBe(0);
    return { total, mean };
  }

  it.each([
    ['BG/NBD', bgNbd],
    ['MBG/NBD', mbgNbd],
  ] as const)('of %s sums to 1 and has the expected number as its mean', (_, model) => {
    fc.assert(
      fc.property(...inputs, (parameters, horizon) => {
        const { total, mean } = sums((n) => model.probabilityOfPurchases(parameters, n, horizon));
        expect(total).toBeCloseTo(1, 10);
        expect(mean / model.expectedPurchasesOfNewCustomer(parameters, horizon)).toBeCloseTo(1, 9);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('of NBD does too, and the other models reach it as a goes to 0', () => {
    fc.assert(
      fc.property(...inputs, (parameters, horizon) => {
        const nbd = (n: number): number => nbdProbabilityOfPurchases(parameters, n, horizon);
        const { total, mean } = sums(nbd);
        expect(total).toBeCloseTo(1, 10);
        expect(mean / nbdExpectedPurchases(parameters, 0, 0, horizon)).toBeCloseTo(1, 9);
        for (const n of [0, 1, 5]) {
          const loyal = { ...parameters, a: 0, b: 1 };
          expect(bgNbd.probabilityOfPurchases(loyal, n, horizon)).toBeCloseTo(nbd(n), 14);
          expect(mbgNbd.probabilityOfPurchases(loyal, n, horizon)).toBeCloseTo(nbd(n), 14);
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('is certain for no horizon', () => {
    const parameters = { r: 1, alpha: 10, a: 1, b: 1 };
    for (const model of [bgNbd, mbgNbd]) {
      expect(model.probabilityOfPurchases(parameters, 0, 0)).toBeCloseTo(1, 15);
      expect(model.probabilityOfPurchases(parameters, 1, 0)).toBe(0);
      expect(model.probabilityOfPurchases(parameters, 2, 0)).toBe(0);
    }
  });

  it('without dropout goes on at the posterior rate', () => {
    expect(nbdExpectedPurchases({ r: 0.8, alpha: 20 }, 5, 80, 52)).toBeCloseTo((5.8 / 100) * 52, 14);
  });
});
