import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../test/helpers/reference';
import { correlation } from './correlation';
import { onlineRetail } from './test-data';

describe('correlation', () => {
  it('is Pearson’s', () => {
    // By hand: deviations (−1.5, −.5, .5, 1.5) and (−2, 0, 1, 1), moments 5, 6 and 5.
    expect(correlation([1, 2, 3, 4], [1, 3, 4, 4])).toBeCloseTo(5 / Math.sqrt(30), 14);
    expect(correlation([1, 2, 3], [5, 3, 1])).toBeCloseTo(-1, 14);
  });

  it('counts each pair as often as told', () => {
    const repeated = correlation([1, 1, 2, 5, 5, 5], [2, 2, 7, 3, 3, 3]);
    expect(correlation([1, 2, 5], [2, 7, 3], [2, 1, 3])).toBeCloseTo(repeated ?? NaN, 14);
  });

  it.skipIf(!referencePresent)('of frequency and spend in Online Retail is pandas’', () => {
    const { fits } = referenceJson<{ fits: Record<string, { corr_freq_monetary_repeat: number }> }>(
      'btyd_online_retail.json',
    );
    const { frequency, meanSpend } = onlineRetail('2011-12-09');
    const isRepeat = frequency.map(Number);
    const value = correlation(
      frequency,
      meanSpend,
      isRepeat.map((x) => (x > 0 ? 1 : 0)),
    );
    // Only the order of summation differs.
    expect(value).toBeCloseTo(fits['full_to_2011-12-09'].corr_freq_monetary_repeat, 10);
  });

  it('is null where there is none', () => {
    expect(correlation([1, 2], [3, 3])).toBeNull();
    expect(correlation([1], [3])).toBeNull();
    expect(correlation([], [])).toBeNull();
    expect(correlation([1, 2], [3])).toBeNull();
    expect(correlation([1, 2], [3, 4], [1])).toBeNull();
    expect(correlation([1, NaN], [3, 4])).toBeNull();
  });
});
