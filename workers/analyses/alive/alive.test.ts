import { Utf8, vectorFromArray } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, openText, rounded, rowsOf, startEngine, type Row } from '../../../test/helpers/engine';
import { ordersCsv, type OrderLine } from '../../../test/helpers/small-data';
import type { RetentionEngine } from '../../engine';
import { modelIds } from '../../stats/choose-model';
import { createRandom } from '../../stats/random';
import { knownColumn, namedColumn } from '../columns';
import { reorderTexts } from './order-customers';
import { recencyMap, silenceStep } from './recency-map';
import { spec } from './spec';
import { isSlowingDown, stateOfProbability, states } from './states';
import type { Customers } from './customers';

/** Customers who differ in how fast they buy and in how soon they leave, as the models have it; a few returns. */
function differingLines(seed: number, customers: number): OrderLine[] {
  const random = createRandom(seed);
  const exponential = () => -Math.log(1 - random());
  return Array.from({ length: customers }, (_, index) => {
    const gap = 8 / (0.05 + exponential());
    const leaves = random() ** 2;
    const amount = 10 + 40 * exponential();
    const lines: OrderLine[] = [];
    let day = 19_000 + Math.floor(random() * 200);
    while (day < 19_500) {
      const order = { customer: `c${index}`, day, channel: 'web' };
      const price = Math.round(amount * (50 + 100 * random())) / 100;
      lines.push({ ...order, order: `${index}/${day}`, amount: price });
      if (random() < 0.05) lines.push({ ...order, order: `${index}/${day}r`, amount: -price });
      if (random() < leaves) break;
      day += 1 + Math.floor(gap * exponential());
    }
    return lines;
  }).flat();
}

describe('states', () => {
  it('divide at a fifth lost to silence, the even chance and one of five', () => {
    const at = (probability: number) => stateOfProbability(probability, 0.9, false);
    expect([0.9, 0.721, 0.719, 0.5, 0.499, 0.2, 0.199, 0].map(at)).toEqual([
      'safe',
      'safe',
      'slowingDown',
      'slowingDown',
      'aboutToLeave',
      'aboutToLeave',
      'gone',
      'gone',
    ]);
    // Right after a first purchase MBG/NBD may give no more than 0.6, and silence has taken nothing yet.
    expect(stateOfProbability(0.6, 0.6, false)).toBe('safe');
  });

  it('call slow who is silent for more than twice their usual gap, which nobody has without three purchases', () => {
    expect([isSlowingDown(20, 10), isSlowingDown(21, 10), isSlowingDown(1000, NaN)]).toEqual([
      false,
      true,
      false,
    ]);
    expect([stateOfProbability(0.95, 1, true), stateOfProbability(0.4, 1, true)]).toEqual([
      'slowingDown',
      'aboutToLeave',
    ]);
  });
});

describe('columns of customers', () => {
  it('moves texts of any script, also across chunks, and numbers that are missing', () => {
    const texts = vectorFromArray(['a', 'عميل'], new Utf8()).concat(
      vectorFromArray(['x', 'long name', ''], new Utf8()).slice(1),
    );
    expect([...reorderTexts(texts, Uint32Array.of(3, 1, 2, 0))]).toEqual(['', 'عميل', 'long name', 'a']);
    expect([...knownColumn(Float64Array.of(NaN, 1, NaN))]).toEqual([null, 1, null]);
    expect([...namedColumn(Int32Array.of(1, 0, 1), ['no', 'yes'])]).toEqual(['yes', 'no', 'yes']);
  });
});

describe('the map', () => {
  const customers = (frequency: number[], silenceDays: number[]) =>
    ({
      count: frequency.length,
      frequency: Float64Array.from(frequency),
      silenceDays: Float64Array.from(silenceDays),
    }) as Customers;

  it('takes the shortest step that makes few columns', () =>
    expect([0, 13, 14, 97, 98, 374, 545, 5109, 5110, 40_000].map(silenceStep)).toEqual([
      1, 1, 2, 7, 14, 30, 60, 365, 730, 2920,
    ]));

  it('puts each customer in one cell and averages their probabilities', () => {
    // Silences of 0, 5 and 30 days: 7-day columns. Purchases 1, 1 and 5: rows 1, 2, 3 and 4–5.
    const cells = recencyMap(customers([0, 0, 4], [0, 5, 30]), Float64Array.of(0.9, 0.5, 0.25));
    expect(cells).toHaveLength(4 * 5);
    expect(cells[0]).toEqual({
      purchasesFrom: 1,
      purchasesTo: 1,
      silenceFrom: 0,
      silenceTo: 6,
      customers: 2,
      probabilityAlive: 0.7,
    });
    expect(cells[19]).toMatchObject({ purchasesFrom: 4, purchasesTo: 5, silenceFrom: 28, customers: 1 });
    expect(cells.filter((cell) => cell.customers === 0).every((cell) => cell.probabilityAlive === null)).toBe(
      true,
    );
  });
});

it('offers every model there is', () =>
  expect(spec.parameters.find(({ name }) => name === 'model')).toMatchObject({
    options: expect.arrayContaining([...modelIds, 'automatic']) as unknown,
  }));

describe('alive', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  const csv = (rows: string[]) => ['customer_id,order_date,amount', ...rows].join('\n');
  const byCustomer = (rows: Row[]) =>
    rows.toSorted((one, other) => String(one.customer).localeCompare(String(other.customer)));

  /*
   * On 30 June 2023. a bought on 1, 11 and 31 January (10 + 20 days; the median gap is 15): silent for 150 days, more
   * than twice 15. b bought on 1 May and 30 June, two purchases: no rhythm. c bought once, on 1 January, and returned
   * it. Four customers are too few for a model. The gaps 10, 20, 60 and of d 10, 10: their 90th percentile,
   * 20 + 0.6 · 40 = 44, is rounded up to two months of 30.4 days, 61 days. a and c are silent for longer: gone.
   * d bought on 1, 11 and 21 May: silent for 40 days, more than twice 10: slowing down.
   */
  it('tells silence, rhythm and revenue as worked by hand, and lists by silence without a model', async () => {
    await openText(
      engine,
      csv([
        ...['01-01', '01-11', '01-31'].map((day) => `a,2023-${day},10`),
        ...['05-01', '06-30'].map((day) => `b,2023-${day},20`),
        'c,2023-01-01,30',
        'c,2023-01-05,-30',
        ...['05-01', '05-11', '05-21'].map((day) => `d,2023-${day},5`),
      ]),
    );
    const result = await analyse(engine, 'alive');
    const none = { probabilityAlive: null, expectedPurchases: null, valueAtRisk: null };
    expect(rowsOf(result, 'customers')).toEqual([
      {
        customer: 'd',
        state: 'slowingDown',
        lastPurchase: '2023-05-21',
        silenceDays: 40,
        usualGapDays: 10,
        frequency: 2,
        revenue: 15,
        ...none,
      },
      expect.objectContaining({
        customer: 'a',
        state: 'gone',
        silenceDays: 150,
        usualGapDays: 15,
        revenue: 30,
      }),
      expect.objectContaining({ customer: 'c', state: 'gone', silenceDays: 180, revenue: 0, frequency: 0 }),
      expect.objectContaining({ customer: 'b', state: 'safe', silenceDays: 0, usualGapDays: null }),
    ]);
    expect(rowsOf(result, 'first').map(({ customer }) => customer)).toEqual(['d']);
    expect(result.summary).toMatchObject({
      modelFailed: 'tooFewCustomers',
      statesBy: 'silence',
      lapseWindowDays: 61,
      expectedAlive: null,
      customers: 4,
      gone: 2,
    });
    expect(result.findings.map(({ code }) => code)).toEqual(['bySilence']);
    expect(result.warnings[0]).toEqual({
      code: 'modelFailed',
      values: { reason: 'tooFewCustomers', lapseWindowDays: 61 },
    });
  });

  it('sees only what had happened until the day that is set', async () => {
    await openText(
      engine,
      csv(['a,2023-01-01,1', 'a,2023-02-01,2', 'a,2023-05-01,4', 'b,2023-04-01,8', 'b,2023-06-01,16']),
    );
    const result = await analyse(engine, 'alive', { calibrationEnd: '2023-03-01' });
    expect(rowsOf(result, 'customers')).toMatchObject([
      { customer: 'a', lastPurchase: '2023-02-01', silenceDays: 28, frequency: 1, revenue: 3 },
    ]);
    await expect(analyse(engine, 'alive', { calibrationEnd: '2024-01-01' })).rejects.toMatchObject({
      code: 'parametersInvalid',
    });
  });

  it('keeps probabilities within 0 and 1 and falling with silence, and adds up, whatever the order of rows', async () => {
    const lines = differingLines(12, 250);
    const dataset = await openText(engine, ordersCsv(lines));
    const result = await analyse(engine, 'alive');
    const rows = rowsOf(result, 'customers');
    expect(result.summary).toMatchObject({ statesBy: 'probability', customers: dataset.customers });
    expect(rows).toHaveLength(dataset.customers);
    for (const { probabilityAlive, expectedPurchases, valueAtRisk } of rows) {
      expect(Number(probabilityAlive)).toBeGreaterThanOrEqual(0);
      expect(Number(probabilityAlive)).toBeLessThanOrEqual(1);
      expect(Number(expectedPurchases)).toBeGreaterThanOrEqual(0);
      expect(Number(valueAtRisk)).toBeGreaterThanOrEqual(0);
    }
    // Sorted by value at risk; the list to call holds nobody who is safe or gone.
    rows
      .slice(1)
      .forEach(({ valueAtRisk }, index) =>
        expect(Number(valueAtRisk)).toBeLessThanOrEqual(Number(rows[index].valueAtRisk)),
      );
    const callable = rows.filter(({ state }) => state === 'slowingDown' || state === 'aboutToLeave');
    expect(rowsOf(result, 'first')).toEqual(callable.slice(0, 10));
    // Of the one-time buyers, who differ in silence alone, the longer silent are the less likely.
    const once = rows.filter(({ frequency }) => frequency === 0);
    once.sort((one, other) => Number(one.silenceDays) - Number(other.silenceDays));
    expect(once.length).toBeGreaterThan(10);
    expect(once.every(({ probabilityAlive }) => Number(probabilityAlive) < 1)).toBe(true);
    once
      .slice(1)
      .forEach(({ probabilityAlive }, index) =>
        expect(Number(probabilityAlive)).toBeLessThanOrEqual(Number(once[index].probabilityAlive)),
      );
    const totals = rowsOf(result, 'states');
    const total = (name: string) => totals.reduce((sum, row) => sum + Number(row[name]), 0);
    expect(totals.map(({ state }) => state)).toEqual([...states]);
    expect([
      total('customers'),
      rowsOf(result, 'map').reduce((sum, row) => sum + Number(row.customers), 0),
    ]).toEqual([dataset.customers, dataset.customers]);
    expect(total('expectedAlive')).toBeCloseTo(Number(result.summary.expectedAlive), 8);
    expect(total('valueAtRisk')).toBeCloseTo(Number(result.summary.valueAtRisk), 6);
    expect(total('revenueShare')).toBeCloseTo(1, 10);
    for (const { state, customers } of totals)
      expect(rows.filter((row) => row.state === state)).toHaveLength(Number(customers));
    await openText(engine, ordersCsv(lines.toReversed()));
    expect(byCustomer(rounded(rowsOf(await analyse(engine, 'alive'), 'customers')))).toEqual(
      byCustomer(rounded(rows)),
    );
  });

  it('finds twice as many in each state when every customer is there twice', async () => {
    const lines = differingLines(5, 200);
    const doubled = [
      ...lines,
      ...lines.map((line) => ({
        ...line,
        customer: line.customer && `${line.customer}x`,
        order: `${line.order}x`,
      })),
    ];
    await openText(engine, ordersCsv(lines));
    const once = await analyse(engine, 'alive');
    await openText(engine, ordersCsv(doubled));
    const twice = await analyse(engine, 'alive');
    const counts = (result: typeof once) =>
      rowsOf(result, 'states').map(({ customers }) => Number(customers));
    expect(counts(twice)).toEqual(counts(once).map((count) => 2 * count));
    for (const name of ['r', 'alpha', 'a', 'b'])
      expect(Number(twice.summary[name]) / Number(once.summary[name])).toBeCloseTo(1, 4);
  });

  it('counts purchases at risk where there are no amounts, and the probabilities stay', async () => {
    const lines = differingLines(12, 250);
    await openText(engine, ordersCsv(lines));
    const withAmounts = rowsOf(await analyse(engine, 'alive', { unit: 'day' }), 'customers');
    // Returns can't be told without amounts: they are left out of the file.
    const rows = lines
      .filter(({ amount }) => amount >= 0)
      .map(({ customer, day, order }) => {
        return `${order},${customer},${new Date(day * 86_400_000).toISOString().slice(0, 10)}`;
      });
    const asOf = new Date(Math.max(...lines.map(({ day }) => day)) * 86_400_000).toISOString().slice(0, 10);
    await openText(engine, ['order_id,customer_id,order_date', ...rows].join('\n'), { asOf });
    const result = await analyse(engine, 'alive', { unit: 'day' });
    const without = rowsOf(result, 'customers');
    expect(Object.keys(without[0])).not.toContain('valueAtRisk');
    without
      .slice(1)
      .forEach(({ purchasesAtRisk }, index) =>
        expect(Number(purchasesAtRisk)).toBeLessThanOrEqual(Number(without[index].purchasesAtRisk)),
      );
    const chances = (list: Row[]) =>
      byCustomer(list).map((row) => [row.customer, row.probabilityAlive] as const);
    const [one, other] = [chances(withAmounts), chances(without)];
    expect(one.map(([customer]) => customer)).toEqual(other.map(([customer]) => customer));
    one.forEach(([, chance], index) => expect(Number(other[index][1])).toBeCloseTo(Number(chance), 6));
  });

  it('gives each one-time buyer a probability of 1 under BG/NBD, and says why', async () => {
    await openText(engine, ordersCsv(differingLines(12, 250)));
    const result = await analyse(engine, 'alive', { model: 'bgnbd' });
    const once = rowsOf(result, 'customers').filter(({ frequency }) => frequency === 0);
    expect(once.every(({ probabilityAlive, state }) => probabilityAlive === 1 && state === 'safe')).toBe(
      true,
    );
    expect(result.warnings).toContainEqual({
      code: 'oneTimeAlive',
      values: { oneTimeCustomers: once.length },
    });
    expect(result.findings.map(({ code }) => code)).not.toContain('oneTime');
  });

  it('takes the model with the lowest AIC where that is asked for', async () => {
    await openText(engine, ordersCsv(differingLines(12, 250)));
    const result = await analyse(engine, 'alive', { model: 'automatic' });
    const models = rowsOf(result, 'models');
    expect(models.map(({ model }) => model).sort()).toEqual([...modelIds, 'nbd'].sort());
    const fitted = models.filter(({ model }) => model !== 'nbd');
    const least = Math.min(...fitted.map(({ aic }) => Number(aic)));
    expect(models.filter(({ used }) => used)).toMatchObject([{ model: result.summary.model, aic: least }]);
  });

  const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  const degenerate: [string, string[], string][] = [
    ['one customer', ['a,2023-01-01,5', 'a,2023-02-01,5'], 'tooFewCustomers'],
    [
      'nobody twice',
      Array.from(
        { length: 30 },
        (_, index) => `c${index},2023-01-${index + 1 < 10 ? '0' : ''}${index + 1},5`,
      ),
      'noRepeatCustomers',
    ],
    ['one day', Array.from({ length: 30 }, (_, index) => `c${index},2023-01-01,5`), 'noRepeatCustomers'],
  ];
  it.each(degenerate)('gives a reason and states for %s', async (_, rows, reason) => {
    const dataset = await openText(engine, csv(rows));
    const result = await analyse(engine, 'alive');
    expect(result.summary).toMatchObject({ modelFailed: reason, expectedAlive: null, r: null });
    const counted = rowsOf(result, 'states').reduce((sum, { customers }) => sum + Number(customers), 0);
    expect(counted).toBe(dataset.customers);
    expect(JSON.stringify(rowsOf(result, 'customers'))).not.toContain('NaN');
  });

  it('flags nobody as leaving by a model that finds no dropout', async () => {
    // Purchases at random times until the end of the window, nobody stopping.
    const random = createRandom(3);
    const exponential = () => -Math.log(1 - random());
    const rows = Array.from({ length: 200 }, (_, index) => {
      const gap = 25 / (0.2 + exponential() + exponential());
      const days: string[] = [];
      for (let day = 19_000 + Math.floor(random() * 100); day < 19_400; day += 1 + gap * exponential())
        days.push(`c${index},${isoDay(Math.floor(day))},10`);
      return days;
    }).flat();
    await openText(engine, csv(rows));
    const result = await analyse(engine, 'alive');
    expect(result.summary).toMatchObject({
      dropoutEvidence: false,
      statesBy: 'rhythm',
      aboutToLeave: 0,
      gone: 0,
    });
    expect(result.findings.map(({ code }) => code)).toContain('noDropout');
    const listed = rowsOf(result, 'customers');
    for (const { state, silenceDays, usualGapDays } of listed) {
      const slow = usualGapDays !== null && Number(silenceDays) > 2 * Number(usualGapDays);
      expect(state).toBe(slow ? 'slowingDown' : 'safe');
    }
    expect(Number(result.summary.slowingDown)).toBeGreaterThan(0);
    expect(listed[0].state).toBe('slowingDown');
    // All purchases have the same amount: no Gamma-Gamma, and the mean amount does instead.
    expect(result.summary.amountsBy).toBe('meanAmount');
    expect(result.warnings).toContainEqual({
      code: 'spendModelFailed',
      values: { reason: 'noSpendVariation' },
    });
  });
});
