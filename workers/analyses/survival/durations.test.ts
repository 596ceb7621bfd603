import { describe, expect, it } from 'vitest';
import type { GroupedDurations } from '../../stats/kaplan-meier';
import { byWholeAge, mergeDurations } from './durations';

function durations(time: number[], events: number[], censored: number[]): GroupedDurations {
  const [times, left, stayed] = [time, events, censored].map((values) => Float64Array.from(values));
  return { time: times, events: left, censored: stayed };
}

describe('mergeDurations', () => {
  it('adds up what happened at the same time', () => {
    const merged = mergeDurations([
      durations([1, 3], [2, 1], [0, 4]),
      durations([2, 3], [1, 1], [1, 0]),
      durations([0.5], [0], [7]),
    ]);
    expect(merged).toEqual(durations([0.5, 1, 2, 3], [0, 2, 1, 2], [7, 0, 1, 4]));
  });

  it('is nobody for no group, and the group itself for one', () => {
    expect(mergeDurations([]).time).toHaveLength(0);
    const one = durations([1], [1], [0]);
    expect(mergeDurations([one])).toBe(one);
  });
});

describe('byWholeAge', () => {
  it('lists every whole age, also those at which nothing happened', () => {
    const whole = byWholeAge(durations([0.2, 0.9, 2, 2.5], [1, 1, 1, 0], [0, 2, 0, 3]));
    expect(whole).toEqual(durations([0, 1, 2], [2, 0, 1], [2, 0, 3]));
  });

  it('does not list the ages of eternity', () => {
    const { time, events, censored } = byWholeAge(durations([1, 1e12], [1, 5], [0, 1]));
    expect(time).toHaveLength(36_525);
    expect([events[1], events.at(-1), censored.at(-1)]).toEqual([1, 0, 6]);
  });
});
