import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../../test/helpers/reference';
import {
  type BetaGeometric,
  discountedLifetime,
  discountedResidualLifetime,
  expectedLifetime,
  expectedResidualLifetime,
  projectSurvival,
  renewalFitQuality,
  retentionRate,
  survivalAfter,
  tabulateRenewals,
} from '../sbg';
import { livesOf } from './test-data';

const parameter = fc.double({ min: 0.05, max: 30, noNaN: true });
const models = fc.record({ alpha: parameter, beta: parameter });

describe.skipIf(!referencePresent)('curves and residual lifetimes', () => {
  const reference = referencePresent
    ? referenceJson<{
        results: {
          mle_first_7_years: Record<'high_end' | 'regular', { params: BetaGeometric }>;
          'survival_1..12_at_mle': Record<'high_end' | 'regular', number[]>;
          'retention_rate_1..12_at_mle': Record<'high_end' | 'regular', number[]>;
          'DERL_d=0.1_n=1..5': Record<string, number[]>;
        };
      }>('sbg.json').results
    : null!;

  it.each(['high_end', 'regular'] as const)('%s: as sbg.json has them, to 1e-12', (name) => {
    const { params } = reference.mle_first_7_years[name];
    const curve = projectSurvival(
      params,
      [
        [0, 0],
        [0, 0],
      ],
      12,
    );
    reference['survival_1..12_at_mle'][name].forEach((expected, index) => {
      expect(survivalAfter(params, index + 1)).toBeCloseTo(expected, 12);
      expect(curve.survival[index]).toBeCloseTo(expected, 12);
    });
    reference['retention_rate_1..12_at_mle'][name].forEach((expected, index) =>
      expect(retentionRate(params, index + 1)).toBeCloseTo(expected, 12),
    );
  });

  it.each([
    ['case1_alpha=3.80_beta=15.20', { alpha: 3.8, beta: 15.2 }],
    ['case2_alpha=0.067_beta=0.267', { alpha: 0.067, beta: 0.267 }],
  ])('DERL %s, to 1e-12 relative', (name, model) => {
    reference['DERL_d=0.1_n=1..5'][name].forEach((expected, index) =>
      expect(discountedResidualLifetime(model, index, 0.1)! / expected).toBeCloseTo(1, 12),
    );
  });
});

describe('retention and survival', () => {
  it('are those worked by hand', () => {
    // alpha = 1, beta = 2: r = 2/3, 3/4, 4/5; S = 2/3, 1/2, 2/5.
    const model = { alpha: 1, beta: 2 };
    expect([1, 2, 3].map((t) => retentionRate(model, t))).toEqual([2 / 3, 3 / 4, 4 / 5]);
    [1, 2 / 3, 1 / 2, 2 / 5].forEach((expected, t) =>
      expect(survivalAfter(model, t)).toBeCloseTo(expected, 14),
    );
    expect(survivalAfter({ churnRate: 0.5 }, 3)).toBe(0.125);
  });

  it('retention rises with every renewal and survival never rises', () => {
    fc.assert(
      fc.property(models, (model) => {
        const { retention, survival, lower, upper } = projectSurvival(
          model,
          [
            [1e-3, 0],
            [0, 1e-3],
          ],
          40,
        );
        for (let index = 0; index < 40; index++) {
          expect(survival[index]).toBeLessThanOrEqual(index === 0 ? 1 : survival[index - 1]);
          if (index > 0) expect(retention[index]).toBeGreaterThan(retention[index - 1]);
          expect(lower[index]).toBeGreaterThanOrEqual(0);
          expect(lower[index]).toBeLessThanOrEqual(survival[index]);
          expect(upper[index]).toBeGreaterThanOrEqual(survival[index]);
          expect(upper[index]).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('has the standard error that numeric derivatives of survival give', () => {
    const model = { alpha: 0.67, beta: 3.8 };
    const covariance = [
      [0.0108, 0.077],
      [0.077, 0.617],
    ];
    const { standardError } = projectSurvival(model, covariance, 9);
    const step = 1e-6;
    const [byAlpha, byBeta] = (['alpha', 'beta'] as const).map((name) => {
      const shifted = (by: number) => survivalAfter({ ...model, [name]: model[name] + by }, 9);
      return (shifted(step) - shifted(-step)) / (2 * step);
    });
    const variance = byAlpha ** 2 * 0.0108 + 2 * byAlpha * byBeta * 0.077 + byBeta ** 2 * 0.617;
    expect(standardError[8] / Math.sqrt(variance)).toBeCloseTo(1, 6);
    // One churn rate: the derivative of (1−θ)^t is −t(1−θ)^(t−1).
    const constant = projectSurvival({ churnRate: 0.2 }, [[1e-4]], 3);
    expect(constant.standardError[2]).toBeCloseTo(3 * 0.8 ** 2 * 1e-2, 14);
  });
});

describe('lifetimes', () => {
  it('are those worked by hand', () => {
    // alpha = 2, beta = 3: without discount (β+n−1)/(α−1) = 3 for a new customer's rest, 4 after one renewal.
    expect([0, 1].map((renewals) => expectedResidualLifetime({ alpha: 2, beta: 3 }, renewals))).toEqual([
      3, 4,
    ]);
    expect(expectedLifetime({ alpha: 2, beta: 3 })).toBe(4);
    // Half leave each time: 1/2 + 1/4 + … = 1; at 25 % discount 1/2 / (1 − 0.4) = 5/6, and 1 + 5/6/1.25 = 5/3 in all.
    expect(expectedResidualLifetime({ churnRate: 0.5 }, 7)).toBe(1);
    expect(discountedResidualLifetime({ churnRate: 0.5 }, 7, 0.25)).toBeCloseTo(5 / 6, 14);
    expect(discountedLifetime({ churnRate: 0.5 }, 0.25)).toBeCloseTo(5 / 3, 14);
  });

  it('are the sums that define them', () => {
    const rate = fc.double({ min: 0.02, max: 1, noNaN: true });
    fc.assert(
      fc.property(models, fc.integer({ min: 0, max: 30 }), rate, (model, renewals, discountRate) => {
        let [surviving, sum] = [1, 0];
        // 1.02^−2000 is below 1e-17.
        for (let later = 0; later < 2000; later++) {
          surviving *= retentionRate(model, renewals + 1 + later);
          sum += surviving / (1 + discountRate) ** later;
        }
        expect(discountedResidualLifetime(model, renewals, discountRate)! / sum).toBeCloseTo(1, 10);
        const fresh = discountedResidualLifetime(model, 0, discountRate)!;
        expect(discountedLifetime(model, discountRate)).toBeCloseTo(1 + fresh / (1 + discountRate), 10);
      }),
    );
  });

  it('without discount satisfy E(n) = r(n)·(1 + E(n+1)), and are the limit of a small rate', () => {
    const model = { alpha: 3.8, beta: 15.2 };
    for (let renewals = 0; renewals < 20; renewals++) {
      const next = expectedResidualLifetime(model, renewals + 1)!;
      const rate = retentionRate(model, renewals + 1);
      expect(expectedResidualLifetime(model, renewals)).toBeCloseTo(rate * (1 + next), 10);
    }
    expect(discountedResidualLifetime(model, 2, 1e-7)! / expectedResidualLifetime(model, 2)!).toBeCloseTo(
      1,
      5,
    );
  });

  it('do not exist for alpha up to 1 without discount, nor for a rate below zero', () => {
    expect(expectedResidualLifetime({ alpha: 1, beta: 5 }, 0)).toBeNull();
    expect(expectedLifetime({ alpha: 0.668, beta: 3.806 })).toBeNull();
    expect(discountedResidualLifetime({ alpha: 0.668, beta: 3.806 }, 3, 0)).toBeNull();
    expect(discountedResidualLifetime({ alpha: 2, beta: 3 }, 3, -0.1)).toBeNull();
    expect(discountedResidualLifetime({ alpha: 2, beta: 3 }, 3, NaN)).toBeNull();
  });
});

describe('renewalFitQuality', () => {
  it('is the chi-square worked by hand', () => {
    // 20 % churn: 30 of 100 leave where 20 are expected, 100 · 0.1² / (0.2 · 0.8) = 6.25; 14 of 70 as expected; 2 of 6 are
    // too few to count. One degree of freedom: R pchisq(6.25, 1, lower.tail = FALSE) = 0.01241933.
    const table = tabulateRenewals(livesOf([1, 30, 0], [2, 14, 50], [3, 2, 4]));
    const quality = renewalFitQuality(table, { churnRate: 0.2 });
    expect(quality?.chiSquare).toBeCloseTo(6.25, 12);
    expect(quality).toMatchObject({ degreesOfFreedom: 1, worst: { renewal: 1, observed: 0.7, fitted: 0.8 } });
    expect(quality?.pValue).toBeCloseTo(0.01241933, 8);
  });

  it('cannot be told from too few renewals', () => {
    const table = tabulateRenewals(livesOf([1, 30, 0], [2, 14, 56]));
    expect(renewalFitQuality(table, { alpha: 1, beta: 4 })).toBeNull();
    expect(renewalFitQuality(tabulateRenewals(livesOf()), { alpha: 1, beta: 4 })).toBeNull();
  });
});
