import { describe, expect, it } from 'vitest';
import { bootstrap, type BootstrapInterval, type BootstrapOptions, type Statistic } from './bootstrap';
import { runToEnd } from './minimise';
import { createRandom, drawExponential, drawNormal } from './random';
import { createResampler, drawBinomial } from './bootstrap-resampling';

function intervalOf(count: Float64Array, statistic: Statistic, options: BootstrapOptions): BootstrapInterval {
  const result = runToEnd(bootstrap(count, statistic, options));
  if (result.kind === 'failed') throw new Error(result.reason);
  return result;
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

/** Weighted mean of values; null for nobody. */
function meanOf(values: ArrayLike<number>): Statistic {
  return (count) => {
    let [sum, subjects] = [0, 0];
    for (let row = 0; row < count.length; row++) {
      sum += count[row] * values[row];
      subjects += count[row];
    }
    return subjects > 0 ? sum / subjects : null;
  };
}

function varianceOf(values: ArrayLike<number>): Statistic {
  const mean = meanOf(values);
  const meanSquare = meanOf(Array.from(values, (value) => value ** 2));
  return (count) => (meanSquare(count) ?? NaN) - (mean(count) ?? NaN) ** 2;
}

describe('bootstrap', () => {
  it('repeats itself for the same seed only, and leaves the sample alone', () => {
    const values = Float64Array.from({ length: 40 }, createRandom(1));
    const count = ones(40);
    for (const method of ['percentile', 'bca'] as const) {
      const [one, same, other] = [5, 5, 6].map((seed) =>
        intervalOf(count, meanOf(values), { seed, method, resamples: 200 }),
      );
      expect(same).toEqual(one);
      expect(other.lower).not.toBe(one.lower);
      expect(other.estimate).toBe(one.estimate);
    }
    expect(count).toEqual(ones(40));
  });

  it('has the exact standard error of a mean', () => {
    const random = createRandom(2);
    const values = Float64Array.from({ length: 100 }, () => drawExponential(random, 0.1));
    // Over resamples the mean varies by (variance in the sample) / n. 20,000 give it to 0.5 %, of which four.
    const expected = Math.sqrt((varianceOf(values)(ones(100)) ?? NaN) / 100);
    const { standardError, estimate } = intervalOf(ones(100), meanOf(values), { seed: 1, resamples: 20_000 });
    expect(standardError / expected).toBeGreaterThan(0.98);
    expect(standardError / expected).toBeLessThan(1.02);
    expect(estimate).toBe(meanOf(values)(ones(100)));
  });

  it('gives the published intervals of a variance', () => {
    // Efron & Tibshirani, An Introduction to the Bootstrap, 1993, table 14.2: 26 children's test A, θ = 171.5, central
    // 90 % intervals from 2000 resamples: percentile (100.8, 233.9), BCa (115.8, 259.6). A limit of theirs has a standard
    // error of 3 or so; hence 9 here.
    const scores = [
      48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
    ];
    const [percentile, bca] = (['percentile', 'bca'] as const).map((method) =>
      intervalOf(ones(26), varianceOf(scores), { seed: 3, resamples: 20_000, level: 0.9, method }),
    );
    expect(percentile.estimate).toBeCloseTo(171.5, 1);
    expect(Math.abs(percentile.lower - 100.8)).toBeLessThan(9);
    expect(Math.abs(percentile.upper - 233.9)).toBeLessThan(9);
    expect(Math.abs(bca.lower - 115.8)).toBeLessThan(9);
    expect(Math.abs(bca.upper - 259.6)).toBeLessThan(9);
  });

  it.each(['percentile', 'bca'] as const)('covers the mean of normal values (%s)', (method) => {
    const random = createRandom(4);
    let covered = 0;
    for (let sample = 0; sample < 400; sample++) {
      const values = Float64Array.from({ length: 50 }, () => drawNormal(random));
      const { lower, upper } = intervalOf(ones(50), meanOf(values), { seed: sample, resamples: 400, method });
      covered += Number(lower <= 0 && upper >= 0);
    }
    // An interval of the normal shape with the divisor n covers 94 % at n = 50: 376, standard deviation 4.7; three of them.
    expect(covered).toBeGreaterThan(361);
    expect(covered).toBeLessThan(391);
  });

  it('resamples grouped rows as if every subject had one', () => {
    // 0, 1 and 5 purchases by 60, 30 and 10 customers: the mean has standard error √(variance / 100).
    const values = [0, 1, 5, 9];
    const count = Float64Array.of(60, 30, 10, 0);
    const grouped = intervalOf(count, meanOf(values), { seed: 5, resamples: 20_000 });
    const single = [60, 30, 10].flatMap((times, row) => Array<number>(times).fill(values[row]));
    const alone = intervalOf(ones(100), meanOf(single), { seed: 6, resamples: 20_000 });
    const expected = Math.sqrt((varianceOf(single)(ones(100)) ?? NaN) / 100);
    for (const { standardError } of [grouped, alone]) {
      expect(standardError / expected).toBeGreaterThan(0.98);
      expect(standardError / expected).toBeLessThan(1.02);
    }
    // A step of the mean is 0.01; limits of so many resamples hold to two of them.
    expect(Math.abs(grouped.lower - alone.lower)).toBeLessThan(0.021);
    expect(Math.abs(grouped.upper - alone.upper)).toBeLessThan(0.021);
  });

  it('has the same skewness correction for grouped rows', () => {
    const values = [0, 1, 5];
    const count = Float64Array.of(6, 3, 2);
    const single = [6, 3, 2].flatMap((times, row) => Array<number>(times).fill(values[row]));
    const options = { seed: 7, resamples: 20_000, method: 'bca' as const };
    const [grouped, alone] = [
      intervalOf(count, meanOf(values), options),
      intervalOf(ones(11), meanOf(single), options),
    ];
    expect(Math.abs(grouped.lower - alone.lower)).toBeLessThan(0.1);
    expect(Math.abs(grouped.upper - alone.upper)).toBeLessThan(0.1);
    const percentile = intervalOf(count, meanOf(values), { ...options, method: 'percentile' });
    // The values lean to the right, and so does the corrected interval.
    expect(grouped.lower).toBeGreaterThan(percentile.lower);
    expect(grouped.upper).toBeGreaterThan(percentile.upper);
  });

  it('keeps the size of every group', () => {
    const group = Int32Array.of(1, 1, 2, 2, 2);
    const resample = createResampler(Float64Array.of(3, 4, 1, 100, 9), group, createRandom(8));
    for (let round = 0; round < 100; round++) {
      const drawn = resample();
      expect([drawn[0] + drawn[1], drawn[2] + drawn[3] + drawn[4]]).toEqual([7, 110]);
    }
    // So the difference of two means has the root of the sum of both squared errors.
    const values = [0, 4, 1, 3, 8];
    const count = Float64Array.of(3, 4, 1, 100, 9);
    const only = (which: number): Float64Array =>
      count.map((value, row) => (group[row] === which ? value : 0));
    const difference: Statistic = (drawn) => {
      const [first, second] = [1, 2].map((which) =>
        meanOf(values)(drawn.map((value, row) => (group[row] === which ? value : 0))),
      );
      return first !== null && second !== null ? first - second : null;
    };
    const variance = varianceOf(values);
    const expected = Math.sqrt((variance(only(1)) ?? NaN) / 7 + (variance(only(2)) ?? NaN) / 110);
    const { standardError } = intervalOf(count, difference, { seed: 9, resamples: 20_000, group });
    expect(standardError / expected).toBeGreaterThan(0.98);
    expect(standardError / expected).toBeLessThan(1.02);
  });

  it('has no width where nothing varies', () => {
    for (const method of ['percentile', 'bca'] as const) {
      const result = intervalOf(ones(5), meanOf([2, 2, 2, 2, 2]), { seed: 1, method, resamples: 50 });
      expect(result).toMatchObject({ estimate: 2, lower: 2, upper: 2, standardError: 0 });
    }
  });

  it('gives its reason when there is no interval', () => {
    const reasonOf = (
      count: Float64Array,
      statistic: Statistic,
      options: Partial<BootstrapOptions> = {},
    ): string => {
      const result = runToEnd(bootstrap(count, statistic, { seed: 1, resamples: 200, ...options }));
      return result.kind === 'failed' ? result.reason : 'fitted';
    };
    const mean = meanOf([1, 2, 3]);
    expect(reasonOf(ones(3), mean)).toBe('fitted');
    expect(reasonOf(new Float64Array(3), mean)).toBe('noSubjects');
    expect(reasonOf(new Float64Array(0), mean)).toBe('noSubjects');
    expect(reasonOf(Float64Array.of(1, 0.5, 1), mean)).toBe('invalidInput');
    expect(reasonOf(Float64Array.of(1, -1, 1), mean)).toBe('invalidInput');
    expect(reasonOf(Float64Array.of(1, NaN, 1), mean)).toBe('invalidInput');
    expect(reasonOf(ones(3), mean, { level: 1 })).toBe('invalidInput');
    expect(reasonOf(ones(3), mean, { resamples: 1 })).toBe('invalidInput');
    expect(reasonOf(ones(3), mean, { group: new Int32Array(2) })).toBe('invalidInput');
    expect(reasonOf(ones(3), () => null)).toBe('noEstimate');
    expect(reasonOf(ones(3), () => NaN)).toBe('noEstimate');
    // Two resamples in three lack at least one of three subjects.
    expect(reasonOf(ones(3), (count) => (count.includes(0) ? null : 1))).toBe('unstable');
    const needsAll: Statistic = (count) => (count.reduce((sum, value) => sum + value, 0) < 3 ? null : 1);
    expect(reasonOf(ones(3), needsAll)).toBe('fitted');
    expect(reasonOf(ones(3), needsAll, { method: 'bca' })).toBe('unstable');
    // The sample itself is far above every resample.
    const farOff: Statistic = (count) => (count.every((value) => value === 1) ? 10 : count[0]);
    expect(reasonOf(ones(12), farOff, { method: 'bca' })).toBe('unstable');
  });
});

describe('drawBinomial', () => {
  it.each([
    [3, 0.3],
    [40, 0.02],
    [1000, 0.4],
    [100_000, 0.9999],
  ])('of %i trials at %f has the binomial mean and variance', (trials, probability) => {
    const random = createRandom(10);
    const draws = Float64Array.from({ length: 20_000 }, () => drawBinomial(random, trials, probability));
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
    const expected = trials * probability * (1 - probability);
    // Four standard errors of the mean; of the variance 5 %, some five.
    expect(Math.abs(mean - trials * probability)).toBeLessThan(4 * Math.sqrt(expected / draws.length));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.05);
    expect(draws.every((value) => Number.isInteger(value) && value >= 0 && value <= trials)).toBe(true);
  });

  it('is certain at the ends', () => {
    expect(drawBinomial(createRandom(1), 50, 0)).toBe(0);
    expect(drawBinomial(createRandom(1), 50, 1)).toBe(50);
    expect(drawBinomial(createRandom(1), 0, 0.5)).toBe(0);
  });
});
