import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { chiSquareUpperTail } from './chi-square';
import { quantileOfSorted } from './quantile';
import { createRandom } from './random';
import { createResampler, type Resampler, resamplerProblem } from './bootstrap-resampling';

/** A number made of how often each row counts; null where these rows have none. Must not keep the array it is given. */
export type Statistic = (count: Float64Array) => number | null;

export interface BootstrapOptions {
  /** Same seed, same answer. */
  seed: number;
  /** Default 2000. */
  resamples?: number;
  /** Default 0.95. */
  level?: number;
  /**
   * 'percentile' (default), or 'bca', which also corrects for bias and skewness and computes the statistic once more per
   * row to do so.
   */
  method?: 'percentile' | 'bca';
  /** Of each row. Groups are resampled each by itself, as when their sizes were decided beforehand. */
  group?: Int32Array;
}

export interface BootstrapInterval {
  kind: 'fitted';
  estimate: number;
  /** Standard deviation of the statistic over resamples. */
  standardError: number;
  lower: number;
  upper: number;
  /** Resamples that had a statistic. */
  resamples: number;
}

/**
 * 'noEstimate': the sample itself has no statistic. 'unstable': more than one resample in twenty has none, or (BCa) a
 * sample without one subject has none, or all resamples lie on one side of the estimate.
 */
export interface BootstrapFailure {
  kind: 'failed';
  reason: 'invalidInput' | 'noSubjects' | 'noEstimate' | 'unstable';
}

export interface BootstrapProgress {
  resample: number;
  resamples: number;
}

const LARGEST_SHARE_WITHOUT = 0.05;

/**
 * Interval of any statistic by resampling subjects with replacement: percentile (Efron 1979) or BCa (Efron 1987), limits
 * being quantiles of type 7. `count`: subjects that each row stands for (whole); resampling is exactly multinomial, as if
 * every subject had a row. A generator: it yields before every resample.
 */
export function* bootstrap(
  count: Float64Array,
  statistic: Statistic,
  options: BootstrapOptions,
): Generator<BootstrapProgress, BootstrapInterval | BootstrapFailure> {
  const { seed, resamples = 2000, level = 0.95, method = 'percentile' } = options;
  const group = options.group ?? new Int32Array(count.length);
  const isOffer = resamples >= 2 && Number.isInteger(resamples) && level > 0 && level < 1;
  const problem = isOffer ? resamplerProblem(count, group) : 'invalidInput';
  if (problem !== null) return { kind: 'failed', reason: problem };
  const estimate = finiteOrNull(statistic(count.slice()));
  if (estimate === null) return { kind: 'failed', reason: 'noEstimate' };
  const resampler = createResampler(count, group, createRandom(seed));
  const values = yield* resampleValues(resampler, statistic, resamples);
  if (resamples - values.length > LARGEST_SHARE_WITHOUT * resamples) {
    return { kind: 'failed', reason: 'unstable' };
  }
  const tails = [(1 - level) / 2, (1 + level) / 2];
  const shares = method === 'bca' ? correctTails(tails, values, estimate, count, group, statistic) : tails;
  if (shares === null) return { kind: 'failed', reason: 'unstable' };
  const [lower, upper] = shares.map((share) => quantileOfSorted(values, share) ?? estimate);
  const standardError = deviationOf(values);
  return { kind: 'fitted', estimate, standardError, lower, upper, resamples: values.length };
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** The statistics of the resamples that have one, ascending. */
function* resampleValues(
  resampler: Resampler,
  statistic: Statistic,
  resamples: number,
): Generator<BootstrapProgress, Float64Array> {
  const values = new Float64Array(resamples);
  let found = 0;
  for (let resample = 0; resample < resamples; resample++) {
    yield { resample, resamples };
    const value = finiteOrNull(statistic(resampler()));
    if (value !== null) values[found++] = value;
  }
  return values.subarray(0, found).sort();
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** The quantiles that BCa takes instead of the tails, or null. */
function correctTails(
  tails: readonly number[],
  values: Float64Array,
  estimate: number,
  count: Float64Array,
  group: Int32Array,
  statistic: Statistic,
): number[] | null {
  const below = values.reduce((sum, value) => sum + (value < estimate ? 1 : value === estimate ? 0.5 : 0), 0);
  const acceleration = findAcceleration(count, group, statistic);
  if (below === 0 || below === values.length || acceleration === null) return null;
  const bias = normalQuantile(below / values.length, 0, 1);
  const shares = tails.map((tail) => {
    const moved = bias + normalQuantile(tail, 0, 1);
    const room = 1 - acceleration * moved;
    return room > 0 ? normalProbability(bias + moved / room) : null;
  });
  return shares.every((share) => share !== null) ? shares : null;
}

/** P(Z < z) of a standard normal Z. */
function normalProbability(z: number): number {
  const tail = chiSquareUpperTail(z * z, 1) / 2;
  return z < 0 ? tail : 1 - tail;
}

/**
 * Skewness of the estimate by the jackknife, a sixth of it (Efron 1987; for several groups Davison & Hinkley 1997,
 * section 5.3.2). Null where the statistic needs every subject.
 */
function findAcceleration(count: Float64Array, group: Int32Array, statistic: Statistic): number | null {
  const sums = new Map<number, { size: number; sum: number }>();
  const without = new Float64Array(count.length);
  const changed = count.slice();
  for (let row = 0; row < count.length; row++) {
    if (count[row] === 0) continue;
    changed.set(count);
    changed[row]--;
    const value = finiteOrNull(statistic(changed));
    if (value === null) return null;
    without[row] = value;
    const sizes = sums.get(group[row]) ?? { size: 0, sum: 0 };
    sums.set(group[row], { size: sizes.size + count[row], sum: sizes.sum + count[row] * value });
  }
  let [squares, cubes] = [0, 0];
  for (let row = 0; row < count.length; row++) {
    if (count[row] === 0) continue;
    const { size, sum } = sums.get(group[row]) ?? { size: 1, sum: 0 };
    const influence = ((size - 1) / size) * (sum / size - without[row]);
    squares += count[row] * influence ** 2;
    cubes += count[row] * influence ** 3;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}
