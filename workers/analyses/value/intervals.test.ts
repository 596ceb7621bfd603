import { vectorFromArray } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { fitGammaGamma } from '../../stats/gamma-gamma';
import { runToEnd } from '../../stats/minimise';
import { purchaseModels } from '../../stats/purchase-models';
import { createRandom, drawGamma, type Random } from '../../stats/random';
import { simulateBgNbd } from '../../stats/test-data-bgnbd';
import type { Customers } from './customers';
import { ValueIntervals } from './intervals';
import { predictPurchases, predictSpend } from './predict';

const terms = { horizonMonths: 12, monthlyDiscountRate: 0.01, margin: 1, monthLength: 4.35 };
const model = purchaseModels.bgnbd;

/** A base whose customers all have a history of their own, with spends drawn from Gamma-Gamma. */
function customersOf(random: Random): Customers {
  const histories = simulateBgNbd(random, { r: 0.6, alpha: 6, a: 0.8, b: 2.4 }, 800, 60);
  const count = histories.frequency.length;
  const meanSpend = histories.frequency.map((x) =>
    x === 0 ? 0 : drawGamma(random, 6 * x, x * drawGamma(random, 4, 15)),
  );
  return {
    customer: vectorFromArray(Array.from(histories.frequency, (_, index) => `c${index}`)),
    history: Int32Array.from(histories.frequency, (_, index) => index),
    histories,
    meanSpend,
    firstDay: new Float64Array(count),
    silentDays: new Float64Array(count),
    orders: new Float64Array(count),
    holdoutPurchases: new Float64Array(count),
    revenue: new Float64Array(count),
    group: vectorFromArray(Array.from(histories.frequency, () => 'all')),
  };
}

/** Lower triangle L with L·L′ = matrix. */
function choleskyOf(matrix: number[][]): number[][] {
  const lower = matrix.map((row) => row.map(() => 0));
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j += 1) {
      const rest = row[j] - lower[i].reduce((sum, value, k) => sum + (k < j ? value * lower[j][k] : 0), 0);
      lower[i][j] = i === j ? Math.sqrt(rest) : rest / lower[j][j];
    }
  });
  return lower;
}

/** Standard normal by Box and Muller. */
const drawNormal = (random: Random) => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

describe('intervals of customer value', () => {
  const random = createRandom(31);
  const customers = customersOf(random);
  const { frequency } = customers.histories;
  const purchaseFit = runToEnd(model.fit(customers.histories));
  const spendFit = runToEnd(fitGammaGamma({ frequency, meanSpend: customers.meanSpend }));
  if (purchaseFit.kind === 'failed' || spendFit.kind === 'failed' || purchaseFit.covariance === null)
    throw new Error('The simulated base must be fitted.');
  // As if from a base 100 times as large, where the delta method and reality must meet.
  const larger = (matrix: number[][]) => matrix.map((row) => row.map((value) => value / 100));
  const covariances = { purchases: larger(purchaseFit.covariance), spend: larger(spendFit.covariance) };
  const valuesAt = (
    parameters: Record<string, number>,
    spendParameters: typeof spendFit.parameters,
    withSlopes = false,
  ) => {
    const purchases = runToEnd(predictPurchases(customers.histories, model, parameters, terms, withSlopes));
    const spend = runToEnd(predictSpend(customers, spendParameters));
    const clv = spend.perPurchase.map((amount, index) => amount * purchases.discounted[index]);
    return { purchases, spend, clv };
  };
  const fitted = valuesAt(purchaseFit.parameters, spendFit.parameters, true);
  const everybody = new Int32Array(customers.history.length);
  const intervals = new ValueIntervals(customers, fitted.clv, fitted.purchases, fitted.spend, covariances);

  /*
   * Independent of the derivatives: draw parameters from their normal distribution and look how much ln(value) varies.
   * With 400 draws a standard deviation is known to about 4 %.
   */
  it('are as wide as parameters drawn from their distribution make the value vary', () => {
    const [lowerPurchases, lowerSpend] = [choleskyOf(covariances.purchases), choleskyOf(covariances.spend)];
    const drawn = (values: number[], lower: number[][]) => {
      const normals = values.map(() => drawNormal(random));
      return values.map((value, i) => value + lower[i].reduce((sum, l, j) => sum + l * normals[j], 0));
    };
    const names = Object.keys(purchaseFit.parameters);
    const { p, q, v } = spendFit.parameters;
    const logs = Array.from({ length: 400 }, () => {
      const purchaseValues = drawn(Object.values(purchaseFit.parameters), lowerPurchases);
      const [drawnP, drawnQ, drawnV] = drawn([p, q, v], lowerSpend);
      const parameters = Object.fromEntries(names.map((name, index) => [name, purchaseValues[index]]));
      const { clv } = valuesAt(parameters, { p: drawnP, q: drawnQ, v: drawnV });
      return [clv.reduce((sum, value) => sum + value, 0), clv[0], clv[frequency.indexOf(3)]].map(Math.log);
    });
    const deviation = (values: number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    };
    const ends = intervals.ofCustomers()!;
    const [total] = intervals.ofGroups(everybody, 1);
    const widths = [
      Math.log(total.upper! / total.lower!),
      ...[0, frequency.indexOf(3)].map((index) => Math.log(ends.upper[index] / ends.lower[index])),
    ].map((width) => width / (2 * 1.959963984540054));
    widths.forEach((width, place) => {
      const simulated = deviation(logs.map((log) => log[place]));
      expect(Math.abs(width / simulated - 1)).toBeLessThan(0.12);
    });
  });

  it('hold the value, and those of one customer are the sum of one', () => {
    const ends = intervals.ofCustomers()!;
    fitted.clv.forEach((value, index) => {
      expect(ends.lower[index]).toBeLessThanOrEqual(value);
      expect(ends.upper[index]).toBeGreaterThanOrEqual(value);
    });
    // Everybody in a group of their own.
    const one = intervals.ofGroups(customers.history, customers.history.length)[5];
    expect(one.lower).toBeCloseTo(ends.lower[5], 9);
    expect(one.upper).toBeCloseTo(ends.upper[5], 9);
  });

  it('of a sum are narrower than the ends of its parts added up', () => {
    const ends = intervals.ofCustomers()!;
    const added = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
    const [total] = intervals.ofGroups(everybody, 1);
    expect(total.lower).toBeGreaterThan(added(ends.lower));
    expect(total.upper).toBeLessThan(added(ends.upper));
  });

  it('are not given where the parameters have no covariance', () => {
    const without = new ValueIntervals(customers, fitted.clv, fitted.purchases, fitted.spend, null);
    expect(without.ofCustomers()).toBeNull();
    expect(without.ofGroups(everybody, 1)[0]).toMatchObject({ lower: null, upper: null });
  });
});
