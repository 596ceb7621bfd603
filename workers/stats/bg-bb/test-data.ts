import fc from 'fast-check';
import type { BgBbParameters } from '../bg-bb';
import { type TestCustomer, toArrays } from '../purchase-history/test-data';
import type { CustomerSummaries } from '../purchase-history';
import { drawBeta, type Random } from '../random';

const history: fc.Arbitrary<TestCustomer> = fc
  .record({
    occasions: fc.array(fc.boolean(), { maxLength: 20 }),
    count: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ occasions, count }) => ({
    frequency: occasions.filter(Boolean).length,
    recency: occasions.lastIndexOf(true) + 1,
    age: occasions.length,
    count,
  }));

/** Any histories of up to 20 occasions. */
export const someHistories = fc.array(history, { minLength: 1, maxLength: 30 });

const positive = fc.double({ min: 0.05, max: 20, noNaN: true });

/** Any parameters. */
export const someParameters: fc.Arbitrary<BgBbParameters> = fc.record({
  alpha: positive,
  beta: positive,
  gamma: positive,
  delta: positive,
});

/** Customers drawn from BG/BB, each with between half of mostOccasions and all of them. */
export function simulateBgBb(
  random: Random,
  parameters: BgBbParameters,
  customers: number,
  mostOccasions: number,
): CustomerSummaries {
  const rows = Array.from({ length: customers }, () => {
    const age = Math.ceil((mostOccasions * (1 + random())) / 2);
    const buys = drawBeta(random, parameters.alpha, parameters.beta);
    const leaves = drawBeta(random, parameters.gamma, parameters.delta);
    let [frequency, recency] = [0, 0];
    for (let occasion = 1; occasion <= age && random() >= leaves; occasion++) {
      if (random() >= buys) continue;
      frequency++;
      recency = occasion;
    }
    return { frequency, recency, age, count: 1 };
  });
  return toArrays(rows);
}
