import { expectedSpend, type GammaGammaParameters } from '../../stats/gamma-gamma';
import type { CustomerSummaries } from '../../stats/purchase-history';
import type { PurchaseModel, PurchaseParameters } from '../../stats/purchase-models';
import type { Customers } from './customers';

/** Per history: the chance of being a customer still, and the purchases expected over the horizon if so. */
export interface HistoryPredictions {
  probabilityAlive: Float64Array;
  /** The same chance on the day of the last purchase. */
  atLastPurchase: Float64Array;
  purchasesIfAlive: Float64Array;
}

/**
 * What customers who are still there can expect depends on x and T alone, so it is computed once per distinct pair;
 * histories come ordered by them. A generator, to be cancellable; yields the share done.
 * @param horizon in the unit of time of the parameters
 */
export function* predictHistories(
  { frequency, recency, age }: CustomerSummaries,
  model: PurchaseModel,
  parameters: PurchaseParameters,
  horizon: number,
): Generator<number, HistoryPredictions> {
  const length = frequency.length;
  const [probabilityAlive, atLastPurchase, purchasesIfAlive] = [1, 2, 3].map(() => new Float64Array(length));
  let ifAlive = 0;
  for (let index = 0; index < length; index += 1) {
    const [x, ageHere] = [frequency[index], age[index]];
    const isNew = index === 0 || x !== frequency[index - 1] || ageHere !== age[index - 1];
    if (isNew) ifAlive = model.expectedPurchasesIfAlive(parameters, x, ageHere, horizon);
    purchasesIfAlive[index] = ifAlive;
    probabilityAlive[index] = model.probabilityAlive(parameters, x, recency[index], ageHere);
    atLastPurchase[index] = model.probabilityAlive(
      parameters,
      x,
      recency[index],
      x === 0 ? 0 : recency[index],
    );
    if (index % 256 === 0) yield index / length;
  }
  return { probabilityAlive, atLastPurchase, purchasesIfAlive };
}

/** Expected amount of each customer's next purchases under a Gamma-Gamma that has a mean. Yields the share done. */
export function* predictAmounts(
  { count, frequency, meanRepeatAmount }: Customers,
  parameters: GammaGammaParameters,
): Generator<number, Float64Array> {
  const amounts = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    amounts[index] = expectedSpend(parameters, frequency[index], meanRepeatAmount[index]) ?? 0;
    if (index % 1024 === 0) yield index / count;
  }
  return amounts;
}

/** The mean amount of each customer's purchases so far, and of everybody's for whom there is none. */
export function meanAmounts({ meanAmount }: Customers): Float64Array {
  const known = meanAmount.filter((amount) => !Number.isNaN(amount));
  const ofAll = known.reduce((total, amount) => total + amount, 0) / (known.length || 1);
  return meanAmount.map((amount) => (Number.isNaN(amount) ? ofAll : amount));
}
