import { discountedPurchases } from '../../stats/discounted-purchases';
import { expectedPurchasesIfAlive, probabilityAlive, type BgNbdParameters } from '../../stats/bg-nbd';
import { expectedSpend, type GammaGammaParameters } from '../../stats/gamma-gamma';
import type { Summaries } from './customers';

export interface ValueTerms {
  horizonMonths: number;
  monthlyDiscountRate: number;
  margin: number;
  /** One month in the model's unit of time. */
  monthLength: number;
}

/** Predictions per customer, in the order of the summaries. NaN never occurs; spend and clv are null without a spend model. */
export interface Predictions {
  probabilityAlive: Float64Array;
  expectedPurchases: Float64Array;
  expectedSpend: (number | null)[];
  clv: (number | null)[];
}

/**
 * P(alive), expected purchases and discounted value of each customer over the horizon. What a customer who is alive
 * can expect depends on x and T alone, so it is computed once per distinct pair. A generator, to be cancellable;
 * yields the share done.
 */
export function* predictValues(
  customers: Summaries,
  model: BgNbdParameters,
  spend: GammaGammaParameters | null,
  terms: ValueTerms,
): Generator<number, Predictions> {
  const { horizonMonths, monthlyDiscountRate, margin, monthLength } = terms;
  const length = customers.frequency.length;
  const perPair = new Map<number, { purchases: number; discounted: number }>();
  const predicted: Predictions = {
    probabilityAlive: new Float64Array(length),
    expectedPurchases: new Float64Array(length),
    expectedSpend: [],
    clv: [],
  };
  for (let index = 0; index < length; index += 1) {
    const [x, age] = [customers.frequency[index], customers.age[index]];
    // Frequencies are whole and ages below 2^20 units, so the sum is one number per pair.
    const key = x * 2 ** 20 + age;
    let pair = perPair.get(key);
    if (!pair) {
      const expected = (horizon: number) => expectedPurchasesIfAlive(model, x, age, horizon);
      pair = {
        purchases: expected(horizonMonths * monthLength),
        discounted: discountedPurchases(expected, horizonMonths, monthlyDiscountRate, monthLength),
      };
      perPair.set(key, pair);
      yield index / length;
    }
    const alive = probabilityAlive(model, x, customers.recency[index], age);
    const spendPerPurchase = spend ? expectedSpend(spend, x, customers.meanSpend[index]) : null;
    predicted.probabilityAlive[index] = alive;
    predicted.expectedPurchases[index] = alive * pair.purchases;
    predicted.expectedSpend.push(spendPerPurchase);
    predicted.clv.push(
      spendPerPurchase === null ? null : alive * pair.discounted * spendPerPurchase * margin,
    );
  }
  return predicted;
}
