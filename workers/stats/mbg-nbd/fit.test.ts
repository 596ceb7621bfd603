import { describe, expect, it } from 'vitest';
import { fitMbgNbd, type MbgNbdFit, type MbgNbdParameters } from '../mbg-nbd';
import { runToEnd } from '../minimise';
import type { CustomerSummaries } from '../purchase-history';
import { createRandom } from '../random';
import { toArrays } from '../purchase-history/test-data';
import { simulateMbgNbd } from './test-data';

const names = ['r', 'alpha', 'a', 'b'] as const;

function fit(data: CustomerSummaries): MbgNbdFit {
  const result = runToEnd(fitMbgNbd(data));
  if (result.kind === 'failed') throw new Error(result.reason);
  return result;
}

describe('simulated customers', () => {
  const truth: MbgNbdParameters = { r: 0.8, alpha: 8, a: 0.8, b: 2.5 };

  it('gives back the parameters they were drawn from', () => {
    const result = fit(simulateMbgNbd(createRandom(7), truth, 20_000, 104));
    expect(result).toMatchObject({ verdict: 'converged', dropoutEvidence: true });
    for (const name of names) {
      const error = result.standardErrors[name] ?? NaN;
      // Three standard errors: a right estimator misses this once in 400 seeds, this seed is fixed.
      expect(Math.abs(result.parameters[name] - truth[name])).toBeLessThan(3 * error);
      expect(error).toBeLessThan(0.2 * truth[name]);
    }
  });

  it('in days: alpha is 7 times as large, nothing else changes', () => {
    const weeks = simulateMbgNbd(createRandom(3), truth, 2_000, 104);
    const days = { ...weeks, recency: weeks.recency.map((t) => 7 * t), age: weeks.age.map((t) => 7 * t) };
    const [inWeeks, inDays] = [fit(weeks), fit(days)];
    for (const name of names) {
      const unit = name === 'alpha' ? 7 : 1;
      expect(inDays.parameters[name] / inWeeks.parameters[name] / unit).toBeCloseTo(1, 6);
      const errors = (inDays.standardErrors[name] ?? 0) / (inWeeks.standardErrors[name] ?? 0);
      expect(errors / unit).toBeCloseTo(1, 4);
    }
  });

  it('counted twice keep the estimates and halve the variance', () => {
    const once = simulateMbgNbd(createRandom(3), truth, 2_000, 104);
    const twice = { ...once, count: once.count.map((count) => 2 * count) };
    const [single, double] = [fit(once), fit(twice)];
    for (const name of names) {
      expect(double.parameters[name] / single.parameters[name]).toBeCloseTo(1, 5);
      const errors = (double.standardErrors[name] ?? 0) / (single.standardErrors[name] ?? 0);
      expect(errors).toBeCloseTo(Math.SQRT1_2, 4);
    }
  });

  it('who never leave show no evidence of leaving', () => {
    const loyal = simulateMbgNbd(createRandom(7), { ...truth, a: 1e-9, b: 1 }, 5_000, 104);
    const result = fit(loyal);
    expect(result.dropoutEvidence).toBe(false);
    expect(result.logLikelihood - result.nbd.logLikelihood).toBeLessThan(2);
  });
});

describe('extreme customers', () => {
  it('is on a boundary where everyone leaves at once but a few who stay for good', () => {
    const gone = Array.from({ length: 60 }, () => ({ frequency: 0, recency: 0, age: 104, count: 1 }));
    const here = Array.from({ length: 20 }, (_, index) => ({
      frequency: 2 + 2 * index,
      recency: 103,
      age: 104,
      count: 1,
    }));
    const result = fit(toArrays([...gone, ...here]));
    expect(result).toMatchObject({ verdict: 'boundary', dropoutEvidence: true, covariance: null });
    expect(result.standardErrors).toEqual({ r: null, alpha: null, a: null, b: null });
    // All or nothing: a and b go to 0, and three in four left at once. NBD's own r is 0.07, far from those who stay.
    expect(result.logLikelihood - result.nbd.logLikelihood).toBeGreaterThan(10);
    expect(result.parameters.r).toBeGreaterThan(1);
    expect(result.parameters.a).toBeLessThan(0.01);
    expect(result.parameters.a / (result.parameters.a + result.parameters.b)).toBeCloseTo(0.75, 2);
  });

  it('takes ten thousand purchases by one customer', () => {
    const others = simulateMbgNbd(createRandom(2), { r: 0.8, alpha: 8, a: 0.8, b: 2.5 }, 500, 104);
    const data = {
      frequency: Float64Array.of(10_000, ...others.frequency),
      recency: Float64Array.of(103, ...others.recency),
      age: Float64Array.of(104, ...others.age),
      count: Float64Array.of(1, ...others.count),
    };
    const result = fit(data);
    expect(Number.isFinite(result.logLikelihood)).toBe(true);
    expect(Object.values(result.parameters).every((value) => Number.isFinite(value) && value >= 0)).toBe(
      true,
    );
  });
});

describe('data that cannot be fitted', () => {
  const reasonOf = (frequency: number, recency: number, age: number, count: number): string => {
    const result = runToEnd(fitMbgNbd(toArrays([{ frequency, recency, age, count }])));
    return result.kind === 'failed' ? result.reason : 'fitted';
  };

  it('gives its reason', () => {
    expect(reasonOf(0, 0, 30, 100)).toBe('noRepeatCustomers');
    expect(reasonOf(0, 0, 0, 100)).toBe('noRepeatCustomers');
    expect(reasonOf(2, 10, 30, 1)).toBe('tooFewCustomers');
    expect(reasonOf(5, 30, 30, 1000)).toBe('notIdentified');
    expect(reasonOf(2, 0, 0, 100)).toBe('invalidInput');
    expect(reasonOf(2, 40, 30, 100)).toBe('invalidInput');
  });

  it('gives up in time', () => {
    const data = simulateMbgNbd(createRandom(1), { r: 1, alpha: 5, a: 1, b: 2 }, 40, 52);
    expect(runToEnd(fitMbgNbd(data, { maximumIterations: 1 }))).toEqual({
      kind: 'failed',
      reason: 'notConverged',
    });
  });
});
