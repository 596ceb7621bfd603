import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aalenJohansen, type CompetingRisks, type GroupedCompetingDurations } from './aalen-johansen';
import { kaplanMeier } from './kaplan-meier';
import { rankValues } from './rank-values';
import { groupDurations } from './test-data';

/** cause: 1, 2, … or 0 for censored. */
interface Subject {
  time: number;
  cause: number;
}

function grouped(
  subjects: readonly Subject[],
  causes: number,
  weights = subjects.map(() => 1),
): GroupedCompetingDurations {
  const { distinct, rank } = rankValues(Float64Array.from(subjects, ({ time }) => time));
  const counts = Array.from({ length: causes + 1 }, () => new Float64Array(distinct.length));
  subjects.forEach(({ cause }, index) => (counts[cause][rank[index]] += weights[index]));
  return { time: distinct, causes: counts.slice(1), censored: counts[0] };
}

function risksOf(data: GroupedCompetingDurations, level?: number): CompetingRisks {
  const result = aalenJohansen(data, level);
  if (result.kind === 'failed') throw new Error(result.reason);
  return result;
}

const subjects = fc.array(
  fc.record({ time: fc.integer({ min: 0, max: 10 }), cause: fc.integer({ min: 0, max: 3 }) }),
  { minLength: 1, maxLength: 40 },
);

describe('aalenJohansen by hand', () => {
  // Ten at risk at 1: two end by the first cause, one by the second. At 2, one censored. Six at risk at 3: one by each.
  const risks = risksOf({
    time: Float64Array.of(1, 2, 3, 4),
    causes: [Float64Array.of(2, 0, 1, 0), Float64Array.of(1, 0, 1, 0)],
    censored: Float64Array.of(0, 1, 0, 4),
  });

  it('incidences', () => {
    expect([...risks.atRisk]).toEqual([10, 7, 6, 4]);
    // S = 7/10, then 7/10·4/6 = 7/15. F1 = 2/10, then + 7/10·1/6 = 19/60. F2 = 1/10, then + 7/60 = 13/60.
    const [first, second] = risks.causes;
    [0.7, 0.7, 7 / 15, 7 / 15].forEach((value, at) => expect(risks.survival[at]).toBeCloseTo(value, 12));
    [0.2, 0.2, 19 / 60, 19 / 60].forEach((value, at) => expect(first.incidence[at]).toBeCloseTo(value, 12));
    [0.1, 0.1, 13 / 60, 13 / 60].forEach((value, at) => expect(second.incidence[at]).toBeCloseTo(value, 12));
  });

  it('variance', () => {
    // At 1 binomial: 0.2·0.8/10 = 0.016. At 3, F1 = a + S·b, with b = 1/6 and var(b) = (1/6)(5/6)/6 = 5/216: var(a) +
    // 2b·cov(a, S) + b²·var(S) + S²·var(b), cov(a, S) = −0.2·0.7/10 = −0.014, var(S) = 0.7·0.3/10 = 0.021.
    const expected = 0.016 - 0.014 / 3 + 0.021 / 36 + (0.49 * 5) / 216;
    const { standardError, lower, upper, incidence } = risks.causes[0];
    expect(standardError[0]).toBeCloseTo(Math.sqrt(0.016), 12);
    expect(standardError[1]).toBeCloseTo(Math.sqrt(0.016), 12);
    expect(standardError[2]).toBeCloseTo(Math.sqrt(expected), 12);
    // ln(−ln(1 − F)) has standard error se / ((1 − F)·−ln(1 − F)).
    const centre = Math.log(-Math.log(1 - incidence[2]));
    const reach = (1.959963984540054 * Math.sqrt(expected)) / ((41 / 60) * -Math.log(41 / 60));
    expect(lower[2]).toBeCloseTo(1 - Math.exp(-Math.exp(centre - reach)), 12);
    expect(upper[2]).toBeCloseTo(1 - Math.exp(-Math.exp(centre + reach)), 12);
  });
});

describe('aalenJohansen', () => {
  it('accounts for everybody at every time', () => {
    fc.assert(
      fc.property(subjects, (drawn) => {
        const { survival, causes, time } = risksOf(grouped(drawn, 3));
        time.forEach((_, at) => {
          const ended = causes.reduce((sum, { incidence }) => sum + incidence[at], 0);
          expect(survival[at] + ended).toBeCloseTo(1, 12);
          causes.forEach(({ incidence, lower, upper }) => {
            expect(incidence[at]).toBeGreaterThanOrEqual(at === 0 ? 0 : incidence[at - 1]);
            expect(lower[at] ?? 0).toBeLessThanOrEqual(incidence[at]);
            expect(upper[at] ?? 1).toBeGreaterThanOrEqual(incidence[at]);
            expect(lower[at] ?? 0).toBeGreaterThanOrEqual(0);
            expect(upper[at] ?? 1).toBeLessThanOrEqual(1);
          });
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is one minus Kaplan–Meier where there is one cause, with its error and interval', () => {
    fc.assert(
      fc.property(subjects, (drawn) => {
        const two = drawn.map(({ time, cause }) => ({ time, cause: Math.min(cause, 1) }));
        const { survival, causes, atRisk } = risksOf(grouped(two, 1));
        const result = kaplanMeier(
          groupDurations(two.map(({ time, cause }) => ({ time, event: cause > 0 }))),
        );
        if (result.kind === 'failed') throw new Error(result.reason);
        const { curve } = result;
        expect(atRisk).toEqual(curve.atRisk);
        curve.survival.forEach((value, at) => {
          expect(survival[at]).toBeCloseTo(value, 12);
          expect(causes[0].incidence[at]).toBeCloseTo(1 - value, 12);
          if (value === 1 || value === 0) return;
          expect(causes[0].standardError[at]).toBeCloseTo(curve.standardError[at] ?? NaN, 12);
          expect(causes[0].lower[at]).toBeCloseTo(1 - (curve.upper[at] ?? NaN), 10);
          expect(causes[0].upper[at]).toBeCloseTo(1 - (curve.lower[at] ?? NaN), 10);
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is the share ended by a cause where nobody is censored, with its binomial error', () => {
    fc.assert(
      fc.property(subjects, (drawn) => {
        const ended = drawn.map(({ time, cause }) => ({ time, cause: Math.max(cause, 1) }));
        const { time, causes } = risksOf(grouped(ended, 3));
        causes.forEach(({ incidence, standardError }, cause) =>
          time.forEach((now, at) => {
            const share =
              ended.filter((one) => one.cause === cause + 1 && one.time <= now).length / ended.length;
            expect(incidence[at]).toBeCloseTo(share, 12);
            const expected = Math.sqrt((share * (1 - share)) / ended.length);
            expect(standardError[at] ?? 0).toBeCloseTo(expected, 7);
          }),
        );
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('has the standard error of the infinitesimal jackknife, which is how R computes it', () => {
    // The root of the sum of squares of the slopes of the incidence in each subject's weight.
    fc.assert(
      fc.property(subjects, (drawn) => {
        const { time, causes } = risksOf(grouped(drawn, 3));
        const at = (index: number, weight: number): CompetingRisks =>
          risksOf(
            grouped(
              drawn,
              3,
              drawn.map((_, other) => (other === index ? weight : 1)),
            ),
          );
        const [more, less] = [1 + 1e-5, 1 - 1e-5].map((weight) => drawn.map((_, index) => at(index, weight)));
        causes.forEach(({ standardError }, cause) =>
          time.forEach((_, now) => {
            const slopes = more.map(
              (one, index) =>
                (one.causes[cause].incidence[now] - less[index].causes[cause].incidence[now]) / 2e-5,
            );
            expect(standardError[now] ?? 0).toBeCloseTo(Math.hypot(...slopes), 7);
          }),
        );
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('joins causes that are counted as one', () => {
    fc.assert(
      fc.property(subjects, (drawn) => {
        const joined = drawn.map(({ time, cause }) => ({ time, cause: cause === 3 ? 2 : cause }));
        const [three, two] = [risksOf(grouped(drawn, 3)), risksOf(grouped(joined, 2))];
        three.time.forEach((_, at) => {
          expect(two.causes[0].incidence[at]).toBeCloseTo(three.causes[0].incidence[at], 12);
          expect(two.causes[1].incidence[at]).toBeCloseTo(
            three.causes[1].incidence[at] + three.causes[2].incidence[at],
            12,
          );
        });
      }),
      { seed: 1 },
    );
  });

  it('has no error or interval before the first end, nor an interval once all have ended', () => {
    const ends = [
      { time: 1, cause: 2 },
      { time: 2, cause: 1 },
    ];
    const [first, second] = risksOf(grouped(ends, 2)).causes;
    expect([first.standardError[0], first.lower[0], first.upper[0]]).toEqual([null, null, null]);
    expect(second.standardError[0]).toBeCloseTo(Math.sqrt(0.25 / 2), 12);
    const alone = risksOf(grouped(ends.slice(1), 1)).causes[0];
    expect([alone.incidence[0], alone.standardError[0], alone.lower[0], alone.upper[0]]).toEqual([
      1,
      0,
      null,
      null,
    ]);
    const [narrow, wide] = [0.5, 0.99].map((level) => risksOf(grouped(ends, 2), level).causes[1]);
    expect(narrow.lower[0]).toBeGreaterThan(wide.lower[0] ?? 1);
  });

  it('gives its reason when there is nothing to estimate', () => {
    const reasonOf = (time: number[], causes: number[][], censored: number[]): string => {
      const [times, stayed, ...ends] = [time, censored, ...causes].map((values) => Float64Array.from(values));
      const result = aalenJohansen({ time: times, causes: ends, censored: stayed });
      return result.kind === 'failed' ? result.reason : 'fitted';
    };
    expect(reasonOf([], [[]], [])).toBe('noSubjects');
    expect(reasonOf([1], [[0], [0]], [0])).toBe('noSubjects');
    expect(reasonOf([1], [], [1])).toBe('noCauses');
    expect(reasonOf([2, 1], [[1, 1]], [0, 0])).toBe('invalidInput');
    expect(reasonOf([1, 1], [[1, 1]], [0, 0])).toBe('invalidInput');
    expect(reasonOf([-1], [[1]], [0])).toBe('invalidInput');
    expect(reasonOf([Infinity], [[1]], [0])).toBe('invalidInput');
    expect(reasonOf([1], [[NaN]], [0])).toBe('invalidInput');
    expect(reasonOf([1], [[1], [-1]], [3])).toBe('invalidInput');
    expect(reasonOf([1], [[1], [1, 2]], [3])).toBe('invalidInput');
    expect(reasonOf([1], [[1]], [])).toBe('invalidInput');
    expect(reasonOf([1], [[0]], [1])).toBe('fitted');
  });
});
