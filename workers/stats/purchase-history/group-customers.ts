import { orderByRank, type RankedValues, rankValues } from '../rank-values';
import type { CustomerSummaries } from './customers';

/**
 * The same customers with everything a likelihood evaluation shares computed once: the distinct frequencies, recencies
 * and ages, and the repeat customers as rows of indexes into them, ordered by frequency, age and recency. Equal
 * customers are merged, so neither order nor splitting of the input changes any result. Times are divided by timeScale.
 */
export interface GroupedCustomers {
  timeScale: number;
  customers: number;
  repeatPurchases: number;
  frequencies: Float64Array;
  customersWithFrequency: Float64Array;
  ages: Float64Array;
  customersOfAge: Float64Array;
  purchasesAtAge: Float64Array;
  recencies: Float64Array;
  rowFrequency: Int32Array;
  rowAge: Int32Array;
  rowRecency: Int32Array;
  rowCount: Float64Array;
}

/** The mean age, weighted by customers; 1 when every age is 0. The unit in which fits are well scaled. */
export function meanAge(data: CustomerSummaries): number {
  let customers = 0;
  let total = 0;
  for (let index = 0; index < data.age.length; index++) {
    customers += data.count[index];
    total += data.count[index] * data.age[index];
  }
  return total > 0 ? total / customers : 1;
}

/** Groups valid summaries (see `findProblem`), dividing times by timeScale. */
export function groupCustomers(data: CustomerSummaries, timeScale: number): GroupedCustomers {
  const frequency = rankValues(data.frequency);
  const age = rankValues(data.age);
  const recency = rankValues(data.recency.map((time, index) => (data.frequency[index] > 0 ? time : 0)));
  const customersWithFrequency = new Float64Array(frequency.distinct.length);
  const customersOfAge = new Float64Array(age.distinct.length);
  const purchasesAtAge = new Float64Array(age.distinct.length);
  let [customers, repeatPurchases] = [0, 0];
  for (let index = 0; index < data.count.length; index++) {
    const count = data.count[index];
    const purchases = count * data.frequency[index];
    customersWithFrequency[frequency.rank[index]] += count;
    customersOfAge[age.rank[index]] += count;
    purchasesAtAge[age.rank[index]] += purchases;
    customers += count;
    repeatPurchases += purchases;
  }
  return {
    timeScale,
    customers,
    repeatPurchases,
    frequencies: frequency.distinct,
    customersWithFrequency,
    ages: age.distinct.map((time) => time / timeScale),
    customersOfAge,
    purchasesAtAge,
    recencies: recency.distinct.map((time) => time / timeScale),
    ...mergeRows(data, frequency, age, recency),
  };
}

type Rows = Pick<GroupedCustomers, 'rowFrequency' | 'rowAge' | 'rowRecency' | 'rowCount'>;

/** Repeat customers in order, equal ones merged. */
function mergeRows(
  data: CustomerSummaries,
  frequency: RankedValues,
  age: RankedValues,
  recency: RankedValues,
): Rows {
  let order = repeatCustomers(data);
  for (const { rank, distinct } of [recency, age, frequency])
    order = orderByRank(order, rank, distinct.length);
  const rowFrequency = new Int32Array(order.length);
  const rowAge = new Int32Array(order.length);
  const rowRecency = new Int32Array(order.length);
  const rowCount = new Float64Array(order.length);
  let last = -1;
  for (const index of order) {
    const [x, ageRank, recencyRank] = [frequency.rank[index], age.rank[index], recency.rank[index]];
    const isNew =
      last < 0 || rowFrequency[last] !== x || rowAge[last] !== ageRank || rowRecency[last] !== recencyRank;
    if (isNew) last++;
    rowFrequency[last] = x;
    rowAge[last] = ageRank;
    rowRecency[last] = recencyRank;
    rowCount[last] += data.count[index];
  }
  const rows = last + 1;
  return {
    rowFrequency: rowFrequency.slice(0, rows),
    rowAge: rowAge.slice(0, rows),
    rowRecency: rowRecency.slice(0, rows),
    rowCount: rowCount.slice(0, rows),
  };
}

function repeatCustomers(data: CustomerSummaries): Uint32Array {
  const indexes = new Uint32Array(data.frequency.length);
  let length = 0;
  for (let index = 0; index < indexes.length; index++) {
    if (data.frequency[index] > 0 && data.count[index] > 0) indexes[length++] = index;
  }
  return indexes.slice(0, length);
}
