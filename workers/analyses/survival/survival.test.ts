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
   * one: duration 0, left. two: 10, left. four: 20, left. three is still there 29 days after 1 June, five 46 after 15 May.
   * S(0) = 4/5, S(10) = 4/5 · 3/4 = 0.6, S(20) = 0.6 · 2/3 = 0.4, and it stays there.
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
      { time: 10, atRisk: 4, events: 1, censored: 0 },
      { time: 20, atRisk: 3, events: 1, censored: 0 },
      { time: 29, atRisk: 2, events: 0, censored: 1 },
      { time: 46, atRisk: 1, events: 0, censored: 1 },
    ]);
    const survival = rowsOf(result, 'curve').map((row) => Number(row.survival));
    [0.8, 0.6, 0.4, 0.4, 0.4].forEach((expected, index) => expect(survival[index]).toBeCloseTo(expected, 12));
    expect(result.summary).toMatchObject({
      n: 5,
      events: 3,
      median: 20,
      lapseWindowDays: 50,
      interval: 'log-log',
    });
    expect(result.warnings.map(({ code }) => code)).toContain('silenceInferred');
  });

  it('speaks of the second purchase, not of reaching out in time, where most never came back', async () => {
    // Three of four bought once, on 1 January; the fourth is still there.
    const once = ['a', 'b', 'c'].map((customer) => `${customer},2023-01-01`);
    await openText(engine, ['customer_id,order_date', ...once, 'd,2023-01-01', 'd,2023-06-20'].join('\n'), {
      asOf: '2023-06-30',
    });
    const { summary, findings } = await analyse(engine, 'survival', { unit: 'day', lapseWindowDays: 50 });
    expect(summary.median).toBe(0);
    expect(findings[0]).toEqual({
      code: 'medianAtStart',
      values: { goneAtOnce: 0.75, unit: 'day', n: 4, events: 3 },
    });
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

  const codes = (list: { code: string }[]) => list.map(({ code }) => code);

  /** Contracts that began on the first day of 2022, with the days they lasted; null is still there. */
  function contractsOf(groups: Record<string, (number | null)[]>): string {
    const end = (days: number) => new Date(Date.UTC(2022, 0, 1 + days)).toISOString().slice(0, 10);
    const rows = Object.entries(groups).flatMap(([plan, lasted]) =>
      lasted.map((days, index) => `${plan}${index},2022-01-01,${days === null ? '' : end(days)},${plan}`),
    );
    return ['id,start_date,end_date,plan', ...rows, ''].join('\n');
  }
  const many = (count: number, from: number, step: number) =>
    Array.from({ length: count }, (_, index) => from + step * index);
  const nobodyLeft = (count: number): null[] => Array.from({ length: count }, () => null);
  const open = (groups: Record<string, (number | null)[]>) =>
    openText(engine, contractsOf(groups), { asOf: '2024-06-30' });

  it('says which groups really differ, after adjusting for the number of pairs', async () => {
    await open({ short: many(40, 20, 2), alike: many(40, 21, 2), long: many(40, 300, 10) });
    const result = await analyse(engine, 'survival', { groupBy: 'plan' });
    const pairs = rowsOf(result, 'pairwise');
    expect(pairs.map(({ groupA, groupB, differ }) => [groupA, groupB, differ])).toEqual([
      ['alike', 'long', true],
      ['alike', 'short', false],
      ['long', 'short', true],
    ]);
    for (const { p, adjustedP } of pairs) expect(Number(adjustedP)).toBeGreaterThanOrEqual(Number(p));
    const told = result.findings.find(({ code }) => code === 'somePairsDiffer');
    expect(told?.values).toMatchObject({ differing: 2, pairs: 3, more: 'no' });
    expect(String(told?.values.names).split('; ').sort()).toEqual(['alike – long', 'long – short']);
    const differ = result.findings.find(({ code }) => code === 'groupsDiffer');
    expect(differ?.values).toMatchObject({ best: 'long', tiny: 'yes', shownP: 0.001 });
  });

  it('finds groups alike that are, and has no pairs to tell of', async () => {
    await open({ one: many(30, 20, 20), two: many(30, 25, 20), three: many(30, 30, 20) });
    const { findings } = await analyse(engine, 'survival', { groupBy: 'plan' });
    expect(codes(findings)).toContain('groupsAlike');
    expect(findings.find(({ code }) => code === 'groupsAlike')?.values.tiny).toBe('no');
    expect(codes(findings).filter((code) => code.includes('Pair'))).toEqual([]);
  });

  it('marks small groups, and gives means up to the age that the others reach', async () => {
    await open({ large: many(60, 10, 10), tiny: [5, 9, null] });
    const result = await analyse(engine, 'survival', { groupBy: 'plan', unit: 'day' });
    expect(codes(result.warnings)).toContain('smallGroups');
    expect(rowsOf(result, 'groups')).toMatchObject([
      { group: 'large', n: 60, small: false, restrictedTo: 600 },
      { group: 'tiny', n: 3, small: true },
    ]);
  });

  it('gives mean, standard error and the shares kept, worked by hand', async () => {
    /*
     * Of four, one leaves after 100 days, one after 300, two stay for all 911 until the last day. Means up to 911 days:
     * (100 + 300 + 2·911)/4 = 555.5. Areas beyond: after 100 200·0.75 + 611·0.5 = 455.5, after 300 305.5; variance
     * 455.5²/(4·3) + 305.5²/(3·2). Kept at 12 months (365.2425 days) a half.
     */
    await open({ plan: [100, 300, null, null] });
    const result = await analyse(engine, 'survival', { unit: 'day', interval: 'plain' });
    const [row] = rowsOf(result, 'groups');
    expect(row).toMatchObject({ restrictedTo: 911, kept12: 0.5, kept24: 0.5, quarterGone: 200 });
    expect(row.restrictedMean).toBeCloseTo(555.5, 9);
    expect(row.restrictedMeanStandardError).toBeCloseTo(Math.sqrt(455.5 ** 2 / 12 + 305.5 ** 2 / 6), 9);
    // Plain: 0.5 ± 1.96·0.5·√(1/12 + 1/6) = 0.5 ± 0.49.
    expect([row.kept12Lower, row.kept12Upper]).toEqual([
      expect.closeTo(0.01000900387, 9),
      expect.closeTo(0.98999099613, 9),
    ]);
    expect(result.summary.interval).toBe('plain');
    const kept = result.findings.find(({ code }) => code === 'kept');
    expect(kept?.values).toMatchObject({
      kept12: 0.5,
      reached: 'twoYears',
      limits12: 'yes',
      outOfHundred: 50,
    });
  });

  it('tells the clearest peak with its interval, also of a group', async () => {
    const renewal = [...many(40, 364, 0), ...many(20, 40, 30)];
    await open({ yearly: renewal, steady: nobodyLeft(30) });
    const whole = await analyse(engine, 'survival', { unit: 'week' });
    const peak = whole.findings.find(({ code }) => code === 'dropOff');
    expect(peak?.values).toMatchObject({ time: 52, unit: 'week' });
    expect(Number(peak?.values.lower)).toBeLessThan(Number(peak?.values.hazard));
    const row = rowsOf(whole, 'hazard').find(({ time }) => time === 52);
    expect(row).toMatchObject({ peak: true, lower: peak?.values.lower, upper: peak?.values.upper });
    const grouped = await analyse(engine, 'survival', { unit: 'week', groupBy: 'plan' });
    const told = grouped.findings.find(({ code }) => code === 'dropOffInGroup');
    expect(told?.values).toMatchObject({ group: 'yearly', time: 52 });
  });

  it.each([
    ['a group without anyone leaving', { some: many(25, 20, 5), none: nobodyLeft(25) }, []],
    ['one group', { only: many(25, 20, 5) }, ['oneGroup']],
    ['one customer', { only: [30] }, ['oneGroup', 'smallGroups']],
    ['everybody leaving on one day', { one: many(25, 30, 0), two: many(25, 30, 0) }, ['notComparable']],
    ['everything on the first day', { one: many(25, 0, 0), two: many(25, 0, 0) }, ['notComparable']],
    ['nobody leaving', { one: nobodyLeft(25), two: nobodyLeft(25) }, ['noEvents', 'notComparable']],
  ])('warns, and does not fail, with %s', async (_, groups: Record<string, (number | null)[]>, expected) => {
    await open(groups);
    for (const interval of ['log-log', 'log', 'plain']) {
      const { warnings, summary } = await analyse(engine, 'survival', { groupBy: 'plan', interval });
      expect(codes(warnings)).toEqual(expected);
      expect(summary.n).toBe(Object.values(groups).flat().length);
    }
  });

  it('leaves customers without a value out of the groups, and says so', async () => {
    const text = contractsOf({ one: many(25, 20, 5), two: many(25, 90, 5) });
    await openText(engine, `${text}x,2022-01-01,2022-03-01,\n`, { asOf: '2024-06-30' });
    const result = await analyse(engine, 'survival', { groupBy: 'plan' });
    expect(rowsOf(result, 'groups').map(({ group, n }) => [group, n])).toEqual([
      ['one', 25],
      ['two', 25],
    ]);
    expect(result.summary.n).toBe(51);
    expect(result.warnings).toContainEqual({ code: 'withoutGroup', values: { groupBy: 'plan', count: 1 } });
  });

  it('leaves out contracts that end before they begin, and says so', async () => {
    const text = contractsOf({ one: many(25, 20, 5), two: many(25, 90, 5) });
    await openText(engine, `${text}x,2022-05-01,2022-03-01,one\n`, { asOf: '2024-06-30' });
    const result = await analyse(engine, 'survival', { groupBy: 'plan' });
    expect(result.summary.n).toBe(50);
    expect(result.warnings).toContainEqual({ code: 'negativeDurations', values: { count: 1 } });
  });

  it('does not test more groups than anybody reads', async () => {
    const groups = Object.fromEntries(many(41, 0, 1).map((index) => [`g${index}`, [20 + index, 40, null]]));
    await open(groups);
    const result = await analyse(engine, 'survival', { groupBy: 'plan' });
    expect(codes(result.warnings)).toEqual(expect.arrayContaining(['tooManyGroups', 'tooManyToCompare']));
    expect(result.summary.logRankChi2).toBeNull();
    expect(result.tables).not.toHaveProperty('pairwise');
    expect(rowsOf(result, 'groups')).toHaveLength(41);
  });
});
