import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../test/helpers/reference';
import type { GroupedDurations } from './kaplan-meier';
import { logRank, type LogRankTest } from './log-rank';
import { groupDurations, telcoDurations } from './test-data';

function test(groups: GroupedDurations[]): LogRankTest {
  const result = logRank(groups);
  if (result.kind === 'failed') throw new Error(result.reason);
  return result;
}

interface RTest {
  chisq: number;
  df: number;
  p: number;
  groups: string[];
  observed: number[];
  expected: number[];
}

function telcoGroups(column: string, names: string[]): GroupedDurations[] {
  const groups = telcoDurations(column);
  return names.map((name) => {
    const group = groups.get(name);
    if (group === undefined) throw new Error(`no group ${name}`);
    return group;
  });
}

describe.skipIf(!referencePresent)('Telco churn against R survdiff, survival 3.5-3', () => {
  // survival_telco.json: 1e-6 of the size; p has 10 digits there, and chi-square 10 decimals.
  function expectSame(actual: LogRankTest, expected: Pick<RTest, 'chisq' | 'df' | 'p'>): void {
    expect(actual.chiSquare / expected.chisq).toBeCloseTo(1, 9);
    expect(actual.degreesOfFreedom).toBe(expected.df);
    if (expected.p > 0) expect(actual.pValue / expected.p).toBeCloseTo(1, 7);
    else expect(actual.pValue).toBe(0);
    expect(actual.logPValue).toBeLessThan(expected.p > 0 ? 0 : -745);
  }

  it.each(['Contract', 'gender', 'InternetService', 'PaymentMethod', 'SeniorCitizen'])('by %s', (column) => {
    const expected = referenceJson<{ logrank: Record<string, RTest> }>('survival_telco.json').logrank[column];
    const names = expected.groups.map((name) => name.split('=')[1]);
    const actual = test(telcoGroups(column, names));
    expectSame(actual, expected);
    expect(actual.observed).toEqual(expected.observed);
    actual.expected.forEach((value, index) => expect(value).toBeCloseTo(expected.expected[index], 8));
  });

  it('contracts pairwise', () => {
    const { logrank } = referenceJson<{
      logrank: { pairwise_Contract_unadjusted: { pair: string[]; chisq: number; df: number; p: number }[] };
    }>('survival_telco.json');
    expect(logrank.pairwise_Contract_unadjusted).toHaveLength(3);
    for (const { pair, ...expected } of logrank.pairwise_Contract_unadjusted) {
      expectSame(test(telcoGroups('Contract', pair)), expected);
    }
  });
});

const durations = fc.array(fc.record({ time: fc.integer({ min: 0, max: 8 }), event: fc.boolean() }), {
  minLength: 5,
  maxLength: 30,
});

describe('logRank', () => {
  it('does not depend on the order of groups', () => {
    fc.assert(
      fc.property(durations, durations, durations, (first, second, third) => {
        const groups = [first, second, third].map(groupDurations);
        const forward = logRank(groups);
        const backward = logRank([...groups].reverse());
        expect(backward.kind).toBe(forward.kind);
        if (forward.kind === 'failed' || backward.kind === 'failed') return;
        expect(backward.chiSquare).toBeCloseTo(forward.chiSquare, 8);
        expect(backward.pValue).toBeCloseTo(forward.pValue, 8);
        [...backward.expected]
          .reverse()
          .forEach((value, i) => expect(value).toBeCloseTo(forward.expected[i], 10));
      }),
      { seed: 1 },
    );
  });

  it('finds nothing between equal groups and expects as many events as were seen', () => {
    fc.assert(
      fc.property(durations, durations, (first, second) => {
        fc.pre(first.some(({ time, event }) => event && time < 8) && first.some(({ time }) => time === 8));
        expect(test([first, first].map(groupDurations)).chiSquare).toBeCloseTo(0, 10);
        const result = logRank([first, second].map(groupDurations));
        if (result.kind === 'failed') return;
        const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
        expect(sum(result.expected)).toBeCloseTo(sum(result.observed), 9);
      }),
      { seed: 1 },
    );
  });

  it('leaves out a group that was never at risk at an event', () => {
    const [first, second] = [1, 2].map((shift) =>
      groupDurations([1, 2, 3, 4].map((time) => ({ time: time + shift, event: true }))),
    );
    const gone = groupDurations([{ time: 0.5, event: false }]);
    const [two, three] = [test([first, second]), test([gone, first, second])];
    expect(three.degreesOfFreedom).toBe(1);
    expect(three.chiSquare).toBeCloseTo(two.chiSquare, 12);
  });

  it('gives its reason when there is nothing to compare', () => {
    const one = groupDurations([{ time: 1, event: true }]);
    const none = groupDurations([{ time: 1, event: false }]);
    const empty = groupDurations([]);
    expect(logRank([one])).toEqual({ kind: 'failed', reason: 'tooFewGroups' });
    expect(logRank([none, none])).toEqual({ kind: 'failed', reason: 'tooFewGroups' });
    expect(logRank([one, empty])).toEqual({ kind: 'failed', reason: 'noSubjects' });
    expect(logRank([])).toEqual({ kind: 'failed', reason: 'tooFewGroups' });
  });
});
