import { describe, expect, it } from 'vitest';
import { kaplanMeier, type SurvivalCurve } from './kaplan-meier';
import { restrictedMean } from './restricted-mean';
import { groupDurations } from './test-data';

function curveOf(observed: { time: number; event: boolean }[]): SurvivalCurve {
  const result = kaplanMeier(groupDurations(observed));
  if (result.kind === 'failed') throw new Error(result.reason);
  return result.curve;
}

// R's own figures for Telco are in kaplan-meier.test.ts.
describe('restrictedMean', () => {
  it('without censoring is the mean of durations cut at tau, its error the standard deviation / √n', () => {
    const times = [1, 2, 2, 5, 9];
    const curve = curveOf(times.map((time) => ({ time, event: true })));
    const cut = times.map((time) => Math.min(time, 4));
    const mean = cut.reduce((sum, time) => sum + time, 0) / 5;
    const variance = cut.reduce((sum, time) => sum + (time - mean) ** 2, 0) / 5;
    expect(restrictedMean(curve, 4)?.mean).toBeCloseTo(mean, 12);
    expect(restrictedMean(curve, 4)?.standardError).toBeCloseTo(Math.sqrt(variance / 5), 12);
  });

  it('is what R prints for aml', () => {
    // print(survfit(Surv(time, status) ~ x, data = aml), rmean = 161): 52.6 (19.83) and 22.7 (4.18).
    const groups = [
      { left: [9, 13, 18, 23, 31, 34, 48], stayed: [13, 28, 45, 161], mean: 52.6, error: 19.83 },
      { left: [5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], stayed: [16], mean: 22.7, error: 4.18 },
    ];
    for (const { left, stayed, mean, error } of groups) {
      const events = left.map((time) => ({ time, event: true }));
      const result = restrictedMean(
        curveOf([...events, ...stayed.map((time) => ({ time, event: false }))]),
        161,
      );
      expect(result?.mean).toBeCloseTo(mean, 1);
      expect(result?.standardError).toBeCloseTo(error, 2);
    }
  });

  it('is tau itself before the first event', () => {
    expect(restrictedMean(curveOf([{ time: 5, event: true }]), 3)).toEqual({ mean: 3, standardError: 0 });
  });

  it('does not go beyond the data, unless everyone has left', () => {
    const censored = curveOf([
      { time: 2, event: true },
      { time: 5, event: false },
    ]);
    expect(restrictedMean(censored, 5)?.mean).toBeCloseTo(3.5, 12);
    expect(restrictedMean(censored, 5.5)).toBeNull();
    expect(restrictedMean(censored, 0)).toBeNull();
    expect(restrictedMean(curveOf([{ time: 2, event: true }]), 50)).toEqual({ mean: 2, standardError: 0 });
  });
});
