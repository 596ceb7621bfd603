import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier } from './kaplan-meier';
import { groupByTime } from './kaplan-meier-durations';
import { groupDurations } from './test-data';

const subjects = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 12 }),
    event: fc.boolean(),
    group: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 60 },
);

describe('groupByTime', () => {
  it('counts those who left and those who stayed at each time of each group', () => {
    const [first, second] = groupByTime(
      Float64Array.of(5, 2, 5, 5, 1),
      [1, 0, 0, 1, 1],
      Uint8Array.of(0, 0, 0, 1, 1),
      2,
    );
    expect(first).toEqual({
      time: Float64Array.of(2, 5),
      events: Float64Array.of(0, 1),
      censored: Float64Array.of(1, 1),
    });
    expect(second.time).toEqual(Float64Array.of(1, 5));
  });

  it('is what counting one by one gives, whatever the order', () => {
    fc.assert(
      fc.property(subjects, fc.integer(), (list, seed) => {
        const shuffled = [...list].sort((a, b) => ((a.time * 7 + seed) % 5) - ((b.time * 7 + seed) % 5));
        const groups = groupByTime(
          Float64Array.from(shuffled, ({ time }) => time),
          shuffled.map(({ event }) => event),
          shuffled.map(({ group }) => group),
          3,
        );
        groups.forEach((durations, index) =>
          expect(durations).toEqual(groupDurations(list.filter(({ group }) => group === index))),
        );
      }),
      { seed: 1 },
    );
  });

  it('leaves it to the estimate to refuse times that are none', () => {
    const reasonOf = (...times: number[]) => {
      const result = kaplanMeier(groupByTime(Float64Array.from(times), times.map(Boolean))[0]);
      return result.kind === 'failed' ? result.reason : 'fitted';
    };
    expect(reasonOf()).toBe('noSubjects');
    expect(reasonOf(1, NaN, 2)).toBe('invalidInput');
    expect(reasonOf(1, -2)).toBe('invalidInput');
    expect(reasonOf(1, Infinity)).toBe('invalidInput');
  });
});
