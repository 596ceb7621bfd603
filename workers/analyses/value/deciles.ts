import { orderDescending } from '../../stats/order-descending';
import { sum } from './customers';

export interface Decile {
  decile: number;
  customers: number;
  clv: number;
  share: number;
  historic: number;
}

/** A generator, to be cancellable. Tenths of the customers by predicted value, the most valuable first; empty when nothing has a value. */
export function* deciles(clv: Float64Array, revenue: Float64Array): Generator<number, Decile[]> {
  const total = sum(clv);
  if (!(total > 0)) return [];
  const order = yield* orderDescending(clv);
  return Array.from({ length: 10 }, (_, index) => {
    // ceil(n/10) customers are the top tenth, as in the definition of concentration.
    const members = order.slice(
      Math.ceil((index * order.length) / 10),
      Math.ceil(((index + 1) * order.length) / 10),
    );
    let [value, historic] = [0, 0];
    for (const member of members) {
      value += clv[member];
      historic += revenue[member];
    }
    return { decile: index + 1, customers: members.length, clv: value, share: value / total, historic };
  });
}

/**
 * Gini coefficient of values that are not negative: 0 when all are equal, towards 1 when one has everything. Null when
 * nothing has a value.
 */
export function gini(values: Float64Array): number | null {
  const ascending = values.slice().sort();
  let [weighted, total] = [0, 0];
  ascending.forEach((value, index) => {
    weighted += (index + 1) * value;
    total += value;
  });
  const count = ascending.length;
  return total > 0 ? (2 * weighted) / (count * total) - (count + 1) / count : null;
}
