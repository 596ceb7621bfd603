import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

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
 * standardError (of survival) is null once survival is 0; lower and upper are null while survival is 1 and once it is 0.
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
 * Product-limit estimate (Kaplan & Meier 1958) with Greenwood's variance and log-log interval, as R
 * `survfit(Surv(time, event) ~ 1, conf.type = "log-log", conf.int = level)`. Those censored at a time are at risk at it.
 */
export function kaplanMeier(data: GroupedDurations, level = 0.95): KaplanMeierResult {
  const problem = findDurationsProblem(data);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const { time, events, censored } = data;
  const deviate = normalQuantile((1 + level) / 2, 0, 1);
  const atRisk = subjectsAtRisk(data);
  const survival = new Float64Array(time.length);
  const curve: SurvivalCurve = {
    time,
    atRisk,
    events,
    censored,
    survival,
    standardError: [],
    lower: [],
    upper: [],
  };
  let surviving = 1;
  let greenwood = 0;
  for (let index = 0; index < time.length; index++) {
    const [risk, left] = [atRisk[index], events[index]];
    if (left > 0) {
      surviving *= (risk - left) / risk;
      greenwood += left / (risk * (risk - left));
    }
    survival[index] = surviving;
    const error = Math.sqrt(greenwood);
    curve.standardError.push(surviving > 0 ? surviving * error : null);
    const interval = logLogInterval(surviving, error, deviate);
    curve.lower.push(interval?.lower ?? null);
    curve.upper.push(interval?.upper ?? null);
  }
  return { kind: 'fitted', curve };
}

/** Survival at any time: a step function, 1 before the first time. Null after the last time unless survival is 0. */
export function survivalAt(curve: SurvivalCurve, time: number): number | null {
  const last = curve.time.length - 1;
  if (time > curve.time[last] && curve.survival[last] > 0) return null;
  let index = -1;
  while (index < last && curve.time[index + 1] <= time) index++;
  return index < 0 ? 1 : curve.survival[index];
}

function subjectsAtRisk(data: GroupedDurations): Float64Array {
  const atRisk = new Float64Array(data.time.length);
  let later = 0;
  for (let index = atRisk.length - 1; index >= 0; index--) {
    later += data.events[index] + data.censored[index];
    atRisk[index] = later;
  }
  return atRisk;
}

/** Interval symmetric for ln(−ln S); `error` is the standard error of ln S. */
function logLogInterval(
  survival: number,
  error: number,
  deviate: number,
): { lower: number; upper: number } | null {
  if (survival === 0 || survival === 1) return null;
  const logSurvival = Math.log(survival);
  const width = (deviate * error) / -logSurvival;
  return { lower: Math.exp(logSurvival * Math.exp(width)), upper: Math.exp(logSurvival * Math.exp(-width)) };
}
