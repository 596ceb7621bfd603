import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CoxData,
  type CoxFailure,
  type CoxFit,
  factorFromLabels,
  fitCox,
  type NumericTerm,
} from '../cox';
import { runToEnd } from '../minimise';
import { createRandom } from '../random';
import { coxData, fitOf, leukaemia, simulateCox } from './test-data';

function outcome(data: CoxData): CoxFit | CoxFailure {
  return runToEnd(fitCox(data));
}

function numeric(name: string, values: number[]): NumericTerm {
  return { kind: 'numeric', name, values: Float64Array.from(values) };
}

describe('fitCox says why there is no fit', () => {
  const drawn = simulateCox(createRandom(1), [1, 0.5], 40);
  const data = coxData(drawn);
  const [x0, x1] = data.terms as NumericTerm[];
  const failed = (reason: string, more = {}): object => ({ kind: 'failed', reason, ...more });

  it('nothing to fit', () => {
    const one = coxData(drawn.slice(0, 1));
    expect(outcome({ ...data, terms: [] })).toEqual(failed('noCovariates'));
    expect(outcome(one)).toEqual(failed('tooFewSubjects'));
    expect(outcome({ ...data, count: new Float64Array(40) })).toEqual(failed('tooFewSubjects'));
    expect(outcome({ ...data, event: new Uint8Array(40) })).toEqual(failed('noEvents'));
    expect(outcome({ ...one, count: Float64Array.of(9), event: Uint8Array.of(1) })).toMatchObject(
      failed('constantCovariate', { covariate: 'x0' }),
    );
  });

  it('a covariate that never differs', () => {
    const same = numeric('same', Array<number>(40).fill(2.1));
    const constant = failed('constantCovariate', { covariate: 'same', level: null });
    expect(outcome({ ...data, terms: [x0, same] })).toEqual(constant);
    const alone = factorFromLabels('plan', Array<string>(40).fill('basic'))!;
    expect(outcome({ ...data, terms: [alone] })).toEqual(
      failed('constantCovariate', { covariate: 'plan', level: null }),
    );
    // It differs only between strata, whose members are never compared.
    const stratum = Int32Array.from(drawn, (_, index) => index % 2);
    expect(outcome({ ...data, stratum, terms: [x0, numeric('same', [...stratum])] })).toEqual(constant);
    // It differs only among those gone before the first event.
    const first = Math.min(...drawn.filter(({ event }) => event).map(({ time }) => time));
    const time = Float64Array.from([...data.time, first / 2, first / 2]);
    const terms = [x0, numeric('same', [...Array<number>(40).fill(1), 2, 3])].map(({ name, values }) =>
      numeric(name, [...values, 0, 0].slice(0, 42)),
    );
    expect(outcome({ time, event: Uint8Array.from([...data.event, 0, 0]), terms })).toEqual(constant);
  });

  it('a covariate made of others, with those it is made of', () => {
    const sum = numeric(
      'sum',
      drawn.map(({ x }) => 3 * x[0] - x[1] + 100),
    );
    const collinear = { covariate: 'sum', level: null, with: ['x0', 'x1'] };
    expect(outcome({ ...data, terms: [x0, x1, sum] })).toEqual(failed('collinearCovariates', collinear));
    const labels = drawn.map(({ x }) => (x[0] > 0 ? 'high' : 'low'));
    const [band, again] = ['band', 'again'].map((name) => factorFromLabels(name, labels, 'low')!);
    expect(outcome({ ...data, terms: [x1, band, again] })).toEqual(
      failed('collinearCovariates', { covariate: 'again', level: 'high', with: ['band: high'] }),
    );
  });

  it('a level that nobody has', () => {
    const factor = factorFromLabels(
      'plan',
      drawn.map((_, index) => ['a', 'b'][index % 2]),
    )!;
    expect(outcome({ ...data, terms: [{ ...factor, levels: ['a', 'b', 'c'] }] })).toEqual(
      failed('emptyLevel', { covariate: 'plan', level: 'c' }),
    );
    const count = Float64Array.from(drawn, (_, index) => index % 2);
    expect(outcome({ ...data, count, terms: [factor] })).toEqual(
      failed('emptyLevel', { covariate: 'plan', level: 'a' }),
    );
  });

  it('data it can’t use', () => {
    const replaced = (values: Float64Array, value: number): Float64Array => values.with(3, value);
    const broken: CoxData[] = [
      { ...data, time: replaced(data.time, NaN) },
      { ...data, time: replaced(data.time, -1) },
      { ...data, time: replaced(data.time, Infinity) },
      { ...data, event: data.event.with(0, 2) },
      { ...data, event: data.event.slice(1) },
      { ...data, stratum: new Int32Array(3) },
      { ...data, count: new Float64Array(40).fill(0.5) },
      { ...data, count: new Float64Array(40).fill(-1) },
      { ...data, terms: [{ ...x0, values: replaced(x0.values, NaN) }] },
      { ...data, terms: [{ ...x0, values: x0.values.slice(1) }] },
      {
        ...data,
        terms: [
          { kind: 'factor', name: 'f', levels: ['a'], codes: new Int32Array(40).fill(1), reference: 0 },
        ],
      },
      {
        ...data,
        terms: [{ kind: 'factor', name: 'f', levels: ['a'], codes: new Int32Array(40), reference: 1 }],
      },
    ];
    broken.forEach((one) => expect(outcome(one)).toEqual(failed('invalidInput')));
  });

  it('a search that was not given time', () => {
    expect(runToEnd(fitCox(data, { maximumIterations: 2 }))).toEqual(failed('notConverged'));
  });
});

describe('fitCox tells a coefficient without a maximum', () => {
  const unknown = {
    coefficient: null,
    standardError: null,
    hazardRatio: null,
    lower: null,
    upper: null,
    pValue: null,
  };

  it('a level without an event falls to zero, and the others are as if it were not there', () => {
    const drawn = simulateCox(createRandom(2), [0.7, -0.4], 300).map((subject, index) =>
      index % 5 === 0 ? { ...subject, event: false } : subject,
    );
    const terms = (rows: typeof drawn, labels: string[]): CoxData => ({
      ...coxData(rows),
      terms: [...coxData(rows).terms, factorFromLabels('plan', labels, 'basic')!],
    });
    const plans = drawn.map((_, index) => ['never', 'basic', 'plus', 'basic', 'pro'][index % 5]);
    const kept = drawn.filter((_, index) => index % 5 > 0);
    const fit = fitOf(terms(drawn, plans));
    // The risk of the level is nothing in the limit, so its members are in no risk set.
    const without = fitOf(
      terms(
        kept,
        plans.filter((plan) => plan !== 'never'),
      ),
    );
    const never = fit.coefficients.findIndex(({ level }) => level === 'never');
    expect(fit.coefficients[never]).toMatchObject({ unbounded: 'down', ...unknown });
    const others = fit.coefficients.filter((_, index) => index !== never);
    expect(others.map(({ level }) => level)).toEqual([null, null, 'plus', 'pro']);
    others.forEach(({ coefficient, standardError, unbounded }, index) => {
      expect(unbounded).toBeNull();
      expect(coefficient).toBeCloseTo(without.coefficients[index].coefficient ?? NaN, 7);
      expect(standardError).toBeCloseTo(without.coefficients[index].standardError ?? NaN, 7);
    });
    expect(fit.logLikelihood).toBeCloseTo(without.logLikelihood, 6);
    expect(fit.covariance).toHaveLength(4);
    expect(fit.waldTest).toBeNull();
    expect(fit.scoreTest?.degreesOfFreedom).toBe(5);
    expect(fit.likelihoodRatioTest.degreesOfFreedom).toBe(5);
  });

  it('a covariate in the order of the events grows without end', () => {
    const random = createRandom(4);
    const times = Array.from({ length: 500 }, random);
    const data = {
      time: Float64Array.from(times),
      event: new Uint8Array(500).fill(1),
      terms: [
        numeric(
          'early',
          times.map((time) => -(time ** 3)),
        ),
      ],
    };
    const fit = fitOf(data);
    expect(fit.coefficients[0]).toMatchObject({ unbounded: 'up', ...unknown });
    expect(fit.concordance).toBe(1);
    expect(fit.covariance).toEqual([]);
    // Nearly certain who leaves at each time.
    expect(fit.logLikelihood).toBeGreaterThan(fit.logLikelihoodNull / 100);
    const late = { ...data, terms: [numeric('late', times)] };
    expect(fitOf(late).coefficients[0].unbounded).toBe('down');
  });

  it('one group that leaves before another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (early, late) => {
        const subjects = Array.from({ length: early + late }, (_, time) => ({
          time,
          event: time !== early + 3,
          x: [time < early ? 1 : 0],
        }));
        expect(fitOf(coxData(subjects)).coefficients[0].unbounded).toBe('up');
        const swapped = subjects.map(({ x, ...rest }) => ({ ...rest, x: [1 - x[0]] }));
        expect(fitOf(coxData(swapped)).coefficients[0].unbounded).toBe('down');
      }),
      { seed: 1 },
    );
  });

  it('but not a strong effect, a wide covariate, or a rare level', () => {
    const strong = simulateCox(createRandom(6), [6], 400);
    expect(fitOf(coxData(strong)).coefficients[0].coefficient).toBeCloseTo(6, 0);
    const [outlier, ...rest] = leukaemia();
    const wide = [{ ...outlier, x: [-1e5] }, ...rest];
    expect(fitOf(coxData(wide)).coefficients[0].unbounded).toBeNull();
    const rare = simulateCox(createRandom(7), [0], 2000).map(({ time, event }, index) => ({
      time,
      event: event || index === 0,
      x: [index === 0 ? 1 : 0],
    }));
    const [{ unbounded, standardError }] = fitOf(coxData(rare)).coefficients;
    expect(unbounded).toBeNull();
    expect(standardError).toBeCloseTo(1, 1);
  });
});

describe('factorFromLabels', () => {
  it('sorts levels and takes the commonest for reference, unless told', () => {
    const labels = ['b', 'c', 'a', 'c', 'b', 'c'];
    const factor = factorFromLabels('plan', labels);
    expect(factor).toMatchObject({ kind: 'factor', name: 'plan', levels: ['a', 'b', 'c'], reference: 2 });
    expect([...(factor?.codes ?? [])]).toEqual([1, 2, 0, 2, 1, 2]);
    expect(factorFromLabels('plan', labels, 'a')?.reference).toBe(0);
    expect(factorFromLabels('plan', ['b', 'a'])?.reference).toBe(0);
    expect(factorFromLabels('plan', labels, 'd')).toBeNull();
    expect(factorFromLabels('plan', [])).toBeNull();
  });
});
