import { type GroupedDurations, subjectsAtRisk } from './kaplan-meier';

/** Per group: events seen, events expected were all groups alike, and the covariance of their differences. */
export interface LogRankTally {
  observed: Float64Array;
  expected: Float64Array;
  covariance: Float64Array[];
}

export function emptyTally(groups: number): LogRankTally {
  return {
    observed: new Float64Array(groups),
    expected: new Float64Array(groups),
    covariance: Array.from({ length: groups }, () => new Float64Array(groups)),
  };
}

/**
 * Adds the events of one stratum, time by time. An event weighs survival of all groups just before it to the power
 * `rho` (R's `survdiff`).
 */
export function addStratum(tally: LogRankTally, groups: readonly GroupedDurations[], rho: number): void {
  const suffixes = groups.map(subjectsAtRisk);
  const next = new Uint32Array(groups.length);
  const events = new Float64Array(groups.length);
  const atRisk = new Float64Array(groups.length);
  let surviving = 1;
  for (let time = earliest(groups, next); time < Infinity; time = earliest(groups, next)) {
    let allEvents = 0;
    let allAtRisk = 0;
    for (let group = 0; group < groups.length; group++) {
      const at = next[group];
      const isHere = groups[group].time[at] === time;
      // Who is at risk at a group's next time is at risk at every time before it, back to its last one.
      atRisk[group] = suffixes[group][at] ?? 0;
      events[group] = isHere ? groups[group].events[at] : 0;
      if (isHere) next[group]++;
      allEvents += events[group];
      allAtRisk += atRisk[group];
    }
    if (allEvents === 0) continue;
    addTime(tally, events, atRisk, { allEvents, allAtRisk, weight: rho === 0 ? 1 : surviving ** rho });
    surviving *= (allAtRisk - allEvents) / allAtRisk;
  }
}

function earliest(groups: readonly GroupedDurations[], next: Uint32Array): number {
  let time = Infinity;
  for (let group = 0; group < groups.length; group++) {
    const candidate = groups[group].time[next[group]];
    if (candidate < time) time = candidate;
  }
  return time;
}

interface WholeTime {
  allEvents: number;
  allAtRisk: number;
  weight: number;
}

/** Adds what one time contributes, with the hypergeometric variance. */
function addTime(
  { observed, expected, covariance }: LogRankTally,
  events: Float64Array,
  atRisk: Float64Array,
  { allEvents, allAtRisk, weight }: WholeTime,
): void {
  const spread = allAtRisk > 1 ? (weight ** 2 * allEvents * (allAtRisk - allEvents)) / (allAtRisk - 1) : 0;
  for (let row = 0; row < events.length; row++) {
    const share = atRisk[row] / allAtRisk;
    observed[row] += weight * events[row];
    expected[row] += weight * allEvents * share;
    for (let column = 0; column < events.length; column++) {
      covariance[row][column] += spread * share * ((row === column ? 1 : 0) - atRisk[column] / allAtRisk);
    }
  }
}
