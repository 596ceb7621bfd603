import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../test/helpers/reference';
import { type GroupedDurations, kaplanMeier, type SurvivalCurve, survivalAt } from './kaplan-meier';
import { survivalIntervals, type SurvivalInterval } from './kaplan-meier-interval';
import { medianSurvival } from './median-survival';
import { restrictedMean } from './restricted-mean';
import { groupDurations, telcoDurations } from './test-data';

function curveOf(data: GroupedDurations | undefined, interval?: SurvivalInterval): SurvivalCurve {
  if (data === undefined) throw new Error('no such group');
  const result = kaplanMeier(data, { interval });
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
        Record<`km_overall_conf_${SurvivalInterval}` | 'km_by_Contract_conf_loglog', CurveRow[]> &
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
      expect(survivalAt(curve, row.time)?.survival).toBe(row.surv);
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

  it.each(survivalIntervals)('survival, standard error and %s interval of all', (interval) => {
    const rows = reference?.[`km_overall_conf_${interval}`] ?? [];
    expect(rows).toHaveLength(12);
    const curve = curveOf(telcoDurations().get('all'), interval);
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
    expect(medianSurvival(stratum('all'))).toEqual({ time: null, lower: null, upper: null });
    const rows = [...(reference?.median_by_Contract ?? []), ...(reference?.median_by_InternetService ?? [])];
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      const expected = { time: row.median, lower: row['0.95LCL'], upper: row['0.95UCL'] };
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

// Miller (1997), Survival Analysis, p. 49: acute myelogenous leukaemia, weeks until relapse; R's data set `aml`.
const maintained: [number, boolean][] = [
  [9, true],
  [13, true],
  [13, false],
  [18, true],
  [23, true],
  [28, false],
  [31, true],
  [34, true],
  [45, false],
  [48, true],
  [161, false],
];

describe('the intervals', () => {
  const aml = groupDurations(maintained.map(([time, event]) => ({ time, event })));

  it('log, cut at 1, is what R prints for the maintained group of aml', () => {
    // summary(survfit(Surv(time, status) ~ x, data = aml)), as R's documentation prints it.
    const printed = [
      [9, 0.909, 0.0867, 0.7541, 1],
      [13, 0.818, 0.1163, 0.6192, 1],
      [18, 0.716, 0.1397, 0.4884, 1],
      [23, 0.614, 0.1526, 0.3769, 0.999],
      [31, 0.491, 0.1642, 0.2549, 0.946],
      [34, 0.368, 0.1627, 0.1549, 0.875],
      [48, 0.184, 0.1535, 0.0359, 0.944],
    ];
    const curve = curveOf(aml, 'log');
    for (const [time, survival, error, lower, upper] of printed) {
      const index = curve.time.indexOf(time);
      expect(curve.survival[index]).toBeCloseTo(survival, 3);
      expect(curve.standardError[index]).toBeCloseTo(error, 4);
      expect(curve.lower[index]).toBeCloseTo(lower, 4);
      expect(curve.upper[index]).toBeCloseTo(upper, 3);
    }
  });

  it('plain is survival ± 1.96 standard errors, cut at 0 and 1', () => {
    const curve = curveOf(aml, 'plain');
    // S(9) = 10/11 with variance (10/11)²·1/(11·10) = 10/1331, and S + 1.96·√ is above 1; S(48) = 0.184 − 1.96·0.153 < 0.
    expect(curve.standardError[0]).toBeCloseTo(Math.sqrt(10 / 1331), 12);
    expect([curve.lower[0], curve.upper[0]]).toEqual([expect.closeTo(10 / 11 - 0.16989, 5), 1]);
    const last = curve.time.indexOf(48);
    expect(curve.lower[last]).toBe(0);
    expect(curve.upper[last]).toBeCloseTo(0.18409 + 1.959964 * 0.15346, 3);
  });

  it('end as R ends them: none once everyone has left, and at the beginning 1 to 1 but for log-log', () => {
    const data = groupDurations([
      { time: 1, event: false },
      { time: 2, event: true },
    ]);
    for (const interval of survivalIntervals) {
      const { lower, upper } = curveOf(data, interval);
      const atStart = interval === 'log-log' ? null : 1;
      expect([interval, lower, upper]).toEqual([interval, [atStart, null], [atStart, null]]);
    }
  });

  it('are wider for more confidence', () => {
    for (const interval of survivalIntervals) {
      const [wide, narrow] = [0.99, 0.5].map((level) => {
        const result = kaplanMeier(aml, { interval, level });
        return result.kind === 'fitted' ? result.curve : curveOf(undefined);
      });
      expect(wide.lower[4]).toBeLessThan(narrow.lower[4]!);
      expect(wide.upper[4]).toBeGreaterThan(narrow.upper[4]!);
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
      fc.property(durations, fc.constantFrom(...survivalIntervals), (observed, interval) => {
        const curve = curveOf(groupDurations(observed), interval);
        curve.survival.forEach((survival, index) => {
          expect(survival).toBeGreaterThanOrEqual(0);
          expect(survival).toBeLessThanOrEqual(index === 0 ? 1 : curve.survival[index - 1]);
          expect(curve.lower[index] ?? survival).toBeLessThanOrEqual(survival);
          expect(curve.upper[index] ?? survival).toBeGreaterThanOrEqual(survival);
          expect(curve.lower[index] ?? 0).toBeGreaterThanOrEqual(0);
          expect(curve.upper[index] ?? 1).toBeLessThanOrEqual(1);
          const unlimited = survival === 0 || (survival === 1 && interval === 'log-log');
          expect(curve.lower[index] === null).toBe(unlimited);
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('keeps survival and shrinks the variance to half when every customer is counted twice', () => {
    fc.assert(
      fc.property(durations, (observed) => {
        const data = groupDurations(observed);
        const [events, censored] = [data.events, data.censored].map((counts) => counts.map((n) => 2 * n));
        const [once, twice] = [curveOf(data), curveOf({ time: data.time, events, censored })];
        once.survival.forEach((survival, index) => {
          expect(twice.survival[index]).toBeCloseTo(survival, 12);
          // Greenwood: 2d/(2n(2n − 2d)) = half of d/(n(n − d)).
          const expected = once.standardError[index];
          if (expected === null) expect(twice.standardError[index]).toBeNull();
          else expect(twice.standardError[index]).toBeCloseTo(expected / Math.SQRT2, 12);
        });
      }),
      { seed: 1 },
    );
  });

  it('does not mind ages listed at which nothing happened', () => {
    fc.assert(
      fc.property(durations, (observed) => {
        const data = groupDurations(observed);
        const time = Float64Array.from(Array.from(data.time).flatMap((value) => [value, value + 0.5]));
        const spaced = (counts: Float64Array) =>
          Float64Array.from(Array.from(counts).flatMap((count) => [count, 0]));
        const curve = curveOf({ time, events: spaced(data.events), censored: spaced(data.censored) });
        const plain = curveOf(data);
        expect(Array.from(curve.survival.filter((_, index) => index % 2 === 0))).toEqual([...plain.survival]);
        expect(curve.lower.filter((_, index) => index % 2 === 1)).toEqual(plain.lower);
      }),
      { seed: 1 },
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

  it('has an answer for one customer, for equal ones, for no events, and for everything on the first day', () => {
    const repeated = (time: number, event: boolean, count: number) =>
      curveOf(groupDurations(Array.from({ length: count }, () => ({ time, event }))));
    expect([...repeated(3, true, 1).survival]).toEqual([0]);
    expect([...repeated(3, false, 1).survival]).toEqual([1]);
    expect([...repeated(3, true, 50).survival]).toEqual([0]);
    const nobodyLeft = repeated(0, false, 50);
    expect([[...nobodyLeft.survival], nobodyLeft.standardError, nobodyLeft.lower]).toEqual([
      [1],
      [0],
      [null],
    ]);
    const { survival, atRisk, lower } = curveOf(
      groupDurations(Array.from({ length: 50 }, (_, index) => ({ time: 0, event: index < 25 }))),
    );
    expect([[...survival], [...atRisk]]).toEqual([[0.5], [50]]);
    expect(lower[0]).toBeGreaterThan(0.3);
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
    const survivals = [0, 1.9, 2, 3, 4, 6].map((time) => survivalAt(curve, time)?.survival);
    expect(survivals).toEqual([1, 1, 0.75, 0.75, 0.5, 0.5]);
    expect(survivalAt(curve, 6.1)).toBeNull();
  });

  it('stays 0 after everyone has left', () => {
    expect(survivalAt(curveOf(groupDurations([{ time: 3, event: true }])), 100)?.survival).toBe(0);
  });

  it('carries the limits of the step it is on, and none before the first', () => {
    const curve = curveOf(groupDurations(observed));
    expect(survivalAt(curve, 1)).toEqual({ survival: 1, lower: null, upper: null });
    const [lower, upper] = [curve.lower[1], curve.upper[1]];
    expect(survivalAt(curve, 4.5)).toEqual({ survival: 0.5, lower, upper });
  });
});
