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
interface TelcoReference {
  'km_overall_conf_log-log': KaplanMeierRow[];
  km_by_Contract_conf_loglog: KaplanMeierRow[];
  median_by_Contract: {
    strata: string;
    records: number;
    events: number;
    median: number | null;
    '0.95LCL': number | null;
    '0.95UCL': number | null;
  }[];
  logrank: Record<string, { chisq: number; df: number; p: number }>;
}

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
      // Where nobody has left yet R writes no interval or the point itself, depending on the table.
      if (surv === 1 || lower === null || upper === null) continue;
      expect(row?.lower).toBeCloseTo(lower, digits);
      expect(row?.upper).toBeCloseTo(upper, digits);
    }
  }

  it('gives R’s curve with its log-log interval', async () => {
    const result = await analyse(engine, 'survival');
    expect(result.summary).toMatchObject({ n: 7043, events: 1869, median: null, kind: 'durations' });
    expectCurve(rowsOf(result, 'curve'), reference['km_overall_conf_log-log']);
  });

  it('gives R’s curves, medians and log-rank by Contract', async () => {
    const result = await analyse(engine, 'survival', { groupBy: 'Contract' });
    expectCurve(rowsOf(result, 'curve'), reference.km_by_Contract_conf_loglog);
    const groups = rowsOf(result, 'groups');
    for (const { strata, records, events, median, ...interval } of reference.median_by_Contract) {
      const row = groups.find(({ group }) => `Contract=${group}` === strata);
      expect(row).toMatchObject({
        n: records,
        events,
        median,
        medianLower: interval['0.95LCL'],
        medianUpper: interval['0.95UCL'],
      });
    }
    expect(result.summary.logRankDf).toBe(reference.logrank.Contract.df);
    expect(Number(result.summary.logRankChi2)).toBeCloseTo(reference.logrank.Contract.chisq, 6);
  });

  it.each(['gender', 'InternetService', 'PaymentMethod'])('gives R’s log-rank by %s', async (groupBy) => {
    const { chisq, df, p } = reference.logrank[groupBy];
    const { summary } = await analyse(engine, 'survival', { groupBy });
    expect(summary.logRankDf).toBe(df);
    expect(Number(summary.logRankChi2) / chisq).toBeCloseTo(1, 9);
    expect(Number(summary.logRankP) / p).toBeCloseTo(1, 7);
  });
});
