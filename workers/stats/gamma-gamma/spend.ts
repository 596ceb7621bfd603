import { rankValues } from '../rank-values';

/**
 * Repeat customers, one entry per distinct pair: frequency = x repeat purchases, meanSpend = m, their mean amount (the
 * first purchase left out), count = customers with both (all 1 when left out). Arrays of one length.
 */
export interface SpendSummaries {
  frequency: Float64Array;
  meanSpend: Float64Array;
  count?: Float64Array;
}

/** Spends ordered by frequency, with the distinct frequencies apart, as the likelihood needs them. */
export interface GroupedSpend {
  /** Weighted mean of the mean spends; totals and logSpend are in its unit. */
  spendScale: number;
  customers: number;
  /** Repeat customers left out because their mean spend is zero or negative, which the model cannot have. */
  excluded: number;
  frequencies: Float64Array;
  customersWithFrequency: Float64Array;
  /** Per customer: which of the frequencies, total spend x·m and its logarithm, count. */
  rowFrequency: Int32Array;
  rowTotal: Float64Array;
  rowLogTotal: Float64Array;
  rowCount: Float64Array;
  /** Σ ln m over customers, which no parameter changes. */
  logSpend: number;
  /** Whether all mean spends are the same. */
  constant: boolean;
}

/** Whether arrays agree in length, frequencies are whole and ≥ 0, counts ≥ 0, and repeat customers' spends finite. */
export function isValidSpend(data: SpendSummaries): boolean {
  const { frequency, meanSpend, count } = data;
  if (meanSpend.length !== frequency.length) return false;
  if (count !== undefined && count.length !== frequency.length) return false;
  return frequency.every((x, index) => {
    const customers = count?.[index] ?? 1;
    if (!Number.isInteger(x) || x < 0 || !(customers >= 0 && customers < Infinity)) return false;
    return x === 0 || Number.isFinite(meanSpend[index]);
  });
}

/** Groups valid spends of repeat customers; those without a repeat purchase have no spend to model. */
export function groupSpend(data: SpendSummaries): GroupedSpend {
  const count = data.count ?? new Float64Array(data.frequency.length).fill(1);
  const isUsed = (index: number): boolean =>
    data.frequency[index] > 0 && count[index] > 0 && data.meanSpend[index] > 0;
  const rowCount = count.filter((_, index) => isUsed(index));
  const frequency = rankValues(data.frequency.filter((_, index) => isUsed(index)));
  const spend = data.meanSpend.filter((_, index) => isUsed(index));
  const customers = sum(rowCount);
  const spendScale = sum(rowCount.map((customersHere, row) => customersHere * spend[row])) / customers;
  const customersWithFrequency = new Float64Array(frequency.distinct.length);
  frequency.rank.forEach((rank, row) => (customersWithFrequency[rank] += rowCount[row]));
  const rowTotal = spend.map((mean, row) => (mean / spendScale) * frequency.distinct[frequency.rank[row]]);
  return {
    spendScale,
    customers,
    excluded: sum(count.filter((_, index) => data.frequency[index] > 0)) - customers,
    frequencies: frequency.distinct,
    customersWithFrequency,
    rowFrequency: frequency.rank,
    rowTotal,
    rowLogTotal: rowTotal.map(Math.log),
    rowCount,
    logSpend: sum(spend.map((mean, row) => rowCount[row] * Math.log(mean / spendScale))),
    constant: spend.every((mean) => mean === spend[0]),
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
