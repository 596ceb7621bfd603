import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisResult } from '../../workers/api';
import type { RetentionEngine } from '../../workers/engine';
import { analyse, openFile, rowsOf, startEngine } from '../helpers/engine';
import { dataPath, referenceJson, referencePresent } from '../helpers/reference';

type Parameters = Record<string, number>;
type Model = 'bgnbd' | 'mbgnbd' | 'pnbd';
interface BtydReference {
  published: Record<'bgnbd' | 'mbgnbd' | 'pnbd' | 'gg', Parameters>;
  published_LL: { bgnbd: number };
  mle: {
    bgnbd_unrounded_inputs: { params: Parameters; se: Parameters; LL: number };
    gg: { params: Parameters };
    mbgnbd: { se: Parameters; LL: number };
    pnbd: { se: Parameters; LL: number };
  };
}
interface HoldoutReference {
  results: {
    actual_total: number;
    model_total: Record<Model, number>;
    mae_individual: Record<Model, number>;
    'mean_holdout_by_calibration_frequency_0..7plus': Record<Model | 'n' | 'actual', number[]>;
    'cumulative_repeat_transactions_by_week_1..78': { actual: number[]; bgnbd: number[] };
  };
}

const number = (result: AnalysisResult, name: string) => Number(result.summary[name]);

describe.skipIf(!referencePresent)('value of the CDNOW customers', () => {
  let engine: RetentionEngine;
  let result: AnalysisResult;
  const reference = referencePresent ? referenceJson<BtydReference>('btyd_parameters.json') : null!;
  const holdout = referencePresent ? referenceJson<HoldoutReference>('btyd_holdout.json').results : null!;
  beforeAll(async () => {
    engine = await startEngine();
    await openFile(engine, dataPath('cdnow_sample_transactions.csv'));
    result = await analyse(engine, 'value', { calibrationEnd: '1997-09-30', unit: 'week' });
  });
  afterAll(() => engine.stop());

  it('gives the published BG/NBD to every printed digit', () => {
    for (const [name, published] of Object.entries(reference.published.bgnbd)) {
      expect(number(result, name).toFixed(3)).toBe(published.toFixed(3));
    }
    expect(number(result, 'logLikelihood').toFixed(1)).toBe(reference.published_LL.bgnbd.toFixed(1));
  });

  it('gives the tight fit to the unrounded days, and its standard errors', () => {
    const { params, se, LL } = reference.mle.bgnbd_unrounded_inputs;
    for (const [name, expected] of Object.entries(params))
      expect(number(result, name) / expected).toBeCloseTo(1, 4);
    const errors = result.summary.standardErrors as Record<string, number>;
    for (const [name, expected] of Object.entries(se)) expect(errors[name] / expected).toBeCloseTo(1, 2);
    expect(number(result, 'logLikelihood')).toBeCloseTo(LL, 3);
  });

  it('gives the published Gamma-Gamma', () => {
    // Our spends are unrounded; the published ones were to the cent, so v moves in its second decimal.
    expect(number(result, 'spendP').toFixed(2)).toBe('6.25');
    expect(number(result, 'spendQ').toFixed(2)).toBe('3.74');
    expect(Math.abs(number(result, 'spendV') - reference.published.gg.v)).toBeLessThan(0.02);
  });

  it('gives the published holdout', () => {
    expect(number(result, 'holdoutActual')).toBe(holdout.actual_total);
    expect(number(result, 'holdoutPredicted') / holdout.model_total.bgnbd).toBeCloseTo(1, 3);
    expect(number(result, 'holdoutMae') / holdout.mae_individual.bgnbd).toBeCloseTo(1, 3);
    const expected = holdout['mean_holdout_by_calibration_frequency_0..7plus'];
    const rows = rowsOf(result, 'holdout');
    expect(rows.map(({ customers }) => customers)).toEqual(expected.n);
    rows.forEach((row, index) => {
      expect(row.actual).toBeCloseTo(expected.actual[index], 10);
      expect(Number(row.predicted) / expected.bgnbd[index]).toBeCloseTo(1, 3);
    });
  });

  it.each(['mbgnbd', 'pnbd'] as const)('gives the published %s, and its holdout', async (model) => {
    const other = await analyse(engine, 'value', { calibrationEnd: '1997-09-30', unit: 'week', model });
    for (const [name, published] of Object.entries(reference.published[model]))
      expect(number(other, name).toFixed(3)).toBe(published.toFixed(3));
    const { se, LL } = reference.mle[model];
    const errors = other.summary.standardErrors as Record<string, number>;
    for (const [name, expected] of Object.entries(se))
      expect(Math.abs(errors[name] / expected - 1)).toBeLessThan(0.01);
    // The reference fits times rounded to two decimals; ours are not rounded.
    expect(Math.abs(number(other, 'logLikelihood') - LL)).toBeLessThan(0.01);
    expect(number(other, 'holdoutPredicted') / holdout.model_total[model]).toBeCloseTo(1, 3);
    expect(number(other, 'holdoutMae') / holdout.mae_individual[model]).toBeCloseTo(1, 3);
    const expected = holdout['mean_holdout_by_calibration_frequency_0..7plus'][model];
    rowsOf(other, 'holdout').forEach((row, index) =>
      expect(Number(row.predicted) / expected[index]).toBeCloseTo(1, 3),
    );
  });

  it('chooses MBG/NBD by AIC, ahead of BG/NBD by a hair and of Pareto/NBD by far', async () => {
    const automatic = await analyse(engine, 'value', { calibrationEnd: '1997-09-30', model: 'automatic' });
    expect(rowsOf(automatic, 'models').map(({ model }) => model)).toEqual(['mbgnbd', 'bgnbd', 'pnbd', 'nbd']);
    const differences = rowsOf(automatic, 'models').map(({ aicDifference }) => Number(aicDifference));
    // Log-likelihoods of the reference: −9582.13, −9582.43, −9594.97.
    expect(differences[1]).toBeCloseTo(2 * (9582.4256 - 9582.1327), 2);
    expect(differences[2]).toBeCloseTo(2 * (9594.9739 - 9582.1327), 1);
  });

  it('tracks cumulative repeat purchases week by week', () => {
    const expected = holdout['cumulative_repeat_transactions_by_week_1..78'];
    const rows = rowsOf(result, 'tracking');
    expect(rows.length).toBeLessThanOrEqual(78);
    expect(rows.length).toBeGreaterThanOrEqual(77);
    for (const { week, actual, predicted } of rows) {
      expect([week, actual]).toEqual([week, expected.actual[Number(week) - 1]]);
      expect(Number(predicted)).toBeCloseTo(expected.bgnbd[Number(week) - 1], 0);
    }
  });
});

describe.skipIf(!referencePresent)('value of Online Retail', () => {
  it('says that there is no evidence of dropout, where the likelihood lies on the boundary', async () => {
    const engine = await startEngine();
    await openFile(engine, dataPath('online_retail_orders.csv'));
    const result = await analyse(engine, 'value', { unit: 'day' });
    await engine.stop();
    expect(result.summary).toMatchObject({ dropoutEvidence: false });
    expect(result.findings.map(({ code }) => code)).toContain('noDropout');
    // btyd_online_retail.json: log-likelihoods of BG/NBD and of NBD without dropout, tolerance 0.01.
    expect(number(result, 'logLikelihood')).toBeCloseTo(-61823.471, 1);
    expect(number(result, 'nbdLogLikelihood')).toBeCloseTo(-61823.591, 1);
    expect(number(result, 'spendQ')).toBeCloseTo(3.4511787, 2);
  });
});
