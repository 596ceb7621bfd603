import { describe, expect, it } from 'vitest';
import { type BgBbFit, type BgBbParameters, fitBgBb, logLikelihood } from '../bg-bb';
import { runToEnd } from '../minimise';
import { type TestCustomer, toArrays } from '../purchase-history/test-data';
import type { CustomerSummaries } from '../purchase-history';
import { createRandom } from '../random';
import { simulateBgBb } from './test-data';

const names = ['alpha', 'beta', 'gamma', 'delta'] as const;
const truth: BgBbParameters = { alpha: 1.2, beta: 0.75, gamma: 0.65, delta: 2.8 };
const unknown = { alpha: null, beta: null, gamma: null, delta: null };

function fit(data: CustomerSummaries): BgBbFit {
  const result = runToEnd(fitBgBb(data));
  if (result.kind === 'failed') throw new Error(result.reason);
  return result;
}

describe('simulated customers', () => {
  it('give back the parameters they were drawn from', () => {
    const data = simulateBgBb(createRandom(7), truth, 20_000, 20);
    const result = fit(data);
    expect(result).toMatchObject({ verdict: 'converged', dropoutEvidence: true, customers: 20_000 });
    for (const name of names) {
      const error = result.standardErrors[name] ?? NaN;
      // Three standard errors: a right estimator misses this once in 400 seeds, this seed is fixed.
      expect(Math.abs(result.parameters[name] - truth[name])).toBeLessThan(3 * error);
      expect(error).toBeLessThan(0.1 * truth[name]);
    }
    expect(logLikelihood(result.parameters, data)).toBeCloseTo(result.logLikelihood, 7);
    const { alpha, beta, logLikelihood: loyal } = result.withoutDropout;
    expect(logLikelihood({ alpha, beta, gamma: 0, delta: 1 }, data)).toBeCloseTo(loyal, 7);
  });

  it('most of whom leave at once are found out', () => {
    const fickle = { alpha: 4, beta: 4, gamma: 0.3, delta: 0.1 };
    const data = simulateBgBb(createRandom(7), fickle, 5_000, 20);
    const result = fit(data);
    expect(result).toMatchObject({ verdict: 'converged', dropoutEvidence: true });
    expect(result.logLikelihood).toBeGreaterThan(logLikelihood(fickle, data));
  });

  it('counted twice keep the estimates and halve the variance', () => {
    const once = simulateBgBb(createRandom(3), truth, 2_000, 20);
    const twice = { ...once, count: once.count.map((count) => 2 * count) };
    const [single, double] = [fit(once), fit(twice)];
    for (const name of names) {
      expect(double.parameters[name] / single.parameters[name]).toBeCloseTo(1, 5);
      const errors = (double.standardErrors[name] ?? 0) / (single.standardErrors[name] ?? 0);
      expect(errors).toBeCloseTo(Math.SQRT1_2, 4);
    }
  });

  it('who never leave show no evidence of leaving', () => {
    const loyal = fit(simulateBgBb(createRandom(7), { ...truth, gamma: 1e-9, delta: 1 }, 5_000, 20));
    expect(loyal.dropoutEvidence).toBe(false);
    expect(loyal.logLikelihood - loyal.withoutDropout.logLikelihood).toBeLessThan(2);
    expect(loyal.parameters.gamma / (loyal.parameters.gamma + loyal.parameters.delta)).toBeLessThan(0.001);
  });
});

describe('dropout without a finite maximum', () => {
  it('is on the no-dropout boundary where everybody bought at the last occasion', () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({
      frequency: 1 + (index % 10),
      recency: 12,
      age: 12,
      count: 1,
    }));
    const result = fit(toArrays(rows));
    expect(result).toMatchObject({ verdict: 'boundary', dropoutEvidence: false, covariance: null });
    const { alpha, beta, logLikelihood: loyal } = result.withoutDropout;
    expect(result.parameters).toEqual({ alpha, beta, gamma: 0, delta: 1 });
    expect(result.logLikelihood).toBe(loyal);
    expect(result.standardErrors).toMatchObject({ gamma: null, delta: null });
    expect(result.standardErrors.alpha).toBeGreaterThan(0);
    expect(result.standardErrors.beta).toBeGreaterThan(0);
  });

  it('is on a boundary where it is all or nothing: half leave at once, half never', () => {
    const gone = { frequency: 0, recency: 0, age: 40, count: 100 };
    const here = Array.from({ length: 100 }, (_, index) => ({
      frequency: 10 + Math.round((index * 27) / 99),
      recency: 40 - (index % 2),
      age: 40,
      count: 1,
    }));
    const result = fit(toArrays([gone, ...here]));
    expect(result).toMatchObject({ verdict: 'boundary', dropoutEvidence: true, standardErrors: unknown });
    expect(result.parameters.gamma).toBeLessThan(0.001);
    const leaving = result.parameters.gamma / (result.parameters.gamma + result.parameters.delta);
    expect(leaving).toBeCloseTo(0.5, 1);
  });
});

describe('data that cannot be fitted', () => {
  const reasonOf = (...rows: TestCustomer[]): string => {
    const result = runToEnd(fitBgBb(toArrays(rows)));
    return result.kind === 'failed' ? result.reason : 'fitted';
  };
  const alike = (frequency: number, recency: number, age: number, count = 100): TestCustomer => ({
    frequency,
    recency,
    age,
    count,
  });

  it('gives its reason', () => {
    expect(reasonOf(alike(0, 0, 6))).toBe('noRepeatCustomers');
    expect(reasonOf(alike(0, 0, 0))).toBe('noRepeatCustomers');
    expect(reasonOf(alike(2, 3, 6, 1))).toBe('tooFewCustomers');
    expect(reasonOf()).toBe('tooFewCustomers');
    // All the same: a chance of buying that does not vary. Everybody buys always, or left after buying always.
    expect(reasonOf(alike(3, 6, 6))).toBe('notIdentified');
    expect(reasonOf(alike(6, 6, 6))).toBe('notIdentified');
    expect(reasonOf(alike(2, 2, 6))).toBe('notIdentified');
    // Two occasions: fewer free chances than parameters.
    expect(reasonOf(alike(0, 0, 2), alike(1, 1, 2), alike(1, 2, 2), alike(2, 2, 2))).toBe('notIdentified');
  });

  it('rejects what is no history of occasions', () => {
    expect(reasonOf(alike(2, 7, 6))).toBe('invalidInput');
    expect(reasonOf(alike(3, 2, 6))).toBe('invalidInput');
    expect(reasonOf(alike(2, 3.5, 6))).toBe('invalidInput');
    expect(reasonOf(alike(2, 3, 6.5))).toBe('invalidInput');
    expect(reasonOf(alike(0, 0, 1e9), alike(2, 3, 6))).toBe('invalidInput');
    expect(reasonOf(alike(2, 3, NaN))).toBe('invalidInput');
  });

  it('takes ten thousand purchases by one customer', () => {
    const others = simulateBgBb(createRandom(1), truth, 200, 20);
    const result = fit({
      frequency: Float64Array.of(10_000, ...others.frequency),
      recency: Float64Array.of(10_050, ...others.recency),
      age: Float64Array.of(10_060, ...others.age),
      count: Float64Array.of(1, ...others.count),
    });
    expect(Number.isFinite(result.logLikelihood)).toBe(true);
    expect(Object.values(result.parameters).every((value) => value > 0 && value < Infinity)).toBe(true);
  });

  it('gives up in time', () => {
    const data = simulateBgBb(createRandom(1), truth, 200, 20);
    expect(runToEnd(fitBgBb(data, { maximumIterations: 1 }))).toEqual({
      kind: 'failed',
      reason: 'notConverged',
    });
  });
});
