import type { Purchases, Spend } from './predict';
import type { Customers } from './customers';

/** Covariances of the parameters of both models, each in its model's order. */
export interface Covariances {
  purchases: number[][];
  spend: number[][];
}

/** The value of one customer, or of many together, and its 95 % interval; null where none can be given. */
export interface ValueInterval {
  clv: number;
  lower: number | null;
  upper: number | null;
}

/** Two-sided 95 % of the standard normal distribution. */
const quantile = 1.959963984540054;

/**
 * Values with 95 % intervals for what the models expect, by the delta method on ln(value): they tell how surely the
 * parameters are known, not how differently a single customer may turn out. Both models are fitted apart, so their
 * parameters are taken as independent. The interval of a sum comes from the summed derivatives, not from the ends of
 * its parts.
 */
export class ValueIntervals {
  private readonly names: number;
  private readonly slope: Float64Array;

  constructor(
    private readonly customers: Customers,
    private readonly clv: Float64Array,
    private readonly purchases: Purchases,
    private readonly spend: Spend,
    private readonly covariances: Covariances | null,
  ) {
    this.names = covariances?.purchases.length ?? 0;
    this.slope = new Float64Array(this.names + 3);
  }

  /** Ends of the interval of each customer; null where none can be given. A customer without value has 0 to 0. */
  ofCustomers(): { lower: Float64Array; upper: Float64Array } | null {
    if (this.covariances === null) return null;
    const lower = new Float64Array(this.clv.length);
    const upper = new Float64Array(this.clv.length);
    for (let index = 0; index < this.clv.length; index += 1) {
      if (!(this.clv[index] > 0)) continue;
      this.slope.fill(0);
      this.addSlopes(index, 1, this.slope, 0);
      const spread = Math.exp(quantile * Math.sqrt(this.variance(this.covariances, this.slope)));
      lower[index] = this.clv[index] / spread;
      upper[index] = this.clv[index] * spread;
    }
    return { lower, upper };
  }

  /**
   * The value of all who share something.
   * @param codes the group of each customer, from 0 to groups − 1
   */
  ofGroups(codes: Int32Array, groups: number): ValueInterval[] {
    const size = this.slope.length;
    const clv = new Float64Array(groups);
    const slopes = new Float64Array(groups * size);
    for (let index = 0; index < codes.length; index += 1) {
      clv[codes[index]] += this.clv[index];
      this.addSlopes(index, this.clv[index], slopes, codes[index] * size);
    }
    return Array.from(clv, (value, group) => {
      if (this.covariances === null || !(value > 0)) return { clv: value, lower: null, upper: null };
      const variance = this.variance(this.covariances, slopes.subarray(group * size, (group + 1) * size));
      const spread = Math.exp((quantile * Math.sqrt(variance)) / value);
      return { clv: value, lower: value / spread, upper: value * spread };
    });
  }

  /** Adds the derivatives of ln(value) of a customer, times a weight, to the sums from a place on. */
  private addSlopes(index: number, weight: number, sums: Float64Array, place: number): void {
    const { slopes } = this.purchases;
    if (slopes === null) return;
    const from = this.customers.history[index] * this.names;
    for (let name = 0; name < this.names; name += 1) sums[place + name] += weight * slopes[from + name];
    for (let name = 0; name < 3; name += 1)
      sums[place + this.names + name] += weight * this.spend.slopes[index * 3 + name];
  }

  private variance({ purchases, spend }: Covariances, slope: Float64Array): number {
    return quadratic(purchases, slope, 0) + quadratic(spend, slope, this.names);
  }
}

/** slope′ · matrix · slope, for the slopes from an offset on. */
function quadratic(matrix: number[][], slope: Float64Array, offset: number): number {
  let sum = 0;
  for (let row = 0; row < matrix.length; row += 1) {
    for (let column = 0; column < matrix.length; column += 1)
      sum += slope[offset + row] * matrix[row][column] * slope[offset + column];
  }
  return sum;
}
