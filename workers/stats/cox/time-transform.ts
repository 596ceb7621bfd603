import { type GroupedDurations, kaplanMeier } from '../kaplan-meier';
import { rankValues } from '../rank-values';
import type { PreparedCox } from './prepare';

/**
 * The clock on which a changing effect is looked for: 'km' (the share who had the event before, R's default, which
 * spreads events evenly), 'identity' (time itself), 'rank' (of the duration among all durations), 'log' (of time).
 */
export type TimeTransform = 'km' | 'identity' | 'rank' | 'log';

/** The transformed time of every tie; strata share one clock. Minus infinity for the logarithm of 0. */
export function transformTimes(prepared: PreparedCox, transform: TimeTransform): Float64Array {
  const tieTime = prepared.tieEvents.map((_, tie) => prepared.time[prepared.tieStart[tie]]);
  if (transform === 'identity') return tieTime;
  if (transform === 'log') return tieTime.map(Math.log);
  const grouped = groupByTime(prepared);
  const clock = transform === 'km' ? shareBefore(grouped) : meanRanks(grouped);
  const place = new Map(Array.from(grouped.time, (time, index) => [time, index]));
  return tieTime.map((time) => clock[place.get(time) ?? 0]);
}

function groupByTime({ time, event, count }: PreparedCox): GroupedDurations {
  const { distinct, rank } = rankValues(time);
  const events = new Float64Array(distinct.length);
  const censored = new Float64Array(distinct.length);
  for (let row = 0; row < time.length; row++) (event[row] === 1 ? events : censored)[rank[row]] += count[row];
  return { time: distinct, events, censored };
}

/** One minus the Kaplan–Meier estimate just before each time. */
function shareBefore(grouped: GroupedDurations): Float64Array {
  const result = kaplanMeier(grouped);
  return grouped.time.map((_, index) =>
    result.kind === 'failed' || index === 0 ? 0 : 1 - result.curve.survival[index - 1],
  );
}

/** Ranks from 1, those of equal durations averaged. */
function meanRanks({ time, events, censored }: GroupedDurations): Float64Array {
  let before = 0;
  return time.map((_, index) => {
    const here = events[index] + censored[index];
    const rank = before + (here + 1) / 2;
    before += here;
    return rank;
  });
}
