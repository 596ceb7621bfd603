import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisResult, Scalar } from '../../workers/api';
import type { RetentionEngine } from '../../workers/engine';
import { analyse, openFile, rowsOf, startEngine, type Row } from '../helpers/engine';
import { dataPath, readCsv, referenceJson, referencePresent } from '../helpers/reference';

type Parameters = Record<string, number>;
type Model = 'bgnbd' | 'mbgnbd' | 'pnbd';
interface BtydReference {
  published: Record<Model, Parameters>;
  mle: Record<Model, { params: Parameters; se: Parameters; LL: number }>;
}

const number = (result: AnalysisResult, name: string) => Number(result.summary[name]);
const byCustomer = (rows: Row[]) => new Map(rows.map((row) => [String(row.customer), row]));

describe.skipIf(!referencePresent)('alive on the CDNOW customers', () => {
  let engine: RetentionEngine;
  const reference = referencePresent ? referenceJson<BtydReference>('btyd_parameters.json') : null!;
  const calibration = { calibrationEnd: '1997-09-30' };
  const run = (params: Record<string, Scalar>) => analyse(engine, 'alive', { ...calibration, ...params });
  beforeAll(async () => {
    engine = await startEngine();
    await openFile(engine, dataPath('cdnow_sample_transactions.csv'));
  });
  afterAll(() => engine.stop());

  // Within the rounding of the reference's days to hundredths of a week; Pareto/NBD is flat, hence the looser bound.
  it.each([
    ['bgnbd', 3],
    ['mbgnbd', 3],
    ['pnbd', 2],
  ] as const)('fits %s as published', async (model, digits) => {
    const result = await run({ model });
    const { params, se } = reference.mle[model];
    for (const [name, expected] of Object.entries(params)) {
      expect(Math.abs(number(result, name) - reference.published[model][name])).toBeLessThan(0.0015);
      expect(number(result, name) / expected).toBeCloseTo(1, digits);
    }
    const errors = result.summary.standardErrors as Record<string, number>;
    for (const [name, expected] of Object.entries(se)) expect(errors[name] / expected).toBeCloseTo(1, 1.7);
  });

  it('gives the probabilities and purchases of the value of customers', async () => {
    const [alive, value] = [
      await run({ model: 'bgnbd', horizonMonths: 12 }),
      await analyse(engine, 'value', { ...calibration, model: 'bgnbd', horizonMonths: 12 }),
    ];
    const found = byCustomer(rowsOf(alive, 'customers'));
    const expected = rowsOf(value, 'customers');
    expect(found.size).toBe(expected.length);
    for (const { customer, probabilityAlive, expectedPurchases, frequency } of expected) {
      const row = found.get(String(customer))!;
      expect(row.frequency).toBe(frequency);
      expect(Number(row.probabilityAlive)).toBeCloseTo(Number(probabilityAlive), 12);
      expect(Number(row.expectedPurchases)).toBeCloseTo(Number(expectedPurchases), 10);
    }
  });

  it('gives each customer the formula of MBG/NBD, and one-time buyers less than 1', async () => {
    const result = await run({ unit: 'week' });
    expect(result.params.model).toBe('mbgnbd');
    const [r, alpha, a, b] = ['r', 'alpha', 'a', 'b'].map((name) => number(result, name));
    const found = rowsOf(result, 'customers').map((row) => Number(row.probabilityAlive));
    // The summary that the papers use, in weeks: Batislam et al. 2007 written out anew, as a multiset of chances.
    const expected = readCsv('cdnow_customers_summary_with_transactions.csv').map((row) => {
      const [x, recency, age] = [row.x, row.t_x, row.T].map(Number);
      return 1 / (1 + (a / (b + x)) * ((alpha + age) / (alpha + recency)) ** (r + x));
    });
    const ascending = (values: number[]) => values.toSorted((one, other) => one - other);
    const [ours, theirs] = [ascending(found), ascending(expected)];
    expect(ours.length).toBe(theirs.length);
    // Recency and age are rounded to hundredths of a week there.
    ours.forEach((chance, index) => expect(chance).toBeCloseTo(theirs[index], 2));
    expect(result.findings.find(({ code }) => code === 'oneTime')!.values).toMatchObject({
      oneTimeCustomers: 1411,
    });
  });

  it('leaves nobody out, and more than twice as many of the safe as of the gone come back', async () => {
    const result = await run({});
    const states = rowsOf(result, 'states');
    expect(states.reduce((sum, { customers }) => sum + Number(customers), 0)).toBe(2357);
    const later = byCustomer(rowsOf(await analyse(engine, 'alive'), 'customers'));
    const rows = rowsOf(result, 'customers');
    // Of 359 safe customers 66 % bought again in the 39 weeks after, of 127 gone 28 %.
    const returned = (wanted: string) => {
      const chosen = rows.filter(({ state }) => state === wanted);
      const back = chosen.filter(
        ({ customer, frequency }) => Number(later.get(String(customer))!.frequency) > Number(frequency),
      );
      return back.length / chosen.length;
    };
    expect(returned('safe')).toBeGreaterThan(0.6);
    expect(returned('safe')).toBeGreaterThan(2 * returned('gone'));
  });
});

describe.skipIf(!referencePresent)('alive on Online Retail', () => {
  it.each(['bgnbd', 'mbgnbd', 'pnbd'])('flags nobody by %s, which finds no dropout', async (model) => {
    const engine = await startEngine();
    await openFile(engine, dataPath('online_retail_orders.csv'));
    const result = await analyse(engine, 'alive', { unit: 'day', model });
    await engine.stop();
    expect(result.summary).toMatchObject({
      dropoutEvidence: false,
      statesBy: 'rhythm',
      customers: 4338,
      aboutToLeave: 0,
      gone: 0,
    });
    // btyd_online_retail.json: log-likelihood of NBD without dropout, tolerance 0.01.
    expect(number(result, 'nbdLogLikelihood')).toBeCloseTo(-61823.591, 1);
    const { gain } = result.findings.find(({ code }) => code === 'noDropout')!.values;
    expect(Number(gain)).toBeLessThan(2);
  });
});
