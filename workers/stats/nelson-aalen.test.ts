import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../test/helpers/reference';
import { type GroupedDurations, kaplanMeier } from './kaplan-meier';
import { type CumulativeHazard, nelsonAalen } from './nelson-aalen';
import { groupDurations, telcoDurations } from './test-data';

function hazardOf(data: GroupedDurations): CumulativeHazard {
  const result = nelsonAalen(data);
  if (result.kind === 'failed') throw new Error(result.reason);
  return result;
}

describe.skipIf(!referencePresent)('Telco churn against R survival 3.5-3', () => {
  it('cumulative hazard and its standard error', () => {
    // survival_telco.json: survfit(…, ctype = 1), cumhaz and std.chaz; 1e-6 as the file has it, met to 1e-10.
    const { nelson_aalen: rows } = referenceJson<{
      nelson_aalen: { time: number; cumhaz: number; std_err: number }[];
    }>('survival_telco.json');
    expect(rows).toHaveLength(12);
    const { time, cumulativeHazard, standardError } = hazardOf(telcoDurations().get('all')!);
    for (const { time: at, cumhaz, std_err } of rows) {
      const index = time.indexOf(at);
      expect(cumulativeHazard[index]).toBeCloseTo(cumhaz, 10);
      expect(standardError[index]).toBeCloseTo(std_err, 10);
    }
  });
});

const durations = fc.array(fc.record({ time: fc.integer({ min: 0, max: 15 }), event: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

describe('nelsonAalen', () => {
  it('adds up events over those at risk, events of one time at once', () => {
    /*
     * At risk 5, 4, 2: two leave of five, none of the three left at 2 (one is seen no longer), one of two at 3.
     * H = 2/5, 2/5, 2/5 + 1/2; variance 2/25, 2/25, 2/25 + 1/4.
     */
    const data = { time: [1, 2, 3], events: [2, 0, 1], censored: [0, 1, 1] };
    const [time, events, censored] = [data.time, data.events, data.censored].map((values) =>
      Float64Array.from(values),
    );
    const { cumulativeHazard, standardError } = hazardOf({ time, events, censored });
    [0.4, 0.4, 0.9].forEach((value, index) => expect(cumulativeHazard[index]).toBeCloseTo(value, 12));
    [0.08, 0.08, 0.33].forEach((value, index) => expect(standardError[index] ** 2).toBeCloseTo(value, 12));
  });

  it('never falls, and is never above −ln of the Kaplan–Meier survival', () => {
    fc.assert(
      fc.property(durations, (observed) => {
        const data = groupDurations(observed);
        const { cumulativeHazard } = hazardOf(data);
        const fitted = kaplanMeier(data);
        if (fitted.kind === 'failed') throw new Error(fitted.reason);
        cumulativeHazard.forEach((hazard, index) => {
          expect(hazard).toBeGreaterThanOrEqual(index === 0 ? 0 : cumulativeHazard[index - 1]);
          expect(Math.exp(-hazard)).toBeGreaterThanOrEqual(fitted.curve.survival[index] - 1e-12);
        });
      }),
      { seed: 1 },
    );
  });

  it('keeps the hazard and halves the variance when every customer is counted twice', () => {
    fc.assert(
      fc.property(durations, (observed) => {
        const data = groupDurations(observed);
        const [once, twice] = [data, groupDurations([...observed, ...observed])].map(hazardOf);
        once.cumulativeHazard.forEach((hazard, index) => {
          expect(twice.cumulativeHazard[index]).toBeCloseTo(hazard, 12);
          expect(twice.standardError[index] ** 2).toBeCloseTo(once.standardError[index] ** 2 / 2, 12);
        });
      }),
      { seed: 1 },
    );
  });

  it('is nothing where nobody leaves, and 1 for one who leaves', () => {
    const [stays, leaves] = [false, true].map((event) => hazardOf(groupDurations([{ time: 0, event }])));
    expect([[...stays.cumulativeHazard], [...stays.standardError]]).toEqual([[0], [0]]);
    expect([[...leaves.cumulativeHazard], [...leaves.standardError]]).toEqual([[1], [1]]);
  });

  it('gives its reason when there is nothing to estimate', () => {
    expect(nelsonAalen(groupDurations([]))).toEqual({ kind: 'failed', reason: 'noSubjects' });
    const negative = groupDurations([{ time: -1, event: true }]);
    expect(nelsonAalen(negative)).toEqual({ kind: 'failed', reason: 'invalidInput' });
  });
});
