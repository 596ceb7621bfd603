import { expect, it } from 'vitest';
import { kaplanMeier } from './kaplan-meier';
import { medianSurvival } from './median-survival';
import { groupDurations } from './test-data';

function medianOf(times: number[], censored: number[] = []): number | null {
  const observed = times.map((time) => ({ time, event: !censored.includes(time) }));
  const result = kaplanMeier(groupDurations(observed));
  if (result.kind === 'failed') throw new Error(result.reason);
  return medianSurvival(result.curve).median;
}

// Expected values by the rule in R's survival:::survmean (minmin), whose medians of the Telco strata kaplan-meier.test.ts
// checks; none of those is exactly one half.
it('takes the middle where survival is exactly one half for a while', () => {
  expect(medianOf([1, 2, 3, 4])).toBe(2.5);
  expect(medianOf([1, 2, 4, 8])).toBe(3);
});

it('takes the time itself where survival jumps past one half, or rests on it until the end', () => {
  expect(medianOf([1, 2, 3])).toBe(2);
  expect(medianOf([1, 2, 3, 4], [3, 4])).toBe(2);
});

it('recognises one half in spite of rounding', () => {
  // 10 of 10, then 9/10·8/9·7/8·6/7·5/6, which is not 0.5 to the last bit for every order of the product.
  expect(medianOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe(5.5);
});

it('is not reached when most are still there', () => {
  expect(medianOf([1, 2, 3, 4], [2, 3, 4])).toBeNull();
});
