import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, openText, rowsOf, startEngine, type Row } from '../../../test/helpers/engine';
import { ordersCsv, smallOrderLines } from '../../../test/helpers/small-data';
import type { Scalar } from '../../api';
import type { RetentionEngine } from '../../engine';

describe('cohort', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  const cellsOf = async (params: Record<string, Scalar> = {}) =>
    rowsOf(await analyse(engine, 'cohort', params), 'cells');
  const valuesOf = (cells: Row[], cohort: string) =>
    cells.filter((cell) => cell.cohort === cohort).map(({ value }) => value);

  /*
   * Worked by hand: a buys in January, February and April, b in January and March, c in February, March and April;
   * ten each time, and a returns three in April.
   */
  const byHand = `customer_id,order_date,amount
a,2023-01-05,10
a,2023-02-10,10
a,2023-04-11,10
a,2023-04-20,-3
b,2023-01-31,10
b,2023-03-01,10
c,2023-02-01,10
c,2023-03-31,10
c,2023-04-30,10
`;
  const cases: [string, Record<string, Scalar>, number[], number[]][] = [
    ['classic', {}, [2, 1, 1, 1], [1, 1, 1]],
    ['rolling', { type: 'rolling' }, [2, 2, 2, 1], [1, 1, 1]],
    ['streak', { type: 'streak' }, [2, 1, 0, 0], [1, 1, 1]],
    // Brackets of two: ages 1 and 2 (a and b), then 3 and 4 (a; April is the last month).
    ['bracket', { type: 'bracket', bracketLength: 2 }, [2, 2, 1], [1, 1]],
    ['orders', { measure: 'orders' }, [2, 1, 1, 1], [1, 1, 1]],
    ['revenue net of returns', { measure: 'revenue' }, [20, 10, 10, 7], [10, 10, 10]],
    ['cumulative revenue per customer', { measure: 'revenuePerCustomer' }, [10, 15, 20, 23.5], [10, 20, 30]],
  ];
  it.each(cases)('counts %s as worked by hand', async (_, params, january, february) => {
    await openText(engine, byHand);
    const cells = await cellsOf(params);
    expect(valuesOf(cells, '2023-01-01')).toEqual(january);
    expect(valuesOf(cells, '2023-02-01')).toEqual(february);
  });

  it('shares of the period before', async () => {
    await openText(engine, byHand);
    const cells = await cellsOf({ relativeTo: 'previous', type: 'rolling' });
    expect(cells.filter(({ cohort }) => cohort === '2023-01-01').map(({ rate }) => rate)).toEqual([
      1, 1, 1, 0.5,
    ]);
  });

  it('leaves an incomplete period out of the average and says so', async () => {
    await openText(engine, byHand, { asOf: '2023-04-29' });
    const result = await analyse(engine, 'cohort');
    // April is not over: age 3 has no complete cell, age 2 only January's, where b of two came back.
    expect(rowsOf(result, 'average').map(({ age, rate, cohorts }) => [age, rate, cohorts])).toEqual([
      [0, 1, 2],
      [1, 2 / 3, 2],
      [2, 0.5, 1],
    ]);
    expect(result.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['leftTruncated', 'incompletePeriod', 'smallCohorts', 'weightedAverage']),
    );
  });

  it('counts ages from each customer’s own first purchase', async () => {
    // 30-day intervals until 30 April: a has 3 whole ones (115 days), b 3 (89 days + 1 = 90), c 2 (89 days).
    await openText(engine, byHand);
    const average = rowsOf(await analyse(engine, 'cohort', { clock: 'personal' }), 'average');
    // Age 1 is days 30 to 59: a on day 36, c on day 58; b's second purchase is on day 29, age 0. Age 2: nobody of a and b.
    expect(average.map(({ age, customers, value }) => [age, customers, value])).toEqual([
      [0, 3, 3],
      [1, 3, 2],
      [2, 2, 0],
    ]);
  });

  it('keeps the first purchase ever, never the first after a date', async () => {
    await openText(engine, byHand);
    const sizes = (await cellsOf({ period: 'year' })).filter(({ age }) => age === 0);
    expect(sizes.map(({ cohort, cohortSize }) => [cohort, cohortSize])).toEqual([['2023-01-01', 3]]);
  });

  it('holds its properties on any data', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom('week', 'month', 'quarter'),
        fc.constantFrom('calendar', 'personal'),
        async (seed, period, clock) => {
          const lines = smallOrderLines(seed, 25);
          const dataset = await openText(engine, ordersCsv(lines));
          const params = { period, clock };
          const classic = await cellsOf(params);
          const rolling = await cellsOf({ ...params, type: 'rolling' });
          const streak = await cellsOf({ ...params, type: 'streak' });
          classic.forEach((cell, index) => {
            expect(Number(rolling[index].value)).toBeGreaterThanOrEqual(Number(cell.value));
            expect(Number(streak[index].value)).toBeLessThanOrEqual(Number(cell.value));
            expect(Number(cell.value)).toBeLessThanOrEqual(Number(cell.cohortSize));
            const before = classic[index - 1];
            if (clock === 'personal' || !before || before.cohort !== cell.cohort) return;
            expect(Number(rolling[index].value)).toBeLessThanOrEqual(Number(rolling[index - 1].value));
            expect(Number(streak[index].value)).toBeLessThanOrEqual(Number(streak[index - 1].value));
          });
          // A bracket of one period is the period itself.
          expect(await cellsOf({ ...params, type: 'bracket', bracketLength: 1 })).toEqual(classic);

          if (clock === 'calendar') {
            const total = (cells: Row[]) => cells.reduce((sum, { value }) => sum + Number(value), 0);
            expect(total(classic.filter(({ age }) => age === 0))).toBe(dataset.customers);
            expect(total(await cellsOf({ ...params, measure: 'orders' }))).toBe(dataset.orders);
          }
          await openText(engine, ordersCsv(lines.toReversed()));
          expect(await cellsOf(params)).toEqual(classic);

          const twins = lines.map((line) => ({
            ...line,
            customer: line.customer && `${line.customer}'`,
            order: `${line.order}'`,
          }));
          await openText(engine, ordersCsv([...lines, ...twins]));
          expect(await cellsOf(params)).toEqual(
            classic.map((cell) => ({
              ...cell,
              cohortSize: 2 * Number(cell.cohortSize),
              value: 2 * Number(cell.value),
              small: 2 * Number(cell.cohortSize) < 20,
            })),
          );
        },
      ),
      { numRuns: 8, seed: 1 },
    );
  });
});
