import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoxData, type CoxFit, type CoxOptions, factorFromLabels, fitCox } from '../cox';
import { logRank } from '../log-rank';
import { runToEnd } from '../minimise';
import { createRandom } from '../random';
import { groupDurations } from '../test-data';
import { coxData, fitOf, leukaemia, simulateCox, type Subject } from './test-data';

function numbersOf(fit: CoxFit): number[] {
  return fit.coefficients.flatMap(({ coefficient, standardError }) => [
    coefficient ?? NaN,
    standardError ?? NaN,
  ]);
}

function expectClose(actual: number[], expected: number[], digits: number): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index], digits));
}

describe('fitCox by hand', () => {
  it('three subjects without ties', () => {
    // Events at 1 (x = 1), 2 (x = 0), 3 (x = 1). With θ = exp(β): L = θ/(2θ+1) · 1/(1+θ), so 1/(2θ+1) = θ/(1+θ),
    // θ² = 1/2. Information 2θ/(2θ+1)² + θ/(1+θ)².
    const subjects = [1, 2, 3].map((time) => ({ time, event: true, x: [time % 2] }));
    const ratio = Math.SQRT1_2;
    const information = (2 * ratio) / (2 * ratio + 1) ** 2 + ratio / (1 + ratio) ** 2;
    for (const ties of ['efron', 'breslow'] as const) {
      const fit = fitOf(coxData(subjects), { ties });
      expect(fit.coefficients[0].hazardRatio).toBeCloseTo(ratio, 12);
      expect(fit.coefficients[0].standardError).toBeCloseTo(1 / Math.sqrt(information), 12);
      expect(fit.logLikelihood).toBeCloseTo(Math.log(ratio / (2 * ratio + 1) / (1 + ratio)), 12);
      expect(fit.logLikelihoodNull).toBeCloseTo(-Math.log(6), 12);
    }
  });

  // Events at 1 with x = 1 and x = 0; somebody with x = 1 outlives both.
  const tied = coxData([
    { time: 1, event: true, x: [1] },
    { time: 1, event: true, x: [0] },
    { time: 2, event: false, x: [1] },
  ]);

  it('a tie by Breslow', () => {
    // L = θ/(2θ+1)², 1 = 4θ/(2θ+1), θ = 1/2; information 2 · 2θ/(2θ+1)² = 1/2; ln L = ln(1/8), at θ = 1 ln(1/9).
    const fit = fitOf(tied, { ties: 'breslow' });
    expect(fit.coefficients[0].hazardRatio).toBeCloseTo(0.5, 12);
    expect(fit.coefficients[0].standardError).toBeCloseTo(Math.SQRT2, 12);
    expect(fit.logLikelihood).toBeCloseTo(-Math.log(8), 12);
    expect(fit.logLikelihoodNull).toBeCloseTo(-Math.log(9), 12);
    expect(fit.likelihoodRatioTest.chiSquare).toBeCloseTo(2 * Math.log(9 / 8), 12);
    // Wald (ln 1/2)²/2. Score at θ = 1: (1 − 4/3)² / (2 · 2/9) = 1/4.
    expect(fit.waldTest?.chiSquare).toBeCloseTo(Math.LN2 ** 2 / 2, 12);
    expect(fit.scoreTest?.chiSquare).toBeCloseTo(0.25, 12);
  });

  it('a tie by Efron', () => {
    // L = θ/(2θ+1) / (2θ+1 − (θ+1)/2), so 1/(2θ+1) = 3θ/(3θ+1), θ² = 1/6.
    const fit = fitOf(tied, { ties: 'efron' });
    expect(fit.coefficients[0].hazardRatio).toBeCloseTo(Math.sqrt(1 / 6), 12);
    expect(fit.logLikelihoodNull).toBeCloseTo(-Math.log(3 * 2), 12);
  });

  it('intervals are those of the normal distribution, at the level asked for', () => {
    const [wide, narrow] = [0.95, 0.8].map(
      (level) => fitOf(tied, { ties: 'breslow', level }).coefficients[0],
    );
    // Quantiles 1.959964 and 1.281552 around ln(1/2), standard error √2.
    expect(wide.lower).toBeCloseTo(0.5 * Math.exp(-1.959963984540054 * Math.SQRT2), 12);
    expect(narrow.upper).toBeCloseTo(0.5 * Math.exp(1.2815515655446004 * Math.SQRT2), 12);
    expect(wide.z).toBeCloseTo(-Math.LN2 / Math.SQRT2, 12);
    // 2·Φ(−0.490129) = 0.624.
    expect(wide.pValue).toBeCloseTo(0.624, 3);
  });
});

describe('fitCox against published numbers', () => {
  it('leukaemia remissions', () => {
    // Kleinbaum & Klein, Survival Analysis, chapter 3, model 1 (Stata, Breslow): 1.509, 0.410, 4.523, 2.027 to 10.094,
    // log likelihood −86.380.
    const breslow = fitOf(coxData(leukaemia()), { ties: 'breslow' });
    const [{ coefficient, standardError, hazardRatio, lower, upper }] = breslow.coefficients;
    expectClose(
      [coefficient, standardError, hazardRatio, lower, upper].map((value) => Number(value?.toFixed(3))),
      [1.509, 0.41, 4.523, 2.027, 10.094],
      12,
    );
    expect(breslow.logLikelihood.toFixed(3)).toBe('-86.380');
    // Venables & Ripley, MASS, data gehan, R coxph(Surv(time, cens) ~ treat) (Efron): 1.572, 0.412, 16.35 on 1 df.
    const efron = fitOf(coxData(leukaemia()));
    expect(efron.coefficients[0].coefficient?.toFixed(3)).toBe('1.572');
    expect(efron.coefficients[0].standardError?.toFixed(3)).toBe('0.412');
    expect(efron.likelihoodRatioTest.chiSquare.toFixed(2)).toBe('16.35');
  });
});

const subjects = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 12 }),
    event: fc.boolean(),
    x: fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 1 })),
  }),
  { minLength: 30, maxLength: 60 },
);

/** The fit where every coefficient is bounded; other draws are left out. */
function boundedFit(data: CoxData, options?: CoxOptions): CoxFit {
  const fit = runToEnd(fitCox(data, options));
  fc.pre(fit.kind === 'fitted' && fit.coefficients.every(({ unbounded }) => unbounded === null));
  return fit as CoxFit;
}

describe('fitCox', () => {
  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(subjects, (drawn) => {
        const [forth, back] = [drawn, [...drawn].reverse()].map((rows) => boundedFit(coxData(rows)));
        expectClose(numbersOf(back), numbersOf(forth), 8);
        expect(back.logLikelihood).toBeCloseTo(forth.logLikelihood, 9);
        expect(back.concordance).toBeCloseTo(forth.concordance ?? NaN, 12);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('has a coefficient in the unit of the covariate, wherever that begins', () => {
    fc.assert(
      fc.property(
        subjects,
        fc.constantFrom(1e-3, 7, 1e6),
        fc.constantFrom(-40, 0, 1e5),
        (drawn, unit, origin) => {
          const moved = drawn.map(({ x, ...rest }) => ({ ...rest, x: [(x[0] + origin) * unit, x[1]] }));
          const [fit, other] = [drawn, moved].map((rows) => boundedFit(coxData(rows)));
          const [coefficient, error, ...rest] = numbersOf(other);
          expectClose([coefficient * unit, error * unit, ...rest], numbersOf(fit), 6);
          expect(other.logLikelihood).toBeCloseTo(fit.logLikelihood, 8);
        },
      ),
      { seed: 1, numRuns: 50 },
    );
  });

  it.each(['efron', 'breslow'] as const)('takes a count for so many rows (%s)', (ties) => {
    fc.assert(
      fc.property(
        subjects,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 60, maxLength: 60 }),
        (drawn, counts) => {
          const repeated = drawn.flatMap((subject, index) => Array<Subject>(counts[index]).fill(subject));
          fc.pre(repeated.length > 1);
          const count = Float64Array.from(drawn, (_, index) => counts[index]);
          const [one, other] = [{ ...coxData(drawn), count }, coxData(repeated)].map((data) =>
            boundedFit(data, { ties }),
          );
          expectClose(numbersOf(one), numbersOf(other), 8);
          expect(one.logLikelihood).toBeCloseTo(other.logLikelihood, 8);
          expect(one.concordanceStandardError).toBeCloseTo(other.concordanceStandardError ?? NaN, 10);
          expect([one.subjects, one.events]).toEqual([other.subjects, other.events]);
        },
      ),
      { seed: 1, numRuns: 50 },
    );
  });

  it('turns a coefficient round when the groups are swapped', () => {
    fc.assert(
      fc.property(subjects, (drawn) => {
        const labels = drawn.map(({ x }) => (x[1] === 1 ? 'yes' : 'no'));
        const [fit, swapped] = ['no', 'yes'].map((reference) => {
          const factor = factorFromLabels('member', labels, reference);
          return boundedFit({ ...coxData(drawn), terms: factor ? [factor] : [] });
        });
        expect(swapped.coefficients[0].coefficient).toBeCloseTo(-(fit.coefficients[0].coefficient ?? NaN), 8);
        expect(swapped.coefficients[0].standardError).toBeCloseTo(
          fit.coefficients[0].standardError ?? NaN,
          8,
        );
        expect(fit.coefficients[0].level).toBe('yes');
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('has the log-rank test as the score test of one group against another, without ties', () => {
    fc.assert(
      fc.property(subjects, (drawn) => {
        const distinct = drawn.map(({ event, x }, index) => ({ time: index + 1, event, x: [x[1]] }));
        const fit = boundedFit(coxData(distinct), { ties: 'breslow' });
        const test = logRank(
          [0, 1].map((group) => groupDurations(distinct.filter(({ x }) => x[0] === group))),
        );
        fc.pre(test.kind === 'fitted');
        expect(fit.scoreTest?.chiSquare).toBeCloseTo(test.kind === 'fitted' ? test.chiSquare : NaN, 9);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('compares only within a stratum', () => {
    fc.assert(
      fc.property(subjects, fc.integer({ min: 1, max: 50 }), (drawn, delay) => {
        const stratum = Int32Array.from(drawn, (_, index) => index % 3);
        const fit = boundedFit({ ...coxData(drawn), stratum });
        const later = drawn.map((row, index) => ({ ...row, time: row.time + (index % 3 === 1 ? delay : 0) }));
        const delayed = boundedFit({ ...coxData(later), stratum });
        expectClose(numbersOf(delayed), numbersOf(fit), 8);
        const byStratum = [0, 1, 2].map((which) => coxData(drawn.filter((_, index) => index % 3 === which)));
        const nulls = byStratum.map((data) => runToEnd(fitCox(data)));
        fc.pre(nulls.every(({ kind }) => kind === 'fitted'));
        const sum = nulls.reduce(
          (total, one) => total + (one.kind === 'fitted' ? one.logLikelihoodNull : 0),
          0,
        );
        expect(fit.logLikelihoodNull).toBeCloseTo(sum, 9);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('twice the same stratum is twice the information', () => {
    const drawn = simulateCox(createRandom(3), [0.5, -1], 50);
    const stratum = Int32Array.from({ length: 100 }, (_, index) => (index < 50 ? 7 : -2));
    const [one, two] = [fitOf(coxData(drawn)), fitOf({ ...coxData([...drawn, ...drawn]), stratum })];
    one.coefficients.forEach(({ coefficient, standardError }, index) => {
      expect(two.coefficients[index].coefficient).toBeCloseTo(coefficient ?? NaN, 9);
      expect((two.coefficients[index].standardError ?? 0) * Math.SQRT2).toBeCloseTo(standardError ?? NaN, 9);
    });
    expect(two.logLikelihood).toBeCloseTo(2 * one.logLikelihood, 9);
  });

  it('gives back the hazard ratios that made the data', () => {
    const truth = [1, -0.5, 0];
    const { coefficients, events } = fitOf(coxData(simulateCox(createRandom(5), truth, 5000)));
    expect(events).toBeGreaterThan(2500);
    coefficients.forEach(({ coefficient, standardError }, index) => {
      // Three standard errors, for one fixed seed.
      expect(Math.abs((coefficient ?? NaN) - truth[index])).toBeLessThan(3 * (standardError ?? 0));
      expect(standardError).toBeLessThan(0.05);
    });
  });
});
