import { discountedPurchases } from '../../stats/discounted-purchases';
import { expectedSpend, type GammaGammaParameters } from '../../stats/gamma-gamma';
import type { CustomerSummaries } from '../../stats/purchase-history';
import type { PurchaseModel, PurchaseParameters } from '../../stats/purchase-models';
import type { Customers } from './customers';

export interface ValueTerms {
  horizonMonths: number;
  monthlyDiscountRate: number;
  margin: number;
  /** One month in the model's unit of time. */
  monthLength: number;
}

/** Predictions per history: the chance of being a customer, purchases over the horizon, and those discounted. */
export interface Purchases {
  probabilityAlive: Float64Array;
  expected: Float64Array;
  discounted: Float64Array;
  /**
   * Derivatives of ln(discounted) by each parameter, history by history: those of the first, then those of the second…
   * Null where the parameters have no covariance, so that no interval can be given.
   */
  slopes: Float64Array | null;
}

/** Expected spend per purchase, per customer, and the derivatives of its logarithm by p, q, v, customer by customer. */
export interface Spend {
  perPurchase: Float64Array;
  slopes: Float64Array;
}

/** A forward difference over this share of a parameter: an error of that order in an interval's width, unseen. */
const stepShare = 1e-5;

/** The parameters themselves, then with each of them a little larger. */
function shiftedParameters<Parameters extends Record<string, number>>(parameters: Parameters) {
  const shifted = Object.keys(parameters).map((name) => {
    const step = stepShare * parameters[name];
    return { step, parameters: { ...parameters, [name]: parameters[name] + step } };
  });
  return [{ step: 0, parameters }, ...shifted];
}

/**
 * What the model expects of each history. What a customer who is alive can expect depends on x and T alone, so it is
 * computed once per distinct pair; histories come ordered by them. A generator, to be cancellable; yields the share done.
 * @param withSlopes whether intervals are wanted
 */
export function* predictPurchases(
  histories: CustomerSummaries,
  model: PurchaseModel,
  parameters: PurchaseParameters,
  terms: ValueTerms,
  withSlopes: boolean,
): Generator<number, Purchases> {
  const { horizonMonths, monthlyDiscountRate, monthLength } = terms;
  const variants = withSlopes ? shiftedParameters(parameters) : [{ step: 0, parameters }];
  const length = histories.frequency.length;
  const predicted = {
    probabilityAlive: new Float64Array(length),
    expected: new Float64Array(length),
    discounted: new Float64Array(length),
  };
  const slopes = withSlopes ? new Float64Array(length * (variants.length - 1)) : null;
  const ifAlive = new Float64Array(variants.length);
  let expectedIfAlive = 0;
  for (let index = 0; index < length; index += 1) {
    const [x, recency, age] = [histories.frequency[index], histories.recency[index], histories.age[index]];
    if (index === 0 || x !== histories.frequency[index - 1] || age !== histories.age[index - 1]) {
      variants.forEach((variant, place) => {
        const expected = (horizon: number) =>
          model.expectedPurchasesIfAlive(variant.parameters, x, age, horizon);
        ifAlive[place] = discountedPurchases(expected, horizonMonths, monthlyDiscountRate, monthLength);
      });
      expectedIfAlive = model.expectedPurchasesIfAlive(parameters, x, age, horizonMonths * monthLength);
      yield index / length;
    }
    const alive = model.probabilityAlive(parameters, x, recency, age);
    predicted.probabilityAlive[index] = alive;
    predicted.expected[index] = alive * expectedIfAlive;
    predicted.discounted[index] = alive * ifAlive[0];
    for (let place = 1; place < variants.length; place += 1) {
      const { step, parameters: shifted } = variants[place];
      const now = model.probabilityAlive(shifted, x, recency, age) * ifAlive[place];
      const slope = Math.log(now / predicted.discounted[index]) / step;
      slopes![index * (variants.length - 1) + place - 1] = Number.isFinite(slope) ? slope : 0;
    }
    if (index % 256 === 0) yield index / length;
  }
  return { ...predicted, slopes };
}

/** Expected spend of each customer under a Gamma-Gamma that has a mean. A generator; yields the share done. */
export function* predictSpend(
  customers: Customers,
  parameters: GammaGammaParameters,
): Generator<number, Spend> {
  const { history, histories, meanSpend } = customers;
  const variants = shiftedParameters({ p: parameters.p, q: parameters.q, v: parameters.v });
  const perPurchase = new Float64Array(history.length);
  const slopes = new Float64Array(history.length * 3);
  for (let index = 0; index < history.length; index += 1) {
    const x = histories.frequency[history[index]];
    const spend = expectedSpend(parameters, x, meanSpend[index]) ?? 0;
    perPurchase[index] = spend;
    for (let place = 1; place <= 3; place += 1) {
      const shifted = expectedSpend(variants[place].parameters, x, meanSpend[index]) ?? 0;
      slopes[index * 3 + place - 1] = (shifted / spend - 1) / variants[place].step;
    }
    if (index % 1024 === 0) yield index / history.length;
  }
  return { perPurchase, slopes };
}
