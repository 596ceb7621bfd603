import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier, type SurvivalCurve } from './kaplan-meier';
import { survivalIntervals, type SurvivalInterval } from './kaplan-meier-interval';
import { medianSurvival, survivalQuantile } from './median-survival';
import { type Duration, groupDurations } from './test-data';

function curveOf(observed: Duration[], interval?: SurvivalInterval): SurvivalCurve {
  const result = kaplanMeier(groupDurations(observed), { interval });
  if (result.kind === 'failed') throw new Error(result.reason);
  return result.curve;
}

function medianOf(times: number[], censored: number[] = []): number | null {
  return medianSurvival(curveOf(times.map((time) => ({ time, event: !censored.includes(time) })))).time;
}

// R's medians of the Telco strata are in kaplan-meier.test.ts; none of them rests on one half.
describe('the median', () => {
  it('takes the middle where survival is exactly one half for a while', () => {
    expect(medianOf([1, 2, 3, 4])).toBe(2.5);
    expect(medianOf([1, 2, 4, 8])).toBe(3);
  });

  it('takes the time itself where survival jumps past one half', () => {
    expect(medianOf([1, 2, 3])).toBe(2);
  });

  it('takes the middle up to the last time where survival rests on one half until the end', () => {
    expect(medianOf([1, 2, 3, 4], [3, 4])).toBe(3);
  });

  it('recognises one half in spite of rounding', () => {
    // 10 of 10, then 9/10·8/9·7/8·6/7·5/6, which is not 0.5 to the last bit for every order of the product.
    expect(medianOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe(5.5);
  });

  it('is not reached when most are still there', () => {
    expect(medianOf([1, 2, 3, 4], [2, 3, 4])).toBeNull();
    expect(medianOf([7], [7])).toBeNull();
  });

  it('is the one time there is, for one customer or for equal ones, also at the very start', () => {
    expect(medianOf([7])).toBe(7);
    expect(medianOf([7, 7, 7])).toBe(7);
    expect(medianOf([0, 0])).toBe(0);
  });
});

/*
 * The formal test of R survival's own quantile.survfit (tests/quantile.R, log intervals): S = 6/7 from 1, 18/35 from 6,
 * 9/35 from 9, observed until 10. Probabilities 1 − 13/14, 6/7, 2/3, 1/2, 9/35, 1/10: before the first drop, on flats in the middle and
 * at the end, between them, and below the curve.
 */
const [left, stayed] = [true, false];
const wholeTest: [number, boolean, number][] = [
  [9, left, 0],
  [1, left, 1],
  [1, stayed, 1],
  [6, left, 1],
  [6, left, 0],
  [8, stayed, 0],
  [10, stayed, 0],
];
const heights = [13 / 14, 6 / 7, 2 / 3, 1 / 2, 9 / 35, 1 / 10];
const nothing = [null, null, null, null, null, null];

describe('survivalQuantile', () => {
  it.each([
    ['all', null, [1, 3.5, 6, 9, 9.5, null], [1, 1, 1, 6, 6, 9]],
    ['group 0', 0, [6, 6, 9, 9, null, null], [6, 6, 6, 6, 9, 9]],
    ['group 1', 1, [1, 1, 3.5, 6, 6, 6], [1, 1, 1, 1, null, null]],
  ])('passes R’s own test: %s', (_, group, times, lowers) => {
    const chosen = wholeTest.filter((row) => group === null || row[2] === group);
    const curve = curveOf(
      chosen.map(([time, event]) => ({ time, event })),
      'log',
    );
    const quantiles = heights.map((height) => survivalQuantile(curve, 1 - height));
    expect(quantiles.map(({ time }) => time)).toEqual(times);
    expect(quantiles.map(({ lower }) => lower)).toEqual(lowers);
    expect(quantiles.map(({ upper }) => upper)).toEqual(nothing);
  });

  it('gives R’s printed medians and limits of aml', () => {
    // print(survfit(Surv(time, status) ~ x, data = aml)): 31 [18, NA] and 23 [8, NA].
    const maintained = { left: [9, 13, 18, 23, 31, 34, 48], stayed: [13, 28, 45, 161] };
    const others = { left: [5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], stayed: [16] };
    const medians = [maintained, others].map((group) =>
      medianSurvival(
        curveOf(
          [
            ...group.left.map((time) => ({ time, event: true })),
            ...group.stayed.map((time) => ({ time, event: false })),
          ],
          'log',
        ),
      ),
    );
    expect(medians).toEqual([
      { time: 31, lower: 18, upper: null },
      { time: 23, lower: 8, upper: null },
    ]);
  });

  const observations = fc.array(fc.record({ time: fc.integer({ min: 0, max: 15 }), event: fc.boolean() }), {
    minLength: 1,
    maxLength: 60,
  });

  it('comes later for larger shares, and lies inside its limits', () => {
    fc.assert(
      fc.property(observations, fc.constantFrom(...survivalIntervals), (observed, interval) => {
        const curve = curveOf(observed, interval);
        let before = 0;
        for (const probability of [0.1, 0.25, 0.5, 0.75, 0.9]) {
          const { time, lower, upper } = survivalQuantile(curve, probability);
          if (time === null) {
            before = Infinity;
            continue;
          }
          expect(time).toBeGreaterThanOrEqual(before);
          expect(lower ?? time).toBeLessThanOrEqual(time);
          expect(upper ?? time).toBeGreaterThanOrEqual(time);
          before = time;
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('has no answer for a share that is none', () => {
    const curve = curveOf([{ time: 1, event: true }]);
    for (const probability of [0, -1, 1.1, NaN])
      expect(survivalQuantile(curve, probability)).toEqual({ time: null, lower: null, upper: null });
  });
});
