import fc from 'fast-check';
import type { MbgNbdParameters } from '../mbg-nbd';
import type { CustomerSummaries } from '../purchase-history';
import { drawBeta, drawExponential, drawGamma, type Random } from '../random';

export interface TestCustomer {
  frequency: number;
  recency: number;
  age: number;
  count: number;
}

export function toArrays(customers: TestCustomer[]): CustomerSummaries {
  return {
    frequency: Float64Array.from(customers, (customer) => customer.frequency),
    recency: Float64Array.from(customers, (customer) => customer.recency),
    age: Float64Array.from(customers, (customer) => customer.age),
    count: Float64Array.from(customers, (customer) => customer.count),
  };
}

const customer: fc.Arbitrary<TestCustomer> = fc
  .record({
    frequency: fc.integer({ min: 0, max: 30 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    age: fc.integer({ min: 1, max: 100 }),
    count: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ frequency, share, age, count }) => ({
    frequency,
    recency: frequency === 0 ? 0 : share * age,
    age,
    count,
  }));

/** Any customers. */
export const someCustomers = fc.array(customer, { minLength: 1, maxLength: 30 });

const positive = fc.double({ min: 0.05, max: 20, noNaN: true });

/** Any parameters. */
export const someParameters: fc.Arbitrary<MbgNbdParameters> = fc.record({
  r: positive,
  alpha: positive,
  a: positive,
  b: positive,
});

/** Customers drawn from MBG/NBD, aged between half of maximumAge and all of it. */
export function simulateMbgNbd(
  random: Random,
  parameters: MbgNbdParameters,
  customers: number,
  maximumAge: number,
): CustomerSummaries {
  const rows = Array.from({ length: customers }, () => {
    const age = (maximumAge * (1 + random())) / 2;
    const rate = drawGamma(random, parameters.r, parameters.alpha);
    const dropout = drawBeta(random, parameters.a, parameters.b);
    let [frequency, recency] = [0, 0];
    while (random() >= dropout) {
      const next = recency + drawExponential(random, rate);
      if (next > age) break;
      frequency++;
      recency = next;
    }
    return { frequency, recency, age, count: 1 };
  });
  return toArrays(rows);
}
