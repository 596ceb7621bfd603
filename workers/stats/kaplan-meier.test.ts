import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../test/helpers/reference';
import { type GroupedDurations, kaplanMeier, type SurvivalCurve, survivalAt } from './kaplan-meier';
import { medianSurvival } from './median-survival';
import { restrictedMean } from './restricted-mean';
import { groupDurations, telcoDurations } from './test-data';

function curveOf(data: GroupedDurations | undefined): SurvivalCurve {
  if (data === undefined) throw new Error('no such group');
  const result = kaplanMeier(data);
  if (result.kind === 'failed') throw new Error(result.reason);
  return result.curve;
}

/** 'Contract=One year' and the like, as R names strata. */
function stratum(name: string): SurvivalCurve {
  const [column, value] = name.split('=');
  return value === undefined
    ? curveOf(telcoDurations().get('all'))
    : curveOf(telcoDurations(column).get(value));
}

interface CurveRow {
  strata?: string;
  time: number;
  n_risk: number;
  surv: number;
  std_err: number;
  lower: number | null;
  upper: number | null;
}

type MedianRow = { strata: string; median: number | null } & Record<'0.95LCL' | '0.95UCL', number | null>;

describe.skipIf(!referencePresent)('Telco churn against R survival 3.5-3', () => {
  // survival_telco.json: summary(survfit(…, conf.type = "log-log"), times = …); 1e-6 as the file has it, met to 1e-10.
  const reference = referencePresent
    ? referenceJson<
        Record<'km_overall_conf_log-log' | 'km_by_Contract_conf_loglog', CurveRow[]> &
          Record<'median_by_Contract' | 'median_by_InternetService', MedianRow[]> & {
            rmst: { strata: string; tau: number; rmst: number; se: number }[];
          }
      >('survival_telco.json')
    : null;

  function expectRow(curve: SurvivalCurve, row: CurveRow): void {
    const index = curve.time.indexOf(row.time);
    if (index < 0) {
      // R's summary also answers for times before the first duration.
      expect(row.time).toBeLessThan(curve.time[0]);
      expect(survivalAt(curve, row.time)).toBe(row.surv);
      return;
    }
    expect(curve.atRisk[index]).toBe(row.n_risk);
    expect(curve.survival[index]).toBeCloseTo(row.surv, 10);
    expect(curve.standardError[index]).toBeCloseTo(row.std_err, 10);
    for (const limit of ['lower', 'upper'] as const) {
      const expected = row[limit];
      expect(curve[limit][index]).toEqual(expected === null ? null : expect.closeTo(expected, 10));
    }
  }

  it('survival, standard error and log-log interval of all', () => {
    const rows = reference?.['km_overall_conf_log-log'] ?? [];
    expect(rows).toHaveLength(12);
    const curve = stratum('all');
    rows.forEach((row) => expectRow(curve, row));
  });

  it('the same by contract', () => {
    const rows = reference?.km_by_Contract_conf_loglog ?? [];
    expect(rows).toHaveLength(36);
    for (const strata of new Set(rows.map((row) => row.strata ?? ''))) {
      const curve = stratum(strata);
      rows.filter((row) => row.strata === strata).forEach((row) => expectRow(curve, row));
    }
  });

  it('medians and their intervals, reached or not', () => {
    expect(medianSurvival(stratum('all'))).toEqual({ median: null, lower: null, upper: null });
    const rows = [...(reference?.median_by_Contract ?? []), ...(reference?.median_by_InternetService ?? [])];
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      const expected = { median: row.median, lower: row['0.95LCL'], upper: row['0.95UCL'] };
      expect(medianSurvival(stratum(row.strata))).toEqual(expected);
    }
  });

  it('restricted means and their standard errors', () => {
    expect(reference?.rmst).toHaveLength(8);
    for (const { strata, tau, rmst, se } of reference?.rmst ?? []) {
      const result = restrictedMean(stratum(strata), tau);
      expect(result?.mean).toBeCloseTo(rmst, 8);
      expect(result?.standardError).toBeCloseTo(se, 8);
    }
  });
});

const durations = fc.array(fc.record({ time: fc.integer({ min: 0, max: 15 }), event: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

describe('kaplanMeier', () => {
  it('never rises, stays between 0 and 1, inside its interval', () => {
    fc.assert(
      fc.property(durations, (observed) => {
        const curve = curveOf(groupDurations(observed));
        curve.survival.forEach((survival, index) => {
          expect(survival).toBeGreaterThanOrEqual(0);
          expect(survival).toBeLessThanOrEqual(index === 0 ? 1 : curve.survival[index - 1]);
          expect(curve.lower[index] ?? survival).toBeLessThanOrEqual(survival);
          expect(curve.upper[index] ?? survival).toBeGreaterThanOrEqual(survival);
          expect(curve.lower[index] === null).toBe(survival === 1 || survival === 0);
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is the share still there when nobody is censored', () => {
    fc.assert(
      fc.property(durations, (observed) => {
        const curve = curveOf(groupDurations(observed.map(({ time }) => ({ time, event: true }))));
        curve.time.forEach((time, index) => {
          const there = observed.filter((duration) => duration.time > time).length / observed.length;
          expect(curve.survival[index]).toBeCloseTo(there, 12);
        });
      }),
      { seed: 1 },
    );
  });

  it('has no standard error or interval once everyone has left', () => {
    const curve = curveOf(groupDurations([1, 2].map((time) => ({ time, event: true }))));
    expect([...curve.survival]).toEqual([0.5, 0]);
    expect(curve.standardError[1]).toBeNull();
    expect([curve.lower[1], curve.upper[1]]).toEqual([null, null]);
  });

  it('gives its reason when there is nothing to estimate', () => {
    const reasonOf = (time: number[], events: number[], censored: number[]): string => {
      const [times, left, stayed] = [time, events, censored].map((values) => Float64Array.from(values));
      const result = kaplanMeier({ time: times, events: left, censored: stayed });
      return result.kind === 'failed' ? result.reason : 'fitted';
    };
    expect(reasonOf([], [], [])).toBe('noSubjects');
    expect(reasonOf([1], [0], [0])).toBe('noSubjects');
    expect(reasonOf([2, 1], [1, 1], [0, 0])).toBe('invalidInput');
    expect(reasonOf([1, 1], [1, 1], [0, 0])).toBe('invalidInput');
    expect(reasonOf([-1], [1], [0])).toBe('invalidInput');
    expect(reasonOf([1], [NaN], [0])).toBe('invalidInput');
    expect(reasonOf([1], [1], [Infinity])).toBe('invalidInput');
    expect(reasonOf([1], [1], [])).toBe('invalidInput');
  });
});

describe('survivalAt', () => {
  const observed = [
    { time: 2, event: true },
    { time: 4, event: true },
    { time: 5, event: false },
    { time: 6, event: false },
  ];

  it('is 1 before the first duration, drops at each, and ends with the data', () => {
    const curve = curveOf(groupDurations(observed));
    expect([0, 1.9, 2, 3, 4, 6].map((time) => survivalAt(curve, time))).toEqual([1, 1, 0.75, 0.75, 0.5, 0.5]);
    expect(survivalAt(curve, 6.1)).toBeNull();
  });

  it('stays 0 after everyone has left', () => {
    expect(survivalAt(curveOf(groupDurations([{ time: 3, event: true }])), 100)).toBe(0);
  });
});
