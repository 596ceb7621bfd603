import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../test/helpers/reference';
import { logRank } from './log-rank';
import { pairwiseLogRank } from './log-rank-pairwise';
import { groupDurations, telcoDurations } from './test-data';

const durations = fc.array(fc.record({ time: fc.integer({ min: 0, max: 8 }), event: fc.boolean() }), {
  minLength: 5,
  maxLength: 30,
});

describe.skipIf(!referencePresent)('Telco contracts against R survdiff, survival 3.5-3', () => {
  it('compares each pair by itself', () => {
    // survival_telco.json: 1e-6 of the size; p has 10 digits there.
    const { logrank } = referenceJson<{
      logrank: { pairwise_Contract_unadjusted: { pair: string[]; chisq: number; df: number; p: number }[] };
    }>('survival_telco.json');
    const groups = telcoDurations('Contract');
    const names = [...groups.keys()].sort();
    const pairs = pairwiseLogRank(names.map((name) => groups.get(name)!));
    expect(pairs).toHaveLength(logrank.pairwise_Contract_unadjusted.length);
    logrank.pairwise_Contract_unadjusted.forEach(({ pair, chisq, p }, index) => {
      const { first, second, chiSquare, pValue } = pairs[index];
      expect([names[first], names[second]]).toEqual(pair);
      expect(chiSquare! / chisq).toBeCloseTo(1, 9);
      if (p > 0) expect(pValue! / p).toBeCloseTo(1, 7);
      else expect(pValue).toBe(0);
    });
    // Largest p times 3/3, next times 3/2, smallest times 3 (Benjamini & Hochberg).
    const [, second, third] = [...pairs].sort((a, b) => a.pValue! - b.pValue!);
    expect(third.adjustedPValue! / third.pValue!).toBeCloseTo(1, 12);
    expect(second.adjustedPValue! / second.pValue!).toBeCloseTo(1.5, 12);
  });
});

describe('pairwiseLogRank', () => {
  it('is the overall test when there are two groups', () => {
    fc.assert(
      fc.property(durations, durations, (first, second) => {
        const groups = [first, second].map(groupDurations);
        const overall = logRank(groups);
        const [pair, ...others] = pairwiseLogRank(groups);
        expect(others).toEqual([]);
        expect([pair.first, pair.second]).toEqual([0, 1]);
        if (overall.kind === 'failed') expect(pair.chiSquare).toBeNull();
        else {
          expect(pair.chiSquare).toBe(overall.chiSquare);
          expect(pair.adjustedPValue).toBe(overall.pValue);
        }
      }),
      { seed: 1 },
    );
  });

  it('finds the same whichever way round the groups are, and is never surer after adjusting', () => {
    fc.assert(
      fc.property(durations, durations, durations, (...lists) => {
        const groups = lists.map(groupDurations);
        const forward = pairwiseLogRank(groups);
        const backward = pairwiseLogRank([...groups].reverse());
        for (const { first, second, pValue, adjustedPValue } of forward) {
          const other = backward.find((pair) => pair.first === 2 - second && pair.second === 2 - first);
          if (pValue === null) expect(other?.pValue).toBeNull();
          else {
            expect(other?.pValue).toBeCloseTo(pValue, 8);
            expect(adjustedPValue).toBeGreaterThanOrEqual(pValue);
          }
        }
      }),
      { seed: 1 },
    );
  });

  it('leaves out what cannot be compared, without counting it', () => {
    const list = [1, 2, 3, 4, 5, 6].map((time) => ({ time, event: true }));
    const later = list.map(({ time, event }) => ({ time: time + 3, event }));
    const [early, late, nobody] = [list, later, []].map(groupDurations);
    const pairs = pairwiseLogRank([early, nobody, late]);
    expect(pairs.map(({ chiSquare }) => chiSquare === null)).toEqual([true, false, true]);
    expect(pairs[1].adjustedPValue).toBe(pairs[1].pValue);
    expect(pairs[0]).toMatchObject({ pValue: null, adjustedPValue: null });
    expect(pairwiseLogRank([early])).toEqual([]);
    expect(pairwiseLogRank([])).toEqual([]);
  });
});
