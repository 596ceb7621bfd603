import { type CustomersProblem, type CustomerSummaries, findProblem } from '../purchase-history/customers';
import { orderByRank, rankValues } from '../rank-values';

/** More occasions than anybody has; the tables of a likelihood are this long at most. */
const MAXIMUM_OPPORTUNITIES = 100_000;

/**
 * Histories at discrete occasions with what a likelihood evaluation shares computed once. A pattern is a pair of
 * frequency x and recency t; its rows are the distinct numbers of opportunities n, ascending, with their customers.
 * Equal customers are merged, so neither order nor splitting of the input changes any result.
 */
export interface GroupedHistories {
  customers: number;
  mostOpportunities: number;
  patternFrequency: Float64Array;
  patternRecency: Float64Array;
  /** Where the rows of each pattern begin, and one more: where they end. */
  patternStart: Int32Array;
  rowOpportunities: Float64Array;
  rowCount: Float64Array;
}

/**
 * What makes a fit of BG/BB to these customers impossible, or null. Besides what `findProblem` says: recency and age
 * are occasions, whole, and there are at least as many occasions up to the last purchase as purchases.
 */
export function findHistoryProblem(
  data: CustomerSummaries,
  minimumCustomers: number,
): CustomersProblem | null {
  const problem = findProblem(data, minimumCustomers);
  if (problem === 'invalidInput') return problem;
  for (let index = 0; index < data.frequency.length; index++) {
    const opportunities = data.age[index];
    if (!Number.isInteger(opportunities) || opportunities > MAXIMUM_OPPORTUNITIES) return 'invalidInput';
    if (data.frequency[index] === 0) continue;
    const recency = data.recency[index];
    if (!Number.isInteger(recency) || recency < data.frequency[index]) return 'invalidInput';
    if (recency > opportunities) return 'invalidInput';
  }
  return problem;
}

/** Groups valid histories (see `findHistoryProblem`). */
export function groupHistories(data: CustomerSummaries): GroupedHistories {
  const frequency = rankValues(data.frequency);
  const recency = rankValues(data.recency.map((last, index) => (data.frequency[index] > 0 ? last : 0)));
  const age = rankValues(data.age);
  let order: Uint32Array = Uint32Array.from(data.count.keys()).filter((index) => data.count[index] > 0);
  for (const { rank, distinct } of [age, recency, frequency])
    order = orderByRank(order, rank, distinct.length);
  const patterns: { x: number; t: number; start: number }[] = [];
  const rows: { opportunities: number; count: number }[] = [];
  for (const index of order) {
    const [x, t] = [frequency.distinct[frequency.rank[index]], recency.distinct[recency.rank[index]]];
    const pattern = patterns.at(-1);
    const isSamePattern = pattern?.x === x && pattern.t === t;
    if (!isSamePattern) patterns.push({ x, t, start: rows.length });
    const row = rows.at(-1);
    if (isSamePattern && row?.opportunities === data.age[index]) row.count += data.count[index];
    else rows.push({ opportunities: data.age[index], count: data.count[index] });
  }
  return {
    customers: rows.reduce((sum, row) => sum + row.count, 0),
    mostOpportunities: rows.reduce((most, row) => Math.max(most, row.opportunities), 0),
    patternFrequency: Float64Array.from(patterns, ({ x }) => x),
    patternRecency: Float64Array.from(patterns, ({ t }) => t),
    patternStart: Int32Array.from([...patterns.map(({ start }) => start), rows.length]),
    rowOpportunities: Float64Array.from(rows, ({ opportunities }) => opportunities),
    rowCount: Float64Array.from(rows, ({ count }) => count),
  };
}
