import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, openText, rowsOf, startEngine } from '../../../test/helpers/engine';
import { contractsCsv, ordersCsv, smallOrderLines } from '../../../test/helpers/small-data';
import type { AnalysisResult, Scalar } from '../../api';
import type { RetentionEngine } from '../../engine';
import { spec } from './spec';

const codes = (statements: AnalysisResult['findings']) => statements.map(({ code }) => code);
const valuesOf = (statements: AnalysisResult['findings'], code: string) =>
  statements.find((statement) => statement.code === code)?.values;

/** A file of durations in months; [months, left, still there] a row. */
function durations(...rows: [months: number, left: number, staying: number][]): string {
  const lines = rows.flatMap(([months, left, staying], row) => [
    ...Array.from({ length: left }, (_, index) => `l${row}-${index},${months},Yes`),
    ...Array.from({ length: staying }, (_, index) => `s${row}-${index},${months},No`),
  ]);
  return `${['customerID,tenure,Churn', ...lines].join('\n')}\n`;
}

describe('subscription', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  async function ofDurations(text: string, params: Record<string, Scalar> = {}) {
    await openText(engine, text);
    return analyse(engine, 'subscription', params);
  }

  /*
   * Worked by hand, seen until 30 April. a leaves after exactly one month; b, from the 31st, on the last day of February,
   * which is one month too; c after two months and some days, so at the third renewal. d leaves within a first month that
   * has not been observed whole, so d has come to no renewal. e is there after three months, f after two.
   */
  const contracts = `id,start_date,end_date
a,2023-01-01,2023-02-01
b,2023-01-31,2023-02-28
c,2023-01-15,2023-03-20
d,2023-04-10,2023-04-20
e,2023-01-01,
f,2023-02-28,
g,2023-01-31,
`;

  it('counts the renewals of contracts by calendar months', async () => {
    await openText(engine, contracts, { asOf: '2023-04-30' });
    const result = await analyse(engine, 'subscription');
    const rows = rowsOf(result, 'retention');
    expect(rows.map(({ period, atRisk, churned }) => [period, atRisk, churned])).toEqual([
      [1, 6, 2],
      [2, 4, 0],
      [3, 3, 1],
    ]);
    expect(rows.map(({ observed }) => observed)).toEqual([4 / 6, 1, 2 / 3]);
    expect(rows[2].observedSurvival).toBeCloseTo(4 / 9, 12);
    expect(result.summary).toMatchObject({ n: 7, events: 3, verdict: 'failed', reason: 'tooFewCustomers' });
    expect(result.summary).toMatchObject({ alpha: null, beta: null, logLikelihood: null });
    expect(result.findings).toEqual([]);
    expect(codes(result.warnings)).toEqual(['modelFailed']);
  });

  it('counts them by quarters once a quarter has been observed', async () => {
    await openText(engine, contracts, { asOf: '2023-04-30' });
    const rows = rowsOf(await analyse(engine, 'subscription', { period: 'quarter' }), 'retention');
    // a, c and e started three months or more before the end; to b and g, from 31 January, 30 April is three months too.
    expect(rows.map(({ atRisk, churned }) => [atRisk, churned])).toEqual([[5, 3]]);
    expect(rowsOf(await analyse(engine, 'subscription', { period: 'year' }), 'retention')).toEqual([]);
  });

  /** Of 1,000 customers 869, 743 and 653 are left after one, two and three years. */
  const threeYears = durations([12, 131, 0], [24, 126, 0], [36, 90, 653]);

  it('projects beyond the last renewal and values what remains', async () => {
    const params = { period: 'year', horizonPeriods: 4, monthlyDiscountRate: 0, marginPerPeriod: 30 };
    const result = await ofDurations(threeYears, params);
    const { alpha, beta, observedPeriods, projectedPeriods, verdict } = result.summary;
    expect({ observedPeriods, projectedPeriods, verdict }).toEqual({
      observedPeriods: 3,
      projectedPeriods: 7,
      verdict: 'converged',
    });
    const rows = rowsOf(result, 'retention');
    expect(rows.map(({ projected }) => projected)).toEqual([false, false, false, true, true, true, true]);
    let survival = 1;
    rows.forEach(({ fitted, survival: still, survivalLower, survivalUpper }, index) => {
      expect(fitted).toBeCloseTo((Number(beta) + index) / (Number(alpha) + Number(beta) + index), 12);
      survival *= Number(fitted);
      expect(still).toBeCloseTo(survival, 12);
      expect(Number(survivalLower)).toBeLessThan(survival);
      expect(Number(survivalUpper)).toBeGreaterThan(survival);
    });
    const remaining = rowsOf(result, 'remaining');
    expect(remaining.map(({ renewals, customers }) => [renewals, customers])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 653],
    ]);
    expect(Number(alpha)).toBeGreaterThan(1);
    remaining.forEach(({ expectedPeriods, value }, index) => {
      expect(expectedPeriods).toBeCloseTo((Number(beta) + index) / (Number(alpha) - 1), 9);
      expect(value).toBeCloseTo(30 * Number(expectedPeriods), 9);
    });
  });

  it('says when an average life is infinite, and values with a discount all the same', async () => {
    // Half leave at once and hardly anybody later.
    const text = durations([1, 500, 0], [2, 20, 0], [3, 10, 0], [4, 5, 465]);
    const discounted = await ofDurations(text, { monthlyDiscountRate: 0.02 });
    expect(Number(discounted.summary.alpha)).toBeLessThan(1);
    expect(discounted.summary.expectedLifePeriods).toBeNull();
    expect(codes(discounted.warnings)).toContain('lifeInfinite');
    expect(codes(discounted.warnings)).toContain('extrapolated');
    const values = rowsOf(discounted, 'remaining').map(({ value }) => Number(value));
    values.slice(1).forEach((value, index) => expect(value).toBeGreaterThan(values[index]));
    expect(Number(discounted.summary.currentValue)).toBeCloseTo(465 * values[4], 6);
    const plain = await ofDurations(text, { monthlyDiscountRate: 0 });
    expect(plain.summary).toMatchObject({ currentValue: null, newCustomerValue: null });
    expect(codes(plain.warnings)).toContain('valueInfinite');
    expect(codes(plain.findings)).not.toContain('worth');
  });

  it('discounts by the period: twelve months of 1 % are a year of 12.68 %', async () => {
    const result = await ofDurations(threeYears, { period: 'year' });
    expect(result.summary.discountRatePerPeriod).toBeCloseTo(1.01 ** 12 - 1, 12);
  });

  it('tells rising retention from one churn rate for everybody', async () => {
    const differing = await ofDurations(durations([1, 300, 0], [2, 100, 0], [3, 50, 0], [4, 25, 525]));
    expect(codes(differing.findings)).toContain('retentionRises');
    const alike = await ofDurations(durations([1, 200, 0], [2, 160, 0], [3, 128, 512]));
    expect(alike.summary).toMatchObject({ verdict: 'boundary', alpha: null, beta: null });
    expect(alike.summary.churnRate).toBeCloseTo(0.2, 12);
    expect(valuesOf(alike.findings, 'everybodyAlike')?.churnRate).toBeCloseTo(0.2, 12);
    expect(rowsOf(alike, 'parameters').map(({ parameter }) => parameter)).toEqual(['churnRate']);
    // Four fifths renew for ever: 0.8 / (1 − 0.8/1.01) more months.
    expect(Number(rowsOf(alike, 'remaining')[2].value)).toBeCloseTo(0.8 / (1 - 0.8 / 1.01), 9);
  });

  it('checks itself on renewals it has not seen', async () => {
    // As the model has it with alpha = 1 and beta = 1: of 60,000, those left after t renewals are 60,000 / (t + 1).
    const left = Array.from({ length: 8 }, (_, index) => 6000 / (index + 1) - 6000 / (index + 2));
    const rows = left.map((count, index): [number, number, number] => [index + 1, Math.round(count), 0]);
    const result = await ofDurations(durations(...rows, [8, 0, Math.round(6000 / 9)]));
    const { holdoutFrom, holdoutTo, holdoutActual, holdoutPredicted } = result.summary;
    expect([holdoutFrom, holdoutTo]).toEqual([6, 8]);
    expect(holdoutActual).toBeCloseTo(1 / 9, 3);
    expect(holdoutPredicted).toBeCloseTo(1 / 9, 3);
    expect(valuesOf(result.findings, 'holdout')).toMatchObject({ better: 'yes', from: 6, to: 8 });
    expect(codes(result.warnings)).not.toContain('poorFit');
  });

  it('says when the observed renewals don’t follow the model', async () => {
    const result = await ofDurations(
      durations([1, 300, 0], [2, 10, 0], [3, 10, 0], [4, 200, 0], [5, 10, 470]),
    );
    expect(valuesOf(result.warnings, 'poorFit')).toMatchObject({ last: 5, actual: expect.closeTo(0.47, 12) });
    expect(valuesOf(result.findings, 'remains')).toMatchObject({ fits: 'no' });
  });

  it.each([
    ['noEvents', durations([1, 0, 30], [5, 0, 30])],
    ['everybodyLeft', durations([1, 60, 0])],
    ['oneRenewal', durations([1, 30, 30])],
    ['noLaterEvents', durations([1, 30, 0], [6, 0, 30])],
    ['nobodyAtRisk', durations([0, 0, 30])],
  ])('gives the reason %s where there is no model', async (reason, text) => {
    const result = await ofDurations(text);
    expect(result.summary).toMatchObject({ verdict: 'failed', reason });
    expect(valuesOf(result.warnings, 'modelFailed')).toEqual({ reason });
    expect(rowsOf(result, 'remaining')).toEqual([]);
  });

  it('warns of little data, of a snapshot, of a wrong period', async () => {
    const few = await ofDurations(durations([1, 6, 0], [2, 3, 20]));
    expect(codes(few.warnings)).toEqual(expect.arrayContaining(['fewEvents', 'fewRenewals', 'crossSection']));
    const yearly = await ofDurations(threeYears);
    expect(valuesOf(yearly.warnings, 'periodTooShort')).toEqual({ unit: 'year' });
    expect(codes((await ofDurations(threeYears, { period: 'year' })).warnings)).not.toContain(
      'periodTooShort',
    );
    const between = await ofDurations(durations([7, 100, 0], [24, 50, 0], [36, 50, 200]), { period: 'year' });
    expect(valuesOf(between.warnings, 'betweenRenewals')).toMatchObject({ share: 0.5, unit: 'year' });
  });

  it('is for contracts and durations, not for purchases', async () => {
    expect(spec.kinds).toEqual(['contracts', 'durations']);
    await openText(engine, ordersCsv(smallOrderLines(3)));
    await expect(analyse(engine, 'subscription')).rejects.toMatchObject({ code: 'analysisNotPossible' });
    await openText(engine, contractsCsv(3));
    const { summary } = await analyse(engine, 'subscription');
    expect(summary).toMatchObject({ kind: 'contracts', n: 80 });
  });
});
