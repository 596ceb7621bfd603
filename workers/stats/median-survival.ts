import type { SurvivalCurve } from './kaplan-meier';

/** In the unit of time of the curve; null means not reached. */
export interface SurvivalQuantile {
  time: number | null;
  lower: number | null;
  upper: number | null;
}

/** R's tolerance for "exactly at that height", the square root of the machine epsilon. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

/**
 * The time by which a share `probability` (above 0, at most 1) has had the event, with the interval of Brookmeyer &
 * Crowley 1982 by the limits of the curve, as R `quantile(survfit(…), probability)`: the first time at which survival
 * (or its lower and upper limit) is at or below 1 − probability; where it is exactly there for a while, the middle of
 * that while, which ends with the last time if the curve does. Where a limit rises again, as the upper one may in the
 * thin end of a curve, its first time counts (R's printed median; its `quantile` takes one of the later ones).
 */
export function survivalQuantile(curve: SurvivalCurve, probability: number): SurvivalQuantile {
  if (!(probability > 0 && probability <= 1)) return { time: null, lower: null, upper: null };
  const height = 1 - probability;
  return {
    time: firstAtOrBelow(curve.time, curve.survival, height),
    lower: firstAtOrBelow(curve.time, curve.lower, height),
    upper: firstAtOrBelow(curve.time, curve.upper, height),
  };
}

/** The time by which half have had the event. */
export function medianSurvival(curve: SurvivalCurve): SurvivalQuantile {
  return survivalQuantile(curve, 0.5);
}

function firstAtOrBelow(time: Float64Array, values: ArrayLike<number | null>, height: number): number | null {
  const first = firstBelow(values, height + TOLERANCE, 0);
  if (first < 0) return null;
  const reached = values[first]!;
  if (Math.abs(reached - height) >= TOLERANCE) return time[first];
  const next = firstBelow(values, height - TOLERANCE, first);
  return (time[first] + time[next < 0 ? time.length - 1 : next]) / 2;
}

function firstBelow(values: ArrayLike<number | null>, bound: number, from: number): number {
  for (let index = from; index < values.length; index++) {
    const value = values[index];
    if (value !== null && value < bound) return index;
  }
  return -1;
}
