import type { BgNbdParameters } from './bg-nbd';
import type { CustomerSummaries } from './purchase-history';
import { drawBeta, drawExponential, drawGamma, type Random } from './random';

/**
 * Customers drawn from BG/NBD, aged between half of maximumAge and all of it. With a `resolution` (a day in the unit of
 * the parameters) times are cut to whole multiples of it and purchases at one time are one, as in real data.
 */
export function simulateBgNbd(
  random: Random,
  parameters: BgNbdParameters,
  customers: number,
  maximumAge: number,
  resolution = 0,
): CustomerSummaries {
  const cut = (time: number): number =>
    resolution === 0 ? time : Math.floor(time / resolution) * resolution;
  const frequency = new Float64Array(customers);
  const recency = new Float64Array(customers);
  const age = new Float64Array(customers);
  for (let customer = 0; customer < customers; customer++) {
    age[customer] = cut((maximumAge * (1 + random())) / 2);
    const rate = drawGamma(random, parameters.r, parameters.alpha);
    const dropout = drawBeta(random, parameters.a, parameters.b);
    for (
      let time = drawExponential(random, rate);
      time <= age[customer];
      time += drawExponential(random, rate)
    ) {
      if (resolution === 0 || cut(time) > recency[customer]) {
        frequency[customer]++;
        recency[customer] = cut(time);
      }
      if (random() < dropout) break;
    }
  }
  return { frequency, recency, age, count: new Float64Array(customers).fill(1) };
}
