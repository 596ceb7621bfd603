import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../test/helpers/reference';
import type { GroupedDurations } from './kaplan-meier';
import { logRank, type LogRankOptions, type LogRankTest, stratifiedLogRank } from './log-rank';
import { groupDurations, telcoDurations } from './test-data';

function test(groups: GroupedDurations[], options?: LogRankOptions): LogRankTest {
  const result = logRank(groups, options);
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

  it('contracts weighted by survival (rho = 1)', () => {
    const { logrank } = referenceJson<{ logrank: Record<'peto_rho1_Contract', RTest> }>(
      'survival_telco.json',
    );
    const expected = logrank.peto_rho1_Contract;
    const names = expected.groups.map((name) => name.split('=')[1]);
    const actual = test(telcoGroups('Contract', names), { rho: 1 });
    expectSame(actual, expected);
    actual.observed.forEach((value, index) => expect(value).toBeCloseTo(expected.observed[index], 8));
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
    const invalid = groupDurations([{ time: -1, event: true }]);
    expect(logRank([one, invalid])).toEqual({ kind: 'failed', reason: 'invalidInput' });
  });

  it('finds nothing to compare where all leave at one time, and nobody later', () => {
    const atStart = groupDurations([
      { time: 0, event: true },
      { time: 0, event: true },
    ]);
    expect(logRank([atStart, atStart])).toEqual({ kind: 'failed', reason: 'tooFewGroups' });
    const one = groupDurations([{ time: 4, event: true }]);
    expect(logRank([one, one])).toEqual({ kind: 'failed', reason: 'tooFewGroups' });
  });

  it('gives a group without events its share of those expected', () => {
    /*
     * One stays until 2 and one until 3; of the others one leaves at 1 and one at 2. At 1: 4 at risk, 2 of each; at 2:
     * 3 at risk, 2 of the first. E₁ = 2/4 + 2/3 = 7/6, O₁ = 0, V = 1/4 + 2/9 = 17/36, χ² = (7/6)²/(17/36) = 49/17.
     */
    const [first, second] = [false, true].map((event) =>
      groupDurations([
        { time: event ? 1 : 2, event },
        { time: event ? 2 : 3, event },
      ]),
    );
    const { chiSquare, expected } = test([first, second]);
    expect(expected[0]).toBeCloseTo(7 / 6, 12);
    expect(chiSquare).toBeCloseTo(49 / 17, 12);
  });

  it('gives what R prints for aml, with and without a group censored before the first event', () => {
    // R survival's tests/difftest.R: expected 10.69 and 7.31, χ² = 3.4 on 1 degree of freedom, p = 0.07.
    const of = (left: number[], stayed: number[]) =>
      groupDurations([
        ...left.map((time) => ({ time, event: true })),
        ...stayed.map((time) => ({ time, event: false })),
      ]);
    const maintained = of([9, 13, 18, 23, 31, 34, 48], [13, 28, 45, 161]);
    const others = of([5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], [16]);
    const early = of([], [1, 2, 2, 3, 3, 3, 4]);
    for (const groups of [
      [maintained, others],
      [early, maintained, others],
    ]) {
      const { chiSquare, degreesOfFreedom, pValue, expected } = test(groups);
      expect(degreesOfFreedom).toBe(1);
      expect([chiSquare, pValue]).toEqual([expect.closeTo(3.4, 1), expect.closeTo(0.0653, 4)]);
      expect(expected.slice(-2)).toEqual([expect.closeTo(10.69, 2), expect.closeTo(7.31, 2)]);
    }
  });

  it('does not mind the groups’ ages being stretched', () => {
    fc.assert(
      fc.property(durations, durations, (first, second) => {
        const groups = [first, second].map(groupDurations);
        const stretched = groups.map((group) => ({ ...group, time: group.time.map((time) => 7 * time) }));
        expect(logRank(stretched, { rho: 1 })).toEqual(logRank(groups, { rho: 1 }));
      }),
      { seed: 1 },
    );
  });
});

describe('stratifiedLogRank', () => {
  const of = (...list: [number, boolean][]) => groupDurations(list.map(([time, event]) => ({ time, event })));

  it('adds up the strata, worked by hand', () => {
    /*
     * Stratum 1: A leaves at 1 and 3, B at 2 and 4. At 1: 4 at risk, 2 of A; at 2: 3, 1 of A; at 3: 2, 1 of A; at 4:
     * none of A. O = 2, E = 2/4 + 1/3 + 1/2 = 4/3, V = 1/4 + 2/9 + 1/4 = 13/18.
     * Stratum 2: A leaves at 5 and stays at 6, B leaves at 5. Two of three leave at 5, 2 of A: O = 1, E = 4/3,
     * V = 2·(2/3)(1/3)·(3 − 2)/(3 − 1) = 2/9.
     * Together O − E = 3 − 8/3 = 1/3, V = 17/18, χ² = (1/9)/(17/18) = 2/17.
     */
    const strata = [
      [of([1, true], [3, true]), of([2, true], [4, true])],
      [of([5, true], [6, false]), of([5, true])],
    ];
    const result = stratifiedLogRank(strata);
    if (result.kind === 'failed') throw new Error(result.reason);
    expect(result.chiSquare).toBeCloseTo(2 / 17, 12);
    expect(result.observed).toEqual([3, 3]);
    [8 / 3, 10 / 3].forEach((value, index) => expect(result.expected[index]).toBeCloseTo(value, 12));
  });

  it('is the log-rank test with one stratum, and with strata of the same customers twice as strong', () => {
    fc.assert(
      fc.property(durations, durations, durations, (first, second, third) => {
        const groups = [first, second, third].map(groupDurations);
        const plain = logRank(groups);
        expect(stratifiedLogRank([groups])).toEqual(plain);
        const doubled = stratifiedLogRank([groups, groups]);
        expect(doubled.kind).toBe(plain.kind);
        if (plain.kind === 'fitted' && doubled.kind === 'fitted')
          expect(doubled.chiSquare).toBeCloseTo(2 * plain.chiSquare, 8);
      }),
      { seed: 1 },
    );
  });

  it('leaves out a stratum with one group only', () => {
    const strata = [[of([1, true], [3, true]), of([2, true], [4, true])]];
    const nobody = of();
    const lonely = [of([1, true], [2, true]), nobody];
    const result = stratifiedLogRank([...strata, lonely]);
    if (result.kind === 'failed') throw new Error(result.reason);
    expect(result.chiSquare).toBeCloseTo(test(strata[0]).chiSquare, 12);
    // Its customers are expected to leave exactly as they did.
    expect(result.observed).toEqual([4, 2]);
  });

  it('sees through a difference between the strata', () => {
    // All short lives are in one stratum, where A has most customers; inside the strata A and B are alike.
    const strata = [
      [
        of(...Array.from({ length: 30 }, (): [number, boolean] => [1, true]), [2, true]),
        of([1, true], [2, true]),
      ],
      [
        of([8, true], [9, true]),
        of(...Array.from({ length: 30 }, (): [number, boolean] => [8, true]), [9, true]),
      ],
    ];
    const whole = [0, 1].map((group) =>
      groupDurations(
        strata.flatMap((stratum) =>
          Array.from(stratum[group].time).flatMap((time, index) =>
            Array.from({ length: stratum[group].events[index] }, () => ({ time, event: true })),
          ),
        ),
      ),
    );
    expect(test(whole).pValue).toBeLessThan(0.001);
    const within = stratifiedLogRank(strata);
    expect(within.kind === 'fitted' && within.pValue).toBeGreaterThan(0.05);
  });

  it('gives its reason', () => {
    const [one, nobody] = [of([1, true]), of()];
    expect(stratifiedLogRank([])).toEqual({ kind: 'failed', reason: 'tooFewGroups' });
    expect(stratifiedLogRank([[one, one], [one]])).toEqual({ kind: 'failed', reason: 'invalidInput' });
    expect(
      stratifiedLogRank([
        [one, nobody],
        [one, nobody],
      ]),
    ).toEqual({ kind: 'failed', reason: 'noSubjects' });
    expect(
      stratifiedLogRank([
        [one, nobody],
        [nobody, one],
      ]),
    ).toEqual({ kind: 'failed', reason: 'tooFewGroups' });
  });
});
