import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RetentionEngine } from '../../workers/engine';
import { analyse, openFile, rowsOf, startEngine, type Row } from '../helpers/engine';
import { dataPath, referenceJson, referencePresent } from '../helpers/reference';

interface KaplanMeierRow {
  strata?: string;
  time: number;
  n_risk: number;
  surv: number;
  std_err: number;
  lower: number | null;
  upper: number | null;
}
type Interval = 'log-log' | 'log' | 'plain';
interface MedianRow {
  strata: string;
  records: number;
  events: number;
  median: number | null;
  '0.95LCL': number | null;
  '0.95UCL': number | null;
}
interface TestRow {
  chisq: number;
  df: number;
  p: number;
}
type TelcoReference = Record<`km_overall_conf_${Interval}`, KaplanMeierRow[]> & {
  rows: number;
  events: number;
  km_by_Contract_conf_loglog: KaplanMeierRow[];
  median_by_Contract: MedianRow[];
  median_by_InternetService: MedianRow[];
  rmst: { strata: string; tau: number; rmst: number; se: number }[];
  nelson_aalen: { time: number; cumhaz: number; std_err: number }[];
  logrank: Record<string, TestRow> & {
    pairwise_Contract_unadjusted: (TestRow & { pair: [string, string] })[];
  };
};

/** R survival 3.5-3; its own tolerance is 1e-6, and it prints ten digits or more. */
const digits = 8;

describe.skipIf(!referencePresent)('survival of the Telco customers', () => {
  let engine: RetentionEngine;
  const reference = referencePresent ? referenceJson<TelcoReference>('survival_telco.json') : null!;
  beforeAll(async () => {
    engine = await startEngine();
    await openFile(engine, dataPath('Telco-Customer-Churn.csv'));
  });
  afterAll(() => engine.stop());

  function expectCurve(curve: Row[], expected: KaplanMeierRow[]) {
    for (const { strata, time, n_risk, surv, std_err, lower, upper } of expected) {
      const group = strata?.replace('Contract=', '') ?? 'all';
      const row = curve.find((other) => other.group === group && other.time === time);
      // R lists time 0 for every stratum; ours begins where somebody is first seen.
      if (!row && time === 0) continue;
      expect([group, time, row?.atRisk]).toEqual([group, time, n_risk]);
      expect(row?.survival).toBeCloseTo(surv, digits);
      expect(row?.standardError).toBeCloseTo(std_err, digits);
      const limits = [lower, upper].map((limit) => (limit === null ? null : expect.closeTo(limit, digits)));
      expect([row?.lower, row?.upper]).toEqual(limits);
    }
  }

  function expectMedians(groups: Row[], expected: MedianRow[]) {
    expect(groups).toHaveLength(expected.length);
    for (const { strata, records, events, median, ...limits } of expected) {
      const row = groups.find(({ group }) => strata.endsWith(`=${group}`));
      const [medianLower, medianUpper] = [limits['0.95LCL'], limits['0.95UCL']];
      expect(row).toMatchObject({ n: records, events, median, medianLower, medianUpper });
    }
  }

  it.each(['log-log', 'log', 'plain'] as const)('gives R’s curve with its %s interval', async (interval) => {
    const result = await analyse(engine, 'survival', { interval });
    const { rows: n, events } = reference;
    expect(result.summary).toMatchObject({ n, events, median: null, kind: 'durations', interval });
    expectCurve(rowsOf(result, 'curve'), reference[`km_overall_conf_${interval}`]);
  });

  it('gives the log-log interval unless another is asked for', async () => {
    const result = await analyse(engine, 'survival');
    expect(result.params.interval).toBe('log-log');
    expectCurve(rowsOf(result, 'curve'), reference['km_overall_conf_log-log']);
  });

  it('gives R’s cumulative hazard and its standard error', async () => {
    const curve = rowsOf(await analyse(engine, 'survival'), 'curve');
    expect(reference.nelson_aalen).toHaveLength(12);
    for (const { time, cumhaz, std_err } of reference.nelson_aalen) {
      const row = curve.find((other) => other.time === time);
      expect(row?.cumulativeHazard).toBeCloseTo(cumhaz, digits);
      expect(row?.cumulativeHazardError).toBeCloseTo(std_err, digits);
    }
  });

  it('gives R’s restricted means and their standard errors up to 72 months', async () => {
    const rows = [
      ...rowsOf(await analyse(engine, 'survival'), 'groups'),
      ...rowsOf(await analyse(engine, 'survival', { groupBy: 'Contract' }), 'groups'),
    ];
    // Up to 24 months: workers/stats/kaplan-meier.test.ts.
    const expected = reference.rmst.filter(({ tau }) => tau === 72);
    expect(expected).toHaveLength(4);
    for (const { strata, tau, rmst, se } of expected) {
      const row = rows.find(({ group }) => group === strata.replace('Contract=', ''));
      expect(row?.restrictedTo).toBe(tau);
      expect(row?.restrictedMean).toBeCloseTo(rmst, digits);
      expect(row?.restrictedMeanStandardError).toBeCloseTo(se, digits);
    }
  });

  it('gives R’s survival and interval at 12 and 24 months in the groups', async () => {
    const groups = rowsOf(await analyse(engine, 'survival', { groupBy: 'Contract' }), 'groups');
    const at = reference.km_by_Contract_conf_loglog.filter(({ time }) => time === 12 || time === 24);
    expect(at).toHaveLength(6);
    for (const { strata, time, surv, lower, upper } of at) {
      const row = groups.find(({ group }) => `Contract=${group}` === strata);
      expect(row?.[`kept${time}`]).toBeCloseTo(surv, digits);
      const limits = [row?.[`kept${time}Lower`], row?.[`kept${time}Upper`]];
      const expected = [lower, upper].map((limit) => (limit === null ? null : expect.closeTo(limit, digits)));
      expect([strata, ...limits]).toEqual([strata, ...expected]);
    }
  });

  it('compares the contracts in pairs as R does, adjusted for three pairs', async () => {
    const pairs = rowsOf(await analyse(engine, 'survival', { groupBy: 'Contract' }), 'pairwise');
    const expected = reference.logrank.pairwise_Contract_unadjusted;
    expect(pairs.map(({ groupA, groupB }) => [groupA, groupB])).toEqual(expected.map(({ pair }) => pair));
    expected.forEach(({ chisq, p }, index) => {
      expect(Number(pairs[index].chi2) / chisq).toBeCloseTo(1, 9);
      if (p > 0) expect(Number(pairs[index].p) / p).toBeCloseTo(1, 7);
      else expect(pairs[index].p).toBe(0);
      expect(pairs[index].differ).toBe(true);
    });
    // The largest of three p-values stays, the next is multiplied by 3/2.
    const [next, largest] = [expected[0], expected[2]];
    expect(Number(pairs[2].adjustedP) / largest.p).toBeCloseTo(1, 7);
    expect(Number(pairs[0].adjustedP) / next.p).toBeCloseTo(1.5, 7);
  });

  it('is the overall test when there are two groups', async () => {
    const result = await analyse(engine, 'survival', { groupBy: 'SeniorCitizen' });
    const { chisq, df, p } = reference.logrank.SeniorCitizen;
    expect(result.summary.logRankDf).toBe(df);
    for (const value of [result.summary.logRankChi2, rowsOf(result, 'pairwise')[0].chi2])
      expect(Number(value) / chisq).toBeCloseTo(1, 9);
    for (const value of [result.summary.logRankP, rowsOf(result, 'pairwise')[0].adjustedP])
      expect(Number(value) / p).toBeCloseTo(1, 7);
  });

  it('gives R’s curves, medians and log-rank by Contract', async () => {
    const result = await analyse(engine, 'survival', { groupBy: 'Contract' });
    expectCurve(rowsOf(result, 'curve'), reference.km_by_Contract_conf_loglog);
    expectMedians(rowsOf(result, 'groups'), reference.median_by_Contract);
    expect(result.summary.logRankDf).toBe(reference.logrank.Contract.df);
    expect(Number(result.summary.logRankChi2)).toBeCloseTo(reference.logrank.Contract.chisq, 6);
  });

  it('gives R’s medians by InternetService', async () => {
    const result = await analyse(engine, 'survival', { groupBy: 'InternetService' });
    expectMedians(rowsOf(result, 'groups'), reference.median_by_InternetService);
  });

  it.each(['gender', 'InternetService', 'PaymentMethod'])('gives R’s log-rank by %s', async (groupBy) => {
    const { chisq, df, p } = reference.logrank[groupBy];
    const { summary } = await analyse(engine, 'survival', { groupBy });
    expect(summary.logRankDf).toBe(df);
    expect(Number(summary.logRankChi2) / chisq).toBeCloseTo(1, 9);
    expect(Number(summary.logRankP) / p).toBeCloseTo(1, 7);
  });
});
