import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleStoreColumns, sampleStoreCsv, sampleStoreSeed } from './generate';
import { parseLine, type SampleLine, signedAmount } from './read';

const committed = readFileSync(new URL('../../public/samples/store.csv', import.meta.url), 'utf-8');

describe('the sample store', () => {
  let lines: SampleLine[];
  let sales: SampleLine[];
  let returns: SampleLine[];

  beforeAll(() => {
    const rows = committed.trimEnd().split('\n').slice(1);
    lines = rows.map(parseLine);
    sales = lines.filter(({ order_id }) => order_id.startsWith('S'));
    returns = lines.filter(({ order_id }) => order_id.startsWith('R'));
  });

  // Not `toBe` on the texts: a failure would print two megabytes.
  it('is what the generator writes, byte for byte', () => {
    expect(sampleStoreCsv(sampleStoreSeed) === committed, 'run test/sample-store/write.ts').toBe(true);
  });

  it('differs for another seed', () => {
    expect(sampleStoreCsv(sampleStoreSeed + 1) === committed).toBe(false);
  });

  it('is small enough to load at once', () => {
    const bytes = Buffer.byteLength(committed);
    expect(bytes).toBeGreaterThan(1_200_000);
    expect(bytes).toBeLessThan(2_000_000);
  });

  it('has the promised header, line ends and no byte-order mark', () => {
    expect(committed.split('\n', 1)[0]).toBe(sampleStoreColumns.join(','));
    expect(committed.includes('\r')).toBe(false);
    expect(committed.endsWith('\n')).toBe(true);
  });

  it('has about twenty thousand lines of three thousand customers over two years, in order of time', () => {
    expect(lines.length).toBeGreaterThan(18_000);
    expect(lines.length).toBeLessThan(23_000);
    const customers = new Set(lines.map(({ customer_id }) => customer_id).filter((id) => id !== ''));
    expect(customers.size).toBe(3000);
    const dates = lines.map(({ order_date }) => order_date);
    expect(dates.every((date) => /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(date))).toBe(true);
    expect(dates.every((date, index) => index === 0 || date >= (dates[index - 1] ?? ''))).toBe(true);
    expect([dates[0]?.slice(0, 10), dates.at(-1)?.slice(0, 10)]).toEqual(['2024-10-01', '2026-09-14']);
  });

  it('has the imperfections of a real export, and few of them', () => {
    const shareOf = (some: SampleLine[]): number => some.length / lines.length;
    expect(shareOf(returns)).toBeCloseTo(0.01, 2);
    expect(shareOf(lines.filter(({ customer_id }) => customer_id === ''))).toBeCloseTo(0.005, 2);
    expect(shareOf(lines.filter(({ price }) => price === 0))).toBeLessThan(0.05);
    expect(lines.some(({ price }) => price === 0)).toBe(true);
    expect(lines.some(({ customer_name }) => customer_name.includes(','))).toBe(true);
    expect(lines.some(({ product }) => product.includes('"'))).toBe(true);
  });

  it('gives an order one customer, time and channel, and a customer one name, city and membership', () => {
    const factsByKey = new Map<string, string>();
    for (const line of lines) {
      const orderFacts = [line.customer_id, line.order_date, line.channel].join('|');
      const customerFacts = [line.customer_name, line.city, line.member].join('|');
      const pairs = [[line.order_id, orderFacts] as const];
      if (line.customer_id !== '') pairs.push([line.customer_id, customerFacts]);
      for (const [key, facts] of pairs) {
        expect(factsByKey.get(key) ?? facts).toBe(facts);
        factsByKey.set(key, facts);
      }
    }
  });

  it('adds up: every return undoes part of an earlier sale at the price paid', () => {
    expect(sales.every(({ quantity }) => quantity > 0)).toBe(true);
    const soldByKey = new Map(sales.map((sale) => [`${sale.order_id.slice(1)}|${sale.product}`, sale]));
    for (const line of returns) {
      const sale = soldByKey.get(`${line.order_id.slice(1)}|${line.product}`);
      expect(sale).toMatchObject({ customer_id: line.customer_id, price: line.price, channel: line.channel });
      expect(line.quantity).toBeLessThan(0);
      expect((sale?.quantity ?? 0) + line.quantity).toBeGreaterThanOrEqual(0);
      expect(line.order_date > (sale?.order_date ?? '')).toBe(true);
    }
    const sold = sales.reduce((sum, line) => sum + signedAmount(line), 0);
    const refunded = returns.reduce((sum, line) => sum + signedAmount(line), 0);
    expect(Math.round(sold * 100) / 100).toBe(1974181.25);
    expect(Math.round(refunded * 100) / 100).toBe(-17972.75);
  });

  it('has customers who come back: the repeat purchase rate is between a half and two thirds', () => {
    const daysByCustomer = new Map<string, Set<string>>();
    for (const { customer_id, order_date } of sales) {
      if (customer_id === '') continue;
      const days = daysByCustomer.get(customer_id) ?? new Set();
      daysByCustomer.set(customer_id, days.add(order_date.slice(0, 10)));
    }
    const repeating = [...daysByCustomer.values()].filter(({ size }) => size > 1).length;
    expect(repeating / daysByCustomer.size).toBeGreaterThan(0.5);
    expect(repeating / daysByCustomer.size).toBeLessThan(0.66);
  });
});
