import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent, readCsv } from '../../test/helpers/reference';
import { expectedPurchases } from './bg-nbd';
import { discountedPurchases } from './discounted-purchases';
import { expectedSpend } from './gamma-gamma';

describe('discountedPurchases', () => {
  it('discounts a steady purchase a month as an annuity', () => {
    // 1/1.01 + … + 1/1.01^12 = (1 − 1.01^−12) / 0.01 = 11.2550775
    expect(discountedPurchases((time) => time, 12, 0.01, 1)).toBeCloseTo(11.2550775, 7);
    expect(discountedPurchases((time) => time * 2, 3, 0, 1)).toBe(6);
  });

  it.skipIf(!referencePresent)('gives the lifetimes package’s 12-month value of CDNOW', () => {
    interface Reference {
      results: { customers_ID_1_to_10: number[]; total: number };
    }
    interface Fits {
      mle: {
        bgnbd: { params: Record<'r' | 'alpha' | 'a' | 'b', number> };
        gg: { params: Record<'p' | 'q' | 'v', number> };
      };
    }
    const { results } = referenceJson<Reference>('clv_cdnow.json');
    const { mle } = referenceJson<Fits>('btyd_parameters.json');
    const values = readCsv('cdnow_customers_summary_with_transactions.csv').map((row) => {
      const [x, recency, age, spend] = [row.x, row.t_x, row.T, row.zbar].map(Number);
      const expected = (horizon: number) => expectedPurchases(mle.bgnbd.params, x, recency, age, horizon);
      // 4.345 weeks a month is the package's constant.
      return discountedPurchases(expected, 12, 0.01, 4.345) * expectedSpend(mle.gg.params, x, spend)!;
    });
    results.customers_ID_1_to_10.forEach((expected, index) =>
      expect(values[index] / expected).toBeCloseTo(1, 4),
    );
    expect(values.reduce((sum, value) => sum + value, 0) / results.total).toBeCloseTo(1, 4);
  });
});
