import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, openText, rowsOf, startEngine, type Row } from '../../../test/helpers/engine';
import { contractsCsv, ordersCsv, smallOrderLines } from '../../../test/helpers/small-data';
import type { RetentionEngine } from '../../engine';
import { retentionRate } from './period';

describe('the rate formula', () => {
  it('keeps everybody when 120 grow to 800 with 680 new', () => expect(retentionRate(120, 800, 680)).toBe(1));
  it('has no rate where there was nobody to keep', () => expect(retentionRate(0, 5, 5)).toBeNull());
});

describe('rate', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  const periodsOf = async (params = {}) => rowsOf(await analyse(engine, 'rate', params), 'periods');

  it('counts contracts: 120 at the start, 680 new, 800 at the end are 100 %', async () => {
    const rows = Array.from(
      { length: 800 },
      (_, index) => `c${index},${index < 120 ? '2024-01-10' : '2024-02-10'},`,
    );
    await openText(engine, ['customer_id,start_date,end_date', ...rows].join('\n'), { asOf: '2024-02-29' });
    const { summary } = await analyse(engine, 'rate');
    expect(summary).toMatchObject({
      period: '2024-02-01',
      startCustomers: 120,
      endCustomers: 800,
      newCustomers: 680,
      lost: 0,
      retentionRate: 1,
      churnRate: 0,
    });
  });

  /*
   * Worked by hand, lapse window 20 days:
   * A buys on 20 Jan and 25 Mar: new in January, lost in February, resurrected in March, still there on 10 April.
   * B buys on 1 Jan: 30 days old on 31 January, so came and went within it.
   * C buys on 10 Feb: 18 days old on 28 February, so new; 49 on 31 March, so lost.
   * D buys on 25 Feb and 15 Mar: new, kept in March, 26 days silent on 10 April, so lost.
   */
  const byHand = `customer_id,order_date
A,2023-01-20
A,2023-03-25
B,2023-01-01
C,2023-02-10
D,2023-02-25
D,2023-03-15
`;

  it('counts new, kept, lost, resurrected and those who came and went', async () => {
    await openText(engine, byHand, { asOf: '2023-04-10' });
    const result = await analyse(engine, 'rate', { lapseWindowDays: 20 });
    const base = { small: true };
    expect(rowsOf(result, 'periods')).toMatchObject([
      {
        ...base,
        period: '2023-01-01',
        startCustomers: 0,
        newCustomers: 1,
        cameAndWent: 1,
        lost: 0,
        endCustomers: 1,
        retentionRate: null,
      },
      {
        ...base,
        period: '2023-02-01',
        startCustomers: 1,
        newCustomers: 2,
        resurrected: 0,
        lost: 1,
        endCustomers: 2,
        retentionRate: 0,
      },
      {
        ...base,
        period: '2023-03-01',
        startCustomers: 2,
        newCustomers: 0,
        resurrected: 1,
        lost: 1,
        endCustomers: 2,
        retentionRate: 0.5,
      },
      {
        ...base,
        period: '2023-04-01',
        startCustomers: 2,
        newCustomers: 0,
        resurrected: 0,
        lost: 1,
        endCustomers: 1,
        complete: false,
      },
    ]);
    expect(result.summary).toMatchObject({ period: '2023-03-01', lapseWindowDays: 20 });
    expect(result.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['incompletePeriod', 'noCustomersAtStart', 'smallDenominator']),
    );
  });

  it('suggests the 90th percentile of the gaps, in whole periods, as the lapse window', async () => {
    await openText(engine, byHand, { asOf: '2023-04-10' });
    // Gaps of 64 and 18 days: the 90th percentile is 18 + 0.9 · 46 = 59.4, two months, 60.9 days.
    expect((await analyse(engine, 'rate')).summary.lapseWindowDays).toBe(61);
  });

  function expectSums(rows: Row[]) {
    rows.forEach((row, index) => {
      const number = (name: string) => Number(row[name]);
      expect(number('endCustomers')).toBe(
        number('startCustomers') + number('newCustomers') + number('resurrected') - number('lost'),
      );
      expect(number('kept')).toBe(number('startCustomers') - number('lost'));
      if (index > 0) expect(number('startCustomers')).toBe(rows[index - 1].endCustomers);
    });
  }

  it('adds up from period to period, whatever the order of rows, and doubles with the customers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom('week', 'month', 'quarter'),
        async (seed, period) => {
          const lines = smallOrderLines(seed, 25);
          const params = { period, lapseWindowDays: 40 };
          await openText(engine, ordersCsv(lines));
          const rows = await periodsOf(params);
          expectSums(rows);

          await openText(engine, ordersCsv(lines.toReversed()));
          expect(await periodsOf(params)).toEqual(rows);

          const twins = lines.map((line) => ({
            ...line,
            customer: line.customer && `${line.customer}'`,
            order: `${line.order}'`,
          }));
          await openText(engine, ordersCsv([...lines, ...twins]));
          const counts = [
            'startCustomers',
            'newCustomers',
            'resurrected',
            'lost',
            'endCustomers',
            'cameAndWent',
          ];
          (await periodsOf(params)).forEach((row, index) => {
            for (const name of counts) expect(row[name]).toBe(2 * Number(rows[index][name]));
            expect(row.retentionRate).toBe(rows[index].retentionRate);
          });
        },
      ),
      { numRuns: 8, seed: 1 },
    );
  });

  it('counts contracts by their dates', async () => {
    const text = contractsCsv(3);
    await openText(engine, text);
    const rows = await periodsOf();
    expectSums(rows);
    const contracts = text
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    const lastDay = (period: unknown) => {
      const [year, month] = String(period).split('-').map(Number);
      return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
    };
    for (const { period, endCustomers } of rows.filter(({ complete }) => complete)) {
      const live = contracts.filter(
        ([, start, end]) => start <= lastDay(period) && (end === '' || end > lastDay(period)),
      );
      expect([period, endCustomers]).toEqual([period, live.length]);
    }
  });
});
