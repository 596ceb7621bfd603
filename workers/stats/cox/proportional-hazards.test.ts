import { describe, expect, it } from 'vitest';
import {
  type CoxData,
  type CoxFit,
  factorFromLabels,
  type ProportionalHazardsTest,
  testProportionalHazards,
  type TimeTransform,
} from '../cox';
import { createRandom, drawExponential } from '../random';
import { coxData, fitOf, leukaemia, simulateCox, type Subject } from './test-data';

function check(data: CoxData, transform?: TimeTransform, fit = fitOf(data)): ProportionalHazardsTest {
  const result = testProportionalHazards(data, fit, transform);
  if (result.kind === 'failed') throw new Error(result.reason);
  return result;
}

const transforms: TimeTransform[] = ['km', 'identity', 'rank', 'log'];

describe('testProportionalHazards by hand', () => {
  // Events at 1 (x = 1), 2 (x = 0), 3 (x = 1): θ = exp(β) = 1/√2 (worked in fit.test.ts). Mean x in the risk set of each
  // m = 2θ/(2θ+1), θ/(1+θ), 1; Schoenfeld residual x − m, scaled β + 3·(x − m)/I.
  const data = coxData([1, 2, 3].map((time) => ({ time, event: true, x: [time % 2] })));
  const ratio = Math.SQRT1_2;
  const means = [(2 * ratio) / (2 * ratio + 1), ratio / (1 + ratio), 1];
  const variances = means.map((mean) => mean * (1 - mean));
  const raw = means.map((mean, index) => [1, 0, 1][index] - mean);

  it('scaled residuals', () => {
    const { residuals } = check(data);
    const information = variances[0] + variances[1];
    raw.forEach((value, index) => {
      const scaled = Math.log(ratio) + (3 * value) / information;
      expect(residuals.columns[0].residual[index]).toBeCloseTo(scaled, 10);
    });
    expect([...residuals.time]).toEqual([1, 2, 3]);
    expect([...residuals.count]).toEqual([1, 1, 1]);
  });

  it('the score test', () => {
    // U = Σ g·(x − m), g = −1, 0, 1 (time, centred); variance Σ g²V − (Σ gV)²/ΣV; the last V is 0.
    const score = -raw[0] + raw[2];
    const variance = variances[0] - variances[0] ** 2 / (variances[0] + variances[1]);
    const { terms, global } = check(data, 'identity');
    expect(terms).toHaveLength(1);
    expect(terms[0].test?.chiSquare).toBeCloseTo(score ** 2 / variance, 9);
    expect(terms[0].test?.degreesOfFreedom).toBe(1);
    expect(global?.chiSquare).toBeCloseTo(score ** 2 / variance, 9);
  });

  it('clocks', () => {
    // Durations 1, 2, 2+, 3, 3, 5+ of which 1, 2, 3, 3 are events. Before 1, 2 and 3 there survive 1, 5/6, 5/6·4/5 = 2/3.
    // Mean ranks 1, 2.5, 4.5.
    const times = [1, 2, 2, 3, 3, 5];
    const rows = times.map((time, index) => ({ time, event: ![2, 5].includes(index), x: [index % 3] }));
    const expected: [TimeTransform, number[]][] = [
      ['km', [0, 1 / 6, 1 / 3, 1 / 3]],
      ['identity', [1, 2, 3, 3]],
      ['rank', [1, 2.5, 4.5, 4.5]],
      ['log', [0, Math.LN2, Math.log(3), Math.log(3)]],
    ];
    for (const [transform, clock] of expected) {
      const { transformedTime } = check(coxData(rows), transform).residuals;
      expect(transformedTime).toHaveLength(4);
      clock.forEach((value, index) => expect(transformedTime[index]).toBeCloseTo(value, 12));
    }
  });
});

/** x0 matters only before time 1/2; x1 always does. */
function waning(seed: number, subjects: number): Subject[] {
  const random = createRandom(seed);
  return Array.from({ length: subjects }, () => {
    const x = [random() < 0.5 ? 0 : 1, random() < 0.5 ? 0 : 1];
    const early = drawExponential(random, Math.exp(1.5 * x[0] + 0.5 * x[1]));
    const late = 0.5 + drawExponential(random, Math.exp(0.5 * x[1]));
    const time = early < 0.5 ? early : late;
    return { time: Math.min(time, 2), event: time < 2, x };
  });
}

describe('testProportionalHazards', () => {
  it.each(transforms)('finds the effect that wanes, and only that (%s)', (transform) => {
    const { terms, global, residuals } = check(coxData(waning(1, 2000)), transform);
    expect(terms[0].test?.pValue).toBeLessThan(1e-4);
    expect(terms[1].test?.pValue).toBeGreaterThan(0.01);
    expect(global?.pValue).toBeLessThan(1e-4);
    expect(residuals.columns[0].correlation).toBeLessThan(-0.1);
    expect(Math.abs(residuals.columns[1].correlation ?? 1)).toBeLessThan(0.1);
  });

  it('rejects one in twenty where hazards are proportional', () => {
    const random = createRandom(9);
    let rejected = 0;
    for (let round = 0; round < 400; round++) {
      const { global } = check(coxData(simulateCox(random, [0.5, -0.5], 100)));
      rejected += Number((global?.pValue ?? 1) < 0.05);
    }
    // 20 expected, standard deviation 4.4; three of them either way.
    expect(rejected).toBeGreaterThan(20 - 13);
    expect(rejected).toBeLessThan(20 + 13);
  });

  it.each(['efron', 'breslow'] as const)('residuals average to the coefficient (%s)', (ties) => {
    const data = coxData(leukaemia());
    const fit = fitOf(data, { ties });
    const { residual } = check(data, 'km', fit).residuals.columns[0];
    expect(residual).toHaveLength(30);
    expect(residual.reduce((sum, value) => sum + value, 0) / 30).toBeCloseTo(
      fit.coefficients[0].coefficient ?? NaN,
      8,
    );
  });

  it('keeps its answer when the unit of time changes, and of the covariate', () => {
    const rows = waning(2, 300);
    const scaled = rows.map(({ time, event, x }) => ({ time: time * 30, event, x: [x[0] * 12 + 5, x[1]] }));
    for (const transform of transforms) {
      const [one, other] = [rows, scaled].map((subjects) => check(coxData(subjects), transform));
      [0, 1].forEach((term) => {
        expect(other.terms[term].test?.chiSquare).toBeCloseTo(one.terms[term].test?.chiSquare ?? NaN, 6);
        expect(other.residuals.columns[term].correlation).toBeCloseTo(
          one.residuals.columns[term].correlation ?? NaN,
          8,
        );
      });
    }
  });

  it('takes a count for so many rows', () => {
    const rows = leukaemia();
    const repeated = rows.flatMap((row, index) => Array<Subject>(1 + (index % 3)).fill(row));
    const counted = { ...coxData(rows), count: Float64Array.from(rows, (_, index) => 1 + (index % 3)) };
    for (const transform of transforms) {
      const [one, other] = [counted, coxData(repeated)].map((data) => check(data, transform));
      expect(one.global?.chiSquare).toBeCloseTo(other.global?.chiSquare ?? NaN, 8);
      expect(one.residuals.columns[0].correlation).toBeCloseTo(
        other.residuals.columns[0].correlation ?? NaN,
        9,
      );
    }
  });

  it('adds up over strata', () => {
    // Two strata with the same rows: twice the score and twice the information.
    const rows = waning(4, 200);
    const stratum = Int32Array.from({ length: 400 }, (_, index) => (index < 200 ? 1 : 2));
    const [one, two] = [coxData(rows), { ...coxData([...rows, ...rows]), stratum }].map((data) =>
      check(data),
    );
    expect((two.global?.chiSquare ?? NaN) / 2).toBeCloseTo(one.global?.chiSquare ?? NaN, 8);
    expect(two.residuals.columns[0].correlation).toBeCloseTo(one.residuals.columns[0].correlation ?? NaN, 9);
    expect([...two.residuals.time]).toEqual([...two.residuals.time].sort((left, right) => left - right));
  });

  it('tests a factor as one, and leaves an unbounded level out of it', () => {
    const rows = waning(3, 400);
    const labels = rows.map((_, index) => ['a', 'b', 'c', 'never'][index % 4]);
    const event = Uint8Array.from(rows, (row, index) => Number(row.event && labels[index] !== 'never'));
    const data: CoxData = { ...coxData(rows), event };
    const withPlan = { ...data, terms: [...data.terms, factorFromLabels('plan', labels, 'a')!] };
    const { terms, global, residuals } = check(withPlan);
    expect(terms.map(({ name, test }) => [name, test?.degreesOfFreedom])).toEqual([
      ['x0', 1],
      ['x1', 1],
      ['plan', 2],
    ]);
    expect(global).toBeNull();
    expect(residuals.columns.map(({ name, level }) => level ?? name)).toEqual(['x0', 'x1', 'b', 'c']);
    const kept = rows.filter((_, index) => labels[index] !== 'never');
    const plan = factorFromLabels(
      'plan',
      labels.filter((label) => label !== 'never'),
      'a',
    )!;
    // Time itself, since the share who left depends on who is there.
    const without = check({ ...coxData(kept), terms: [...coxData(kept).terms, plan] }, 'identity');
    check(withPlan, 'identity').terms.forEach(({ test }, term) =>
      expect(test?.chiSquare).toBeCloseTo(without.terms[term].test?.chiSquare ?? NaN, 5),
    );
  });

  it('has no answer from one time of events, nor a logarithm of zero', () => {
    const rows = [1, 1, 1, 2, 2, 2].map((time, index) => ({
      time,
      event: time === 1,
      x: [(index * index) % 4],
    }));
    const { terms, global, residuals } = check(coxData(rows));
    expect([terms[0].test, global, residuals.columns[0].correlation]).toEqual([null, null, null]);
    const atZero = coxData([{ time: 0, event: true, x: [0] }, ...leukaemia()]);
    const reasonOf = (data: CoxData, fit: CoxFit, transform?: TimeTransform): string => {
      const result = testProportionalHazards(data, fit, transform);
      return result.kind === 'failed' ? result.reason : 'tested';
    };
    expect(reasonOf(atZero, fitOf(atZero), 'log')).toBe('logOfZero');
    expect(reasonOf(atZero, fitOf(atZero), 'identity')).toBe('tested');
    // A duration of zero that is censored has no place on the clock.
    const censoredAtZero = coxData([{ time: 0, event: false, x: [0] }, ...leukaemia()]);
    expect(reasonOf(censoredAtZero, fitOf(censoredAtZero), 'log')).toBe('tested');
    expect(reasonOf(coxData(waning(1, 50)), fitOf(atZero))).toBe('invalidInput');
    const separated = coxData([1, 2, 3].map((time) => ({ time, event: true, x: [-time] })));
    expect(fitOf(separated).coefficients[0].unbounded).toBe('up');
    expect(check(separated).terms).toEqual([{ name: 'x0', test: null }]);
  });
});
