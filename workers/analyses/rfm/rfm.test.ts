import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, openText, rounded, rowsOf, startEngine } from '../../../test/helpers/engine';
import { ordersCsv, smallOrderLines } from '../../../test/helpers/small-data';
import type { RetentionEngine } from '../../engine';
import { score, segmentOf, segments } from '../../model/rfm-segments';
import { regularityOf, tiersOf } from './scores';

describe('scores', () => {
  it('share a score where values are equal to a cut point', () => {
    expect([1, 2, 3, 4, 9].map((value) => score(value, [2, 3, 3, 6]))).toEqual([1, 1, 2, 4, 5]);
  });

  it('place each of the 25 pairs in one segment', () => {
    const grid = [1, 2, 3, 4, 5].map((r) => [1, 2, 3, 4, 5].map((f) => segmentOf(r, f)));
    expect(grid).toEqual([
      ['hibernating', 'hibernating', 'atRisk', 'atRisk', 'cantLose'],
      ['hibernating', 'hibernating', 'atRisk', 'atRisk', 'cantLose'],
      ['aboutToSleep', 'aboutToSleep', 'needAttention', 'loyal', 'loyal'],
      ['promising', 'potentialLoyalist', 'potentialLoyalist', 'loyal', 'loyal'],
      ['new', 'potentialLoyalist', 'potentialLoyalist', 'champions', 'champions'],
    ]);
  });

  it('call regular who buys at least three times at even gaps', () => {
    expect(regularityOf(1, null, null)).toBe('oneTime');
    expect(regularityOf(2, 30, null)).toBe('irregular');
    expect(regularityOf(3, 30, 14)).toBe('regular');
    expect(regularityOf(3, 30, 15)).toBe('irregular');
  });

  it('give the tiers their shares, equals the better one, and nothing for nothing', () => {
    const revenue = Array.from({ length: 100 }, (_, index) => index);
    const counts = (tiers: string[]) =>
      ['platinum', 'gold', 'silver', 'bronze'].map((tier) => tiers.filter((other) => other === tier).length);
    expect(counts(tiersOf(revenue))).toEqual([5, 15, 30, 50]);
    expect(tiersOf([7, 7, 7])).toEqual(['platinum', 'platinum', 'platinum']);
    expect(tiersOf([0, 0])).toEqual(['bronze', 'bronze']);
  });
});

describe('rfm', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  it('measures recency, frequency and monetary value as worked by hand', async () => {
    // Until 31 January. b returns two of ten; two orders on one day are two orders but one purchase day.
    await openText(
      engine,
      'order_id,customer_id,order_date,amount\n1,a,2023-01-01,5\n2,a,2023-01-11,5\n3,a,2023-01-21,5\n4,b,2023-01-31,10\n5,b,2023-01-31,1\n6,b,2023-01-31,-2\n',
    );
    expect(rowsOf(await analyse(engine, 'rfm'), 'customers')).toMatchObject([
      { customer: 'a', recencyDays: 11, frequency: 3, monetary: 15, regularity: 'regular' },
      { customer: 'b', recencyDays: 1, frequency: 2, monetary: 9, regularity: 'oneTime' },
    ]);
  });

  it('adds up to all customers and all revenue, whatever the order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
        const lines = smallOrderLines(seed, 40);
        const dataset = await openText(engine, ordersCsv(lines));
        const result = await analyse(engine, 'rfm');
        const rows = rowsOf(result, 'segments');
        const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);
        expect(rows.map(({ segment }) => segment)).toEqual([...segments]);
        expect(sum('customers')).toBe(dataset.customers);
        expect(sum('customersShare')).toBeCloseTo(1, 12);
        const customers = rowsOf(result, 'customers');
        expect(sum('revenue')).toBeCloseTo(
          customers.reduce((total, row) => total + Number(row.monetary), 0),
          6,
        );
        await openText(engine, ordersCsv(lines.toReversed()));
        expect(rounded(rowsOf(await analyse(engine, 'rfm'), 'customers'))).toEqual(rounded(customers));
      }),
      { numRuns: 6, seed: 1 },
    );
  });
});
