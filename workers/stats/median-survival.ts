import type { SurvivalCurve } from './kaplan-meier';

/** Null means not reached. In the unit of time of the curve. */
export interface MedianSurvival {
  median: number | null;
  lower: number | null;
  upper: number | null;
}

/** R's tolerance for "exactly one half", the square root of the machine epsilon. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

/**
 * Median duration with the interval of Brookmeyer & Crowley 1982, as R prints for a survfit: the first time at which
 * survival (or its lower and upper limit) is below one half; where it is exactly one half for a while, the middle of
 * that while.
 */
export function medianSurvival(curve: SurvivalCurve): MedianSurvival {
  return {
    median: firstBelowHalf(curve.time, Array.from(curve.survival)),
    lower: firstBelowHalf(curve.time, curve.lower),
    upper: firstBelowHalf(curve.time, curve.upper),
  };
}

function firstBelowHalf(time: Float64Array, values: (number | null)[]): number | null {
  const first = values.findIndex((value) => value !== null && value < 0.5 + TOLERANCE);
  if (first < 0) return null;
  const reached = values[first] ?? 0;
  if (Math.abs(reached - 0.5) >= TOLERANCE) return time[first];
  const next = values.findIndex((value) => value !== null && value < reached);
  return next < 0 ? time[first] : (time[first] + time[next]) / 2;
}
