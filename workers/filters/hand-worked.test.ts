import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openText, rowsOf, startEngine } from '../../test/helpers/engine';
import type { CustomerFilter, Scalar } from '../api';
import type { RetentionEngine } from '../engine';

const never = new AbortController().signal;
const silent = () => undefined;
let engine: RetentionEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const ask = (filters: CustomerFilter[], name = 'cohort', params: Record<string, Scalar> = {}) =>
  engine.analyse({ name, params, filters }, never, silent);
const count = (...filters: CustomerFilter[]) => engine.countFiltered(filters, never);
const cells = async (...filters: CustomerFilter[]) =>
  rowsOf(await ask(filters), 'cells').map((row) => `${row.cohort} ${row.age} ${row.value}/${row.cohortSize}`);
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (thrown: { code: string; details: { values?: Record<string, Scalar> } }) => ({
      code: thrown.code,
      ...thrown.details.values,
    }),
  );

const city = (...values: (string | null)[]): CustomerFilter => ({ kind: 'attribute', name: 'city', values });
const dates = (from: string | null, to: string | null): CustomerFilter => ({ kind: 'dates', from, to });
const january: CustomerFilter = { kind: 'cohort', unit: 'month', period: '2023-01-01' };

/*
 * Three months, observed whole. A and B first buy in January, C in February (and brings 3 back), D in March.
 * A and D live in Jeddah, B in Riyadh, of C nothing is known.
 */
const orders = `customer_id,order_date,amount,city
A,2023-01-10,10,Jeddah
A,2023-02-05,20,Jeddah
A,2023-03-20,30,Jeddah
B,2023-01-15,5,Riyadh
B,2023-03-02,15,Riyadh
C,2023-02-10,8,
C,2023-02-20,-3,
D,2023-03-05,100,Jeddah
D,2023-03-25,50,Jeddah
`;

describe('filters of orders', () => {
  beforeAll(() => openText(engine, orders, { asOf: '2023-03-31' }, { city: 'attribute' }));

  it('by attribute choose customers who have one of the values, or none', async () => {
    expect(await count(city('Jeddah'))).toEqual({ customers: 2, orders: 5, revenue: 210 });
    expect(await count(city(null))).toEqual({ customers: 1, orders: 1, revenue: 5 });
    expect(await count(city(null, 'Riyadh'))).toEqual({ customers: 2, orders: 3, revenue: 25 });
    expect(await cells(city('Jeddah'))).toEqual([
      '2023-01-01 0 1/1',
      '2023-01-01 1 1/1',
      '2023-01-01 2 1/1',
      '2023-03-01 0 1/1',
    ]);
  });

  it('by cohort choose those whose first purchase ever lies in the period', async () => {
    expect(await count(january)).toEqual({ customers: 2, orders: 5, revenue: 80 });
    expect(await count({ kind: 'cohort', unit: 'quarter', period: '2023-01-01' })).toMatchObject({
      customers: 4,
    });
    // 13 February 2023 was a Monday: that week has no first purchase, the one before has C's.
    expect(await count({ kind: 'cohort', unit: 'week', period: '2023-02-13' })).toMatchObject({
      customers: 0,
    });
    expect(await count({ kind: 'cohort', unit: 'week', period: '2023-02-06' })).toMatchObject({
      customers: 1,
    });
    expect(await cells(january)).toEqual(['2023-01-01 0 2/2', '2023-01-01 1 1/2', '2023-01-01 2 2/2']);
  });

  it('by a first day choose later customers and change nothing else of them', async () => {
    expect(await count(dates('2023-02-01', null))).toEqual({ customers: 2, orders: 3, revenue: 155 });
    expect(await count(dates('2023-02-10', null))).toMatchObject({ customers: 2 });
    expect(await count(dates('2023-02-11', '2023-03-31'))).toMatchObject({ customers: 1 });
    expect(await cells(dates('2023-02-01', null))).toEqual([
      '2023-02-01 0 1/1',
      '2023-02-01 1 0/1',
      '2023-03-01 0 1/1',
    ]);
  });

  it('by a last day end the observation there', async () => {
    expect(await count(dates(null, '2023-02-28'))).toEqual({ customers: 3, orders: 4, revenue: 40 });
    // Before C's return.
    expect(await count(dates(null, '2023-02-19'))).toMatchObject({ revenue: 43 });
    expect(await cells(dates(null, '2023-02-28'))).toEqual([
      '2023-01-01 0 2/2',
      '2023-01-01 1 1/2',
      '2023-02-01 0 1/1',
    ]);
    expect(await count(dates('2023-02-01', '2023-03-10'))).toEqual({ customers: 2, orders: 2, revenue: 105 });
    expect(await cells(dates(null, '2023-03-10'), city('Jeddah'))).toEqual([
      '2023-01-01 0 1/1',
      '2023-01-01 1 1/1',
      '2023-01-01 2 0/1',
      '2023-03-01 0 1/1',
    ]);
  });

  /*
   * On 1 April A has been silent for 12 days, B for 30, C for 50, D for 7; they have 3, 2, 1, 2 orders. Cut points of
   * recency 10, 15.6, 26.4, 38 and of frequency 1.6, 2, 2, 2.4 make A 45 (loyal), B 22 and C 11 (hibernating), D 52
   * (potential loyalist). Also until 28 February A counts as loyal: segments are those of all the data.
   */
  it('by segment choose those who are in it without any filter', async () => {
    const segment = (...segments: string[]): CustomerFilter => ({ kind: 'segment', segments });
    expect(await count(segment('loyal'))).toEqual({ customers: 1, orders: 3, revenue: 60 });
    expect(await count(segment('hibernating', 'potentialLoyalist'))).toMatchObject({ customers: 3 });
    expect(await count(segment('hibernating'), january)).toEqual({ customers: 1, orders: 2, revenue: 20 });
    expect(await count(segment('loyal'), dates(null, '2023-02-28'))).toEqual({
      customers: 1,
      orders: 2,
      revenue: 30,
    });
    expect(await count(segment())).toMatchObject({ customers: 0 });
  });

  it('choose whose retention is counted', async () => {
    const periods = async (filter: CustomerFilter) =>
      rowsOf(await ask([filter], 'rate', { lapseWindowDays: 30 }), 'periods').map(
        ({ startCustomers, newCustomers, resurrected, lost, endCustomers }) =>
          [startCustomers, newCustomers, resurrected, lost, endCustomers].join(' '),
      );
    // A is never silent for more than 30 days at the end of a month, and D comes in March.
    expect(await periods(city('Jeddah'))).toEqual(['0 1 0 0 1', '1 0 0 0 1', '1 1 0 0 2']);
    // B: 16 days on 31 January, 44 on 28 February, back on 2 March, 29 days on the 31st.
    expect(await periods(city('Riyadh'))).toEqual(['0 1 0 0 1', '1 0 0 1 0', '0 0 1 0 1']);
  });

  it('let the lapse window be that of the chosen customers', async () => {
    // A's gaps are 26 and 43 days: 26 + 0.9 · 17 = 41.3 days are two months, 61 days. B's 46 days are two months too.
    expect((await ask([city('Jeddah'), january], 'rate')).params.lapseWindowDays).toBe(61);
    // C has no gap at all: six months, the rule of thumb.
    expect((await ask([city(null)], 'rate')).params.lapseWindowDays).toBe(183);
  });

  it('say whether they had to go to the customers’ rows', async () => {
    const rfm = await ask([january], 'rfm');
    expect(rowsOf(rfm, 'customers').map(({ customer, frequency }) => `${customer} ${frequency}`)).toEqual([
      'A 3',
      'B 2',
    ]);
    expect(rfm.origin).toBe('rows');
    expect((await ask([january])).origin).toBe('rollup');
    expect((await ask([january], 'rate')).origin).toBe('rollup');
    expect((await ask([january], 'cohort', { clock: 'personal' })).origin).toBe('rows');
    expect((await ask([], 'rfm')).origin).toBe('rollup');
    const until = [dates(null, '2023-03-15')];
    expect([(await ask(until)).origin, (await ask(until)).origin]).toEqual(['rows', 'rollup']);
  });

  it('tell how many customers have which value', async () => {
    expect(await engine.attributeValues('city', 10, never)).toEqual([
      { value: 'Jeddah', customers: 2 },
      { value: 'Riyadh', customers: 1 },
      { value: null, customers: 1 },
    ]);
    expect(await engine.attributeValues('city', 1, never)).toEqual([{ value: 'Jeddah', customers: 2 }]);
    expect(await failure(engine.attributeValues('town', 1, never))).toEqual({
      code: 'parametersInvalid',
      parameter: 'attribute',
      value: 'town',
    });
  });

  it('that nobody passes are an answer to a count, and to nothing else', async () => {
    for (const nobody of [
      city('Mecca'),
      city(),
      dates(null, '2022-12-31'),
      dates('2023-03-31', null),
      { ...january, period: '2023-01-02' } as CustomerFilter,
    ]) {
      expect(await count(nobody)).toEqual({ customers: 0, orders: 0, revenue: 0 });
      for (const name of ['cohort', 'rfm'])
        expect(await failure(ask([nobody], name))).toMatchObject({ code: 'noUsableRows' });
    }
  });

  it('that can’t be meant are refused', async () => {
    const wrong: CustomerFilter[] = [
      { kind: 'attribute', name: 'town', values: ['Mecca'] },
      { kind: 'segment', segments: ['loyal', 'lovely'] },
      { kind: 'cohort', unit: 'moon' as 'month', period: '2023-01-01' },
      { kind: 'cohort', unit: 'month', period: 'January' },
      dates('2023-02-30', null),
      dates(null, 'tomorrow'),
    ];
    for (const filter of wrong) {
      const refused = { code: 'parametersInvalid', parameter: 'filters', value: filter.kind };
      expect(await failure(ask([filter]))).toEqual(refused);
      expect(await failure(count(filter))).toEqual(refused);
    }
  });
});

describe('filters of other data', () => {
  it('by dates choose contracts by their start, and leave open what ends later', async () => {
    const contracts = `client_id,start_date,end_date,plan
k1,2023-01-05,2023-02-10,basic
k2,2023-01-20,,plus
k3,2023-02-15,2023-03-20,basic
k4,2023-03-10,,basic
`;
    await openText(engine, contracts, { asOf: '2023-03-31' });
    const lives = async (...filters: CustomerFilter[]) => {
      const { summary, origin } = await ask(filters, 'survival', { unit: 'day' });
      return [summary.n, summary.events, origin];
    };
    expect(await lives()).toEqual([4, 2, 'rollup']);
    expect(await lives(dates('2023-02-01', null))).toEqual([2, 1, 'rows']);
    expect(await lives(dates(null, '2023-02-28'))).toEqual([3, 1, 'rows']);
    expect(
      await lives(dates(null, '2023-02-28'), { kind: 'attribute', name: 'plan', values: ['basic'] }),
    ).toEqual([2, 1, 'rows']);
    expect(await count(january)).toEqual({ customers: 2, orders: 0, revenue: null });
    expect(await failure(count({ kind: 'segment', segments: ['loyal'] }))).toMatchObject({
      value: 'segment',
    });
  });

  it('refuse dates where the data has none', async () => {
    await openText(engine, 'customerID,tenure,Churn,plan\na,3,Yes,basic\nb,9,No,plus\nc,5,No,basic\n');
    expect(await count({ kind: 'attribute', name: 'plan', values: ['basic'] })).toMatchObject({
      customers: 2,
    });
    expect((await ask([{ kind: 'attribute', name: 'plan', values: ['basic'] }], 'survival')).summary.n).toBe(
      2,
    );
    for (const filter of [january, dates('2023-01-01', null), dates(null, '2023-01-01')])
      expect(await failure(count(filter))).toMatchObject({ code: 'parametersInvalid', value: filter.kind });
  });
});
