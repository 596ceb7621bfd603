import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { confidenceInterval, type SurvivalInterval } from './kaplan-meier-interval';

/**
 * Durations grouped by time, ascending and distinct, arrays of one length: how many had the event then, and how many
 * were last seen then without it (censored). A time at which nothing happened may be listed with zeros.
 */
export interface GroupedDurations {
  time: Float64Array;
  events: Float64Array;
  censored: Float64Array;
}

/**
 * The Kaplan–Meier estimate just after each time, arrays of one length. survival is the share without the event;
 * standardError (of survival) is null once survival is 0; lower and upper are null then too, and, with the log-log
 * interval, while survival is 1.
 */
export interface SurvivalCurve {
  time: Float64Array;
  atRisk: Float64Array;
  events: Float64Array;
  censored: Float64Array;
  survival: Float64Array;
  standardError: (number | null)[];
  lower: (number | null)[];
  upper: (number | null)[];
}

export type DurationsProblem = 'invalidInput' | 'noSubjects';

export type KaplanMeierResult =
  { kind: 'fitted'; curve: SurvivalCurve } | { kind: 'failed'; reason: DurationsProblem };

export interface KaplanMeierOptions {
  /** Log-log unless set. */
  interval?: SurvivalInterval;
  /** 0.95 unless set. */
  level?: number;
}

/** What makes an estimate from these durations impossible, or null. */
export function findDurationsProblem(data: GroupedDurations): DurationsProblem | null {
  const { time, events, censored } = data;
  if (events.length !== time.length || censored.length !== time.length) return 'invalidInput';
  let subjects = 0;
  for (let index = 0; index < time.length; index++) {
    if (!(time[index] >= 0 && time[index] < Infinity)) return 'invalidInput';
    if (index > 0 && time[index] <= time[index - 1]) return 'invalidInput';
    if (!(events[index] >= 0 && censored[index] >= 0)) return 'invalidInput';
    subjects += events[index] + censored[index];
  }
  if (!(subjects < Infinity)) return 'invalidInput';
  return subjects > 0 ? null : 'noSubjects';
}

/**
 * Product-limit estimate (Kaplan & Meier 1958) with Greenwood's variance and an interval, as R
 * `survfit(Surv(time, event) ~ 1, conf.type = interval, conf.int = level)`. Those censored at a time are at risk at it.
 */
export function kaplanMeier(data: GroupedDurations, options: KaplanMeierOptions = {}): KaplanMeierResult {
  const problem = findDurationsProblem(data);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const { interval = 'log-log', level = 0.95 } = options;
  const { time, events, censored } = data;
  const deviate = normalQuantile((1 + level) / 2, 0, 1);
  const atRisk = subjectsAtRisk(data);
  const survival = new Float64Array(time.length);
  const standardError: (number | null)[] = [];
  const lower: (number | null)[] = [];
  const upper: (number | null)[] = [];
  let surviving = 1;
  let greenwood = 0;
  let error: number | null = 0;
  let limits = confidenceInterval(surviving, error, deviate, interval);
  for (let index = 0; index < time.length; index++) {
    const [risk, left] = [atRisk[index], events[index]];
    if (left > 0) {
      surviving *= (risk - left) / risk;
      greenwood += left / (risk * (risk - left));
      const logError = Math.sqrt(greenwood);
      error = surviving > 0 ? surviving * logError : null;
      limits = confidenceInterval(surviving, logError, deviate, interval);
    }
    survival[index] = surviving;
    standardError.push(error);
    lower.push(limits?.lower ?? null);
    upper.push(limits?.upper ?? null);
  }
  return { kind: 'fitted', curve: { time, atRisk, events, censored, survival, standardError, lower, upper } };
}

/** Survival at one time with its limits, which are null where the curve has none. */
export interface SurvivalAtTime {
  survival: number;
  lower: number | null;
  upper: number | null;
}

/**
 * Survival at any time: a step function, 1 and without limits before the first time. Null after the last time unless
 * survival is 0: the data do not reach it.
 */
export function survivalAt(curve: SurvivalCurve, time: number): SurvivalAtTime | null {
  const last = curve.time.length - 1;
  if (time > curve.time[last] && curve.survival[last] > 0) return null;
  let index = -1;
  while (index < last && curve.time[index + 1] <= time) index++;
  if (index < 0) return { survival: 1, lower: null, upper: null };
  return { survival: curve.survival[index], lower: curve.lower[index], upper: curve.upper[index] };
}

/** How many are still without the event and observed just before each time. */
export function subjectsAtRisk(data: GroupedDurations): Float64Array {
  const atRisk = new Float64Array(data.time.length);
  let later = 0;
  for (let index = atRisk.length - 1; index >= 0; index--) {
    later += data.events[index] + data.censored[index];
    atRisk[index] = later;
  }
  return atRisk;
}
