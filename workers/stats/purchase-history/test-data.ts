import fc from 'fast-check';
import type { CustomerSummaries } from './customers';

/** Customers for the tests of every model of purchases. */
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
