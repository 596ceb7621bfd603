import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, openText, rowsOf, startEngine } from '../../../test/helpers/engine';
import { contractsCsv, durationsCsv, ordersCsv, smallOrderLines } from '../../../test/helpers/small-data';
import type { RetentionEngine } from '../../engine';

describe('survival', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  /*
   * Worked by hand in days, until 30 June, lapse window 50 days (so an event where the last purchase is before 11 May):
   * one: duration 0, left. two: 10, left. three: 10, still there. four: 20, left. five: 30, still there.
   * S(0) = 4/5, S(10) = 4/5 · 3/4 = 0.6, S(20) = 0.6 · 1/2 = 0.3, S(30) = 0.3.
   */
  const byHand = `customer_id,order_date,channel
one,2023-01-01,web
two,2023-01-01,web
two,2023-01-11,web
three,2023-06-01,app
three,2023-06-11,app
four,2023-02-01,app
four,2023-02-21,app
five,2023-05-15,app
five,2023-06-14,app
`;

  it('gives the curve worked by hand from silences', async () => {
    await openText(engine, byHand, { asOf: '2023-06-30' });
    const result = await analyse(engine, 'survival', { unit: 'day', lapseWindowDays: 50 });
    expect(rowsOf(result, 'curve')).toMatchObject([
      { group: 'all', time: 0, atRisk: 5, events: 1, censored: 0, survival: 0.8 },
      { time: 10, atRisk: 4, events: 1, censored: 1 },
      { time: 20, atRisk: 2, events: 1, censored: 0 },
      { time: 30, atRisk: 1, events: 0, censored: 1 },
    ]);
    const survival = rowsOf(result, 'curve').map((row) => Number(row.survival));
    [0.8, 0.6, 0.3, 0.3].forEach((expected, index) => expect(survival[index]).toBeCloseTo(expected, 12));
    expect(result.summary).toMatchObject({
      n: 5,
      events: 3,
      median: 20,
      lapseWindowDays: 50,
      interval: 'log-log',
    });
    expect(result.warnings.map(({ code }) => code)).toContain('silenceInferred');
  });

  it('puts somebody silent for exactly the lapse window on the side of those who are still there', async () => {
    await openText(engine, byHand, { asOf: '2023-06-30' });
    // five's last purchase is 16 days old, three's 19.
    expect((await analyse(engine, 'survival', { lapseWindowDays: 16 })).summary.events).toBe(4);
    expect((await analyse(engine, 'survival', { lapseWindowDays: 15 })).summary.events).toBe(5);
  });

  it('measures contracts from start to end, open ones to the last day', async () => {
    await openText(
      engine,
      'id,start_date,end_date\na,2023-01-01,2023-01-31\nb,2023-01-01,\nc,2023-01-11,2023-04-01\n',
      {
        asOf: '2023-03-02',
      },
    );
    const curve = rowsOf(await analyse(engine, 'survival', { unit: 'day' }), 'curve');
    // c's end lies after the last observed day, so c is still there after 50 days; b after 60.
    expect(curve.map(({ time, events, censored }) => [time, events, censored])).toEqual([
      [30, 1, 0],
      [50, 0, 1],
      [60, 0, 1],
    ]);
  });

  it.each([
    ['purchases', ordersCsv(smallOrderLines(5)), 'channel'],
    ['contracts', contractsCsv(5), 'plan'],
    ['durations', durationsCsv(5), 'plan'],
  ])('groups %s so that the groups add up to everybody', async (_, text, groupBy) => {
    const dataset = await openText(engine, text);
    const whole = await analyse(engine, 'survival');
    const grouped = await analyse(engine, 'survival', { groupBy });
    expect(grouped.summary).toMatchObject({
      n: dataset.customers,
      events: whole.summary.events,
      median: whole.summary.median,
    });
    const groups = rowsOf(grouped, 'groups');
    expect(groups.reduce((sum, { n }) => sum + Number(n), 0)).toBe(dataset.customers);
    expect(grouped.summary.logRankDf).toBe(groups.length - 1);
    const curve = rowsOf(grouped, 'curve');
    curve.forEach((row, index) => {
      if (index > 0 && curve[index - 1].group === row.group) {
        expect(Number(row.survival)).toBeLessThanOrEqual(Number(curve[index - 1].survival));
      }
    });
  });

  it('says in so many words that nobody has left', async () => {
    await openText(engine, 'id,start_date,end_date\na,2023-01-01,\nb,2023-02-01,\n', { asOf: '2023-03-01' });
    const result = await analyse(engine, 'survival');
    expect(result.summary).toMatchObject({ events: 0, median: null });
    expect(result.warnings.map(({ code }) => code)).toContain('noEvents');
  });
});
