import {
  type DurationsProblem,
  findDurationsProblem,
  type GroupedDurations,
  subjectsAtRisk,
} from './kaplan-meier';

/** The Nelson–Aalen estimate just after each time, arrays of one length. */
export interface CumulativeHazard {
  kind: 'fitted';
  time: Float64Array;
  cumulativeHazard: Float64Array;
  standardError: Float64Array;
}

export interface CumulativeHazardFailure {
  kind: 'failed';
  reason: DurationsProblem;
}

/**
 * Cumulative hazard Σ d/n (Nelson 1972; Aalen 1978) with Aalen's variance Σ d/n², d the events at a time and n those at
 * risk at it. All events of one time count at once (R `survfit(…, ctype = 1)`, its `cumhaz` and `std.chaz`), not one
 * after the other as in Fleming & Harrington 1984.
 */
export function nelsonAalen(data: GroupedDurations): CumulativeHazard | CumulativeHazardFailure {
  const problem = findDurationsProblem(data);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const { time, events } = data;
  const atRisk = subjectsAtRisk(data);
  const cumulativeHazard = new Float64Array(time.length);
  const standardError = new Float64Array(time.length);
  let hazard = 0;
  let variance = 0;
  for (let index = 0; index < time.length; index++) {
    if (events[index] > 0) {
      hazard += events[index] / atRisk[index];
      variance += events[index] / atRisk[index] ** 2;
    }
    cumulativeHazard[index] = hazard;
    standardError[index] = Math.sqrt(variance);
  }
  return { kind: 'fitted', time, cumulativeHazard, standardError };
}
