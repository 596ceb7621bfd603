import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../../test/helpers/reference';
import { runToEnd } from '../minimise';
import { createRandom } from '../random';
import {
  type BetaGeometric,
  type ContractLives,
  fitSbg,
  projectSurvival,
  sbgLogLikelihood,
  survivalAfter,
  tabulateRenewals,
} from '../sbg';
import { sbgInformation, sbgLikelihood } from './likelihood';
import { livesOf, publishedLives, simulateLives } from './test-data';

function converged(lives: ContractLives) {
  const fit = runToEnd(fitSbg(lives));
  if (fit.kind === 'failed' || fit.verdict !== 'converged')
    throw new Error(fit.kind === 'failed' ? fit.reason : fit.verdict);
  return fit;
}

interface Mle {
  params: BetaGeometric;
  se: BetaGeometric;
  LL: number;
}

describe.skipIf(!referencePresent)('fitSbg on the published table', () => {
  const reference = referencePresent
    ? referenceJson<{
        results: {
          'LL_at_alpha=beta=1_high_end_7yr': number;
          published: Record<'high_end' | 'regular', BetaGeometric>;
          mle_first_7_years: Record<'high_end' | 'regular', Mle>;
        };
      }>('sbg.json').results
    : null!;

  it.each(['high_end', 'regular'] as const)('%s: tight fit, standard errors and published digits', (name) => {
    const fit = converged(publishedLives(`${name}_pct`));
    const { params, se, LL } = reference.mle_first_7_years[name];
    for (const parameter of ['alpha', 'beta'] as const) {
      // sbg.json (scipy 1.10.1) grants 1e-3; both searches end within 1e-6 of each other, in the errors 1e-5.
      expect(fit.model[parameter] / params[parameter]).toBeCloseTo(1, 6);
      expect(fit.standardErrors[parameter] / se[parameter]).toBeCloseTo(1, 5);
      // Fader & Hardie 2007, to every printed digit.
      expect(fit.model[parameter].toFixed(3)).toBe(reference.published[name][parameter].toFixed(3));
    }
    expect(fit.logLikelihood).toBeCloseTo(LL, 8);
    expect(fit.renewals).toMatchObject({ customers: 1000 });
  });

  it('gives the log-likelihood at alpha = beta = 1', () => {
    const value = sbgLogLikelihood(tabulateRenewals(publishedLives('high_end_pct')), { alpha: 1, beta: 1 });
    expect(value).toBeCloseTo(reference['LL_at_alpha=beta=1_high_end_7yr'], 9);
  });
});

describe('the likelihood', () => {
  it('is the one worked by hand', () => {
    // alpha = beta = 1: r = 1/2, 2/3, …; P(T=1) = 1/2, P(T=2) = 1/2 · 1/3 = 1/6, S(1) = 1/2, S(2) = 1/3, S(0) = 1.
    const lives = livesOf([2, 2, 4], [1, 3, 1], [0, 0, 7]);
    const expected = 3 * Math.log(1 / 2) + 2 * Math.log(1 / 6) + Math.log(1 / 2) + 4 * Math.log(1 / 3);
    const table = tabulateRenewals(lives);
    expect(sbgLogLikelihood(table, { alpha: 1, beta: 1 })).toBeCloseTo(expected, 12);
    expect(table).toEqual({
      atRisk: Float64Array.of(10, 6),
      renewed: Float64Array.of(7, 4),
      churned: Float64Array.of(3, 2),
      customers: 17,
      events: 5,
    });
  });

  it('has the slopes and the information that central differences give', () => {
    const table = tabulateRenewals(livesOf([1, 9, 4], [2, 5, 3], [5, 2, 11]));
    const at = { alpha: 0.8, beta: 2.5 };
    const likelihood = sbgLikelihood(table);
    const gradientAt = (alpha: number, beta: number) => {
      const gradient = new Float64Array(2);
      likelihood([alpha, beta], gradient);
      return gradient;
    };
    const step = 1e-5;
    const [byAlpha, byBeta] = gradientAt(at.alpha, at.beta);
    const slope = (a: number, b: number) =>
      (likelihood([at.alpha + a, at.beta + b]) - likelihood([at.alpha - a, at.beta - b])) / (2 * step);
    expect(slope(step, 0) / byAlpha).toBeCloseTo(1, 7);
    expect(slope(0, step) / byBeta).toBeCloseTo(1, 7);
    const information = sbgInformation(table, at);
    [
      [step, 0],
      [0, step],
    ].forEach(([a, b], row) => {
      const above = gradientAt(at.alpha + a, at.beta + b);
      const below = gradientAt(at.alpha - a, at.beta - b);
      information[row].forEach((value, column) =>
        expect(-(above[column] - below[column]) / (2 * step) / value).toBeCloseTo(1, 6),
      );
    });
  });

  it('does not change with the order of rows or with splitting counts', () => {
    const row = fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
    );
    const parameter = fc.double({ min: 0.05, max: 50, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        parameter,
        parameter,
        (rows, alpha, beta) => {
          const value = sbgLogLikelihood(tabulateRenewals(livesOf(...rows)), { alpha, beta });
          const split = rows.toReversed().flatMap(([t, churned, censored]): typeof rows => [
            [t, Math.floor(churned / 3), censored],
            [t, churned - Math.floor(churned / 3), 0],
          ]);
          const other = sbgLogLikelihood(tabulateRenewals(livesOf(...split)), { alpha, beta });
          expect(other).toBeCloseTo(value, 8);
        },
      ),
    );
  });
});

describe('fitSbg on simulated customers of different ages', () => {
  const truth = { alpha: 0.7, beta: 3.5 };

  it('gives back the parameters', () => {
    const fit = converged(simulateLives(createRandom(21), truth, 30_000, 12));
    for (const parameter of ['alpha', 'beta'] as const) {
      // Three standard errors, for one fixed seed.
      expect(Math.abs(fit.model[parameter] - truth[parameter])).toBeLessThan(
        3 * fit.standardErrors[parameter],
      );
      expect(fit.standardErrors[parameter]).toBeLessThan(0.1 * truth[parameter]);
    }
    expect(fit.heterogeneityEvidence).toBe(true);
  });

  it('holds the truth in its 95 % intervals as often as it should', () => {
    const random = createRandom(22);
    const replications = 200;
    const held = { alpha: 0, beta: 0, band: 0 };
    for (let replication = 0; replication < replications; replication++) {
      const fit = converged(simulateLives(random, truth, 1500, 8));
      for (const parameter of ['alpha', 'beta'] as const) {
        const factor = Math.exp((1.96 * fit.standardErrors[parameter]) / fit.model[parameter]);
        const ratio = truth[parameter] / fit.model[parameter];
        if (ratio > 1 / factor && ratio < factor) held[parameter]++;
      }
      const { lower, upper } = projectSurvival(fit.model, fit.covariance, 15);
      const there = survivalAfter(truth, 15);
      if (lower[14] < there && there < upper[14]) held.band++;
    }
    // 190 of 200 expected, and 181 three binomial standard deviations below; all 200 would say that intervals are too wide.
    for (const count of Object.values(held)) {
      expect(count).toBeGreaterThanOrEqual(181);
      expect(count).toBeLessThanOrEqual(199);
    }
  });
});

describe('customers who do not differ', () => {
  it('are a boundary: one churn rate, with its standard error', () => {
    // A fifth leaves at every renewal: 200 of 1000, 160 of 800, 128 of 640; 488 of 2440 in all.
    const fit = runToEnd(fitSbg(livesOf([1, 200, 0], [2, 160, 0], [3, 128, 512])));
    expect(fit).toMatchObject({
      kind: 'fitted',
      verdict: 'boundary',
      standardErrors: null,
      heterogeneityEvidence: false,
    });
    if (fit.kind === 'failed' || fit.verdict !== 'boundary') throw new Error('not a boundary');
    expect(fit.model.churnRate).toBeCloseTo(0.2, 12);
    expect(fit.covariance[0][0]).toBeCloseTo((0.2 * 0.8) / 2440, 12);
    expect(fit.logLikelihood).toBeCloseTo(488 * Math.log(0.2) + 1952 * Math.log(0.8), 9);
  });

  it('or who leave more and more often are one too', () => {
    const fit = runToEnd(fitSbg(livesOf([1, 50, 0], [2, 150, 0], [3, 300, 500])));
    expect(fit).toMatchObject({ verdict: 'boundary', model: { churnRate: 500 / (1000 + 950 + 800) } });
  });
});

describe('renewals that cannot be fitted', () => {
  const reasonOf = (lives: ContractLives): string => {
    const fit = runToEnd(fitSbg(lives));
    return fit.kind === 'failed' ? fit.reason : 'fitted';
  };

  it.each([
    ['tooFewCustomers', livesOf()],
    ['tooFewCustomers', livesOf([1, 4, 1], [2, 2, 2])],
    ['nobodyAtRisk', livesOf([0, 0, 100])],
    ['noEvents', livesOf([1, 0, 30], [4, 0, 70])],
    ['everybodyLeft', livesOf([0, 0, 10], [1, 90, 0])],
    ['oneRenewal', livesOf([1, 30, 70])],
    ['noLaterEvents', livesOf([1, 30, 0], [6, 0, 70])],
    ['invalidInput', livesOf([1, -1, 70])],
    ['invalidInput', livesOf([1.5, 30, 70])],
    ['invalidInput', livesOf([0, 30, 70])],
    ['invalidInput', livesOf([NaN, 30, 70])],
    ['invalidInput', livesOf([1, NaN, 70])],
    ['invalidInput', livesOf([1e9, 30, 70])],
    ['invalidInput', { ...livesOf([1, 30, 70]), churned: new Float64Array() }],
  ])('give the reason %s', (reason, lives) => {
    expect(reasonOf(lives)).toBe(reason);
  });

  it('keep their reason whatever the size, and one departure is enough for a fit', () => {
    expect(reasonOf(livesOf([1, 0, 0], [5, 0, 1e9]))).toBe('noEvents');
    expect(reasonOf(livesOf([3, 1, 0], [5, 0, 99]))).toBe('fitted');
  });
});
