import fc from 'fast-check';
import type { MbgNbdParameters } from '../mbg-nbd';
import type { CustomerSummaries } from '../purchase-history';
import { toArrays } from '../purchase-history/test-data';
import { drawBeta, drawExponential, drawGamma, type Random } from '../random';

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
