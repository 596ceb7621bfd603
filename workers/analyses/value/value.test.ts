import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, openText, rounded, rowsOf, startEngine } from '../../../test/helpers/engine';
import { ordersCsv, smallOrderLines, variedOrderLines } from '../../../test/helpers/small-data';
import type { RetentionEngine } from '../../engine';
import { runToEnd } from '../../stats/minimise';
import { deciles, gini } from './deciles';

describe('deciles', () => {
  it('give the top tenth ceil(n/10) customers, and add up', () => {
    const rows = runToEnd(
      deciles(
        Float64Array.of(5, 0, 1, 4, 0, 2, 3, 6, 7, 8, 9),
        Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
      ),
    );
    expect(rows[0]).toMatchObject({ decile: 1, customers: 2, clv: 17 });
    expect(rows.reduce((sum, { customers }) => sum + customers, 0)).toBe(11);
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('are none where nobody has a value', () =>
    expect(runToEnd(deciles(Float64Array.of(0, 0), Float64Array.of(1, 2)))).toEqual([]));
});

describe('gini', () => {
  it('is 0 when all are equal, and (n − 1)/n when one has everything', () => {
    expect(gini(Float64Array.of(3, 3, 3))).toBeCloseTo(0, 12);
    expect(gini(Float64Array.of(0, 0, 0, 8))).toBeCloseTo(0.75, 12);
    expect(gini(Float64Array.of(0, 0))).toBeNull();
  });
});

describe('value', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  it('summarises each customer as worked by hand', async () => {
    // Calibration until 31 March. a: days 0, 10 and 59 (two orders on the last make one purchase of 7 + 1).
    await openText(
      engine,
      'order_id,customer_id,order_date,amount\n1,a,2023-01-01,5\n2,a,2023-01-11,4\n3,a,2023-03-01,7\n4,a,2023-03-01,1\n5,a,2023-04-01,9\n6,b,2023-02-01,3\n7,b,2023-02-20,-3\n8,c,2023-04-05,2\n',
      { asOf: '2023-06-30' },
    );
    const result = await analyse(engine, 'value', { calibrationEnd: '2023-03-31', unit: 'day', margin: 0.5 });
    expect(rowsOf(result, 'customers')).toMatchObject([
      { customer: 'a', frequency: 2, recency: 59, age: 89, monetary: 6, historicValue: 13 },
      { customer: 'b', frequency: 0, recency: 0, age: 58, monetary: null, historicValue: 0 },
    ]);
    // Two customers are too few for a model: a reason, no number.
    expect(result.summary).toMatchObject({ modelFailed: 'tooFewCustomers', totalClv: null, r: null });
    expect(result.warnings.map(({ code }) => code)).toContain('modelFailed');
  });

  /*
   * Formula value by hand: a buys 10 on 1 Jan and 1 Feb 2022 and then never; b buys 10 on 1 January, 1 February, … of
   * every month to 1 Jan 2023. Gaps: 31 (a), 31 28 31 30 31 30 31 31 30 31 30 31 (b). Their 90th percentile is 31,
   * rounded up to two months of 30.4 days: 61 days. A year before 1 Jan 2023 both were customers; a has left, so the
   * yearly churn is 1/2 and the expected years 2. Days as a customer: a 31 + 61 = 92, b 365 + 1 = 366.
   */
  it('multiplies order value, orders per customer-year and expected years', async () => {
    const months = Array.from({ length: 13 }, (_, index) =>
      new Date(Date.UTC(2022, index, 1)).toISOString().slice(0, 10),
    );
    const rows = [...months.slice(0, 2).map((day) => `a,${day},10`), ...months.map((day) => `b,${day},10`)];
    await openText(engine, ['customer_id,order_date,amount', ...rows].join('\n'));
    const { summary } = await analyse(engine, 'value', { margin: 0.5 });
    const ordersPerYear = (15 / (92 + 366)) * 365.2425;
    expect(summary).toMatchObject({ averageOrderValue: 10, yearlyChurn: 0.5, expectedYears: 2 });
    expect(summary.ordersPerYear).toBeCloseTo(ordersPerYear, 9);
    expect(summary.formulaMean).toBeCloseTo(10 * ordersPerYear * 2 * 0.5, 9);
  });

  it('is proportional to the margin, falls with the discount rate and rises with the horizon', async () => {
    await openText(engine, ordersCsv(smallOrderLines(11, 300)));
    const total = async (params: object) =>
      Number((await analyse(engine, 'value', { ...params })).summary.totalClv);
    const full = await total({});
    expect(full).toBeGreaterThan(0);
    expect((await total({ margin: 0.25 })) / full).toBeCloseTo(0.25, 12);
    expect(await total({ monthlyDiscountRate: 0.05 })).toBeLessThan(full);
    expect(await total({ horizonMonths: 24 })).toBeGreaterThan(full);
  });

  it('adds up over segments, cohorts and groups to the value of all, inside its interval', async () => {
    await openText(engine, ordersCsv(variedOrderLines(13, 300)));
    const result = await analyse(engine, 'value', { model: 'mbgnbd', groupBy: 'channel' });
    const total = Number(result.summary.totalClv);
    const each = rowsOf(result, 'customers');
    expect(each.reduce((sum, { clv }) => sum + Number(clv), 0) / total).toBeCloseTo(1, 10);
    for (const name of ['segments', 'cohorts', 'groups']) {
      const rows = rowsOf(result, name);
      const added = (column: string) => rows.reduce((sum, row) => sum + Number(row[column]), 0);
      expect(added('totalClv') / total).toBeCloseTo(1, 10);
      expect(added('share')).toBeCloseTo(1, 10);
      expect(added('customers')).toBe(each.length);
      for (const { customers, totalClv, meanClv, meanLower, meanUpper } of rows) {
        expect(Number(meanClv) * Number(customers)).toBeCloseTo(Number(totalClv), 8);
        expect(Number(meanLower)).toBeLessThanOrEqual(Number(meanClv));
        expect(Number(meanUpper)).toBeGreaterThanOrEqual(Number(meanClv));
      }
    }
    expect(Number(result.summary.totalClvLower)).toBeLessThan(total);
    expect(Number(result.summary.totalClvUpper)).toBeGreaterThan(total);
  });

  it('takes the model of lowest AIC when it may choose, and shows all of them beside NBD', async () => {
    await openText(engine, ordersCsv(variedOrderLines(14, 300)));
    const automatic = await analyse(engine, 'value', { model: 'automatic' });
    const models = rowsOf(automatic, 'models');
    expect(models.map(({ model }) => model).sort()).toEqual(['bgnbd', 'mbgnbd', 'nbd', 'pnbd']);
    const used = models.filter((row) => row.used);
    expect(used).toHaveLength(1);
    const fitted = models.filter(({ model }) => model !== 'nbd');
    for (const { aic } of fitted) expect(Number(used[0].aic)).toBeLessThanOrEqual(Number(aic));
    expect(automatic.summary.model).toBe(used[0].model);
    const chosen = await analyse(engine, 'value', { model: used[0].model });
    expect(chosen.summary.totalClv).toBe(automatic.summary.totalClv);
    expect(rowsOf(chosen, 'models').map(({ model }) => model)).toContain(used[0].model);
  });

  it('is worth twice as much in all, and the same each, with every customer doubled', async () => {
    const lines = variedOrderLines(15, 250);
    const twins = lines.map((line) => ({
      ...line,
      customer: `twin of ${line.customer}`,
      order: `twin ${line.order}`,
    }));
    await openText(engine, ordersCsv(lines));
    const once = (await analyse(engine, 'value')).summary;
    await openText(engine, ordersCsv([...lines, ...twins]));
    const twice = (await analyse(engine, 'value')).summary;
    expect(Number(twice.totalClv) / Number(once.totalClv)).toBeCloseTo(2, 5);
    expect(Number(twice.meanClv) / Number(once.meanClv)).toBeCloseTo(1, 5);
    const width = ({ totalClvLower, totalClvUpper }: typeof once) =>
      Math.log(Number(totalClvUpper) / Number(totalClvLower));
    // Twice the customers know the parameters √2 times as well.
    expect(width(once) / width(twice)).toBeCloseTo(Math.SQRT2, 2);
  });

  it('gives probabilities between 0 and 1 and the same answer for rows in another order', async () => {
    const lines = smallOrderLines(12, 200);
    await openText(engine, ordersCsv(lines));
    const rows = rowsOf(await analyse(engine, 'value'), 'customers');
    for (const { probabilityAlive, expectedPurchases, frequency } of rows) {
      expect(Number(probabilityAlive)).toBeGreaterThanOrEqual(0);
      expect(Number(probabilityAlive)).toBeLessThanOrEqual(1);
      expect(Number(expectedPurchases)).toBeGreaterThanOrEqual(0);
      if (frequency === 0) expect(probabilityAlive).toBe(1);
    }
    await openText(engine, ordersCsv(lines.toReversed()));
    expect(rounded(rowsOf(await analyse(engine, 'value'), 'customers'))).toEqual(rounded(rows));
  });
});
