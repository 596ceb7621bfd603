import { describe, expect, it } from 'vitest';
import { displayed, entered, isAllowed, type NumberParameter } from './parameter-values';

const rate: NumberParameter = {
  name: 'monthlyDiscountRate',
  kind: 'number',
  min: 0,
  max: 1,
  default: 0.01,
  display: 'yearlyRate',
};
const margin: NumberParameter = { ...rate, name: 'margin', display: 'fraction' };
const days: NumberParameter = { name: 'days', kind: 'number', integer: true, min: 1, max: 60, default: null };

describe('numbers as people enter them', () => {
  it('shows a monthly rate per year: 1.01 ^ 12 − 1', () => {
    expect(displayed(rate, 0.01)).toBeCloseTo(12.6825, 4);
    expect(entered(rate, 10)).toBeCloseTo(1.1 ** (1 / 12) - 1, 12);
  });

  it('shows a fraction in per cent', () => {
    expect(displayed(margin, 0.35)).toBe(35);
    expect(entered(margin, 35)).toBe(0.35);
  });

  it('refuses what is out of range or not whole', () => {
    expect([0, 1, 1.5, 60, 61].map((value) => isAllowed(days, value))).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});
