/**
 * Summaries of customers as the BTYD models take them, one entry per distinct summary; all arrays of one length.
 * frequency = x, repeat purchases (whole); recency = t_x, first to last purchase; age = T, first purchase to the end of
 * observation (any one unit of time, recency ≤ age); count = customers with exactly these values. Where frequency is 0
 * the recency is not read.
 */
export interface CustomerSummaries {
  frequency: Float64Array;
  recency: Float64Array;
  age: Float64Array;
  count: Float64Array;
}

export type CustomersProblem = 'invalidInput' | 'noRepeatCustomers' | 'tooFewCustomers';

/** Recorded times are rounded, so a recency may exceed its age by this share of it. */
const ROUNDING = 1e-9;

/** What makes a fit to these customers impossible, or null. */
export function findProblem(data: CustomerSummaries, minimumCustomers: number): CustomersProblem | null {
  const { frequency, recency, age, count } = data;
  if (recency.length !== frequency.length || age.length !== frequency.length) return 'invalidInput';
  if (count.length !== frequency.length) return 'invalidInput';
  let customers = 0;
  let repeatCustomers = 0;
  for (let index = 0; index < frequency.length; index++) {
    const repeats = frequency[index] > 0;
    if (!isAmount(frequency[index]) || !Number.isInteger(frequency[index])) return 'invalidInput';
    if (!isAmount(age[index]) || !isAmount(count[index])) return 'invalidInput';
    if (repeats && !isAmount(recency[index])) return 'invalidInput';
    if (repeats && !(recency[index] <= age[index] * (1 + ROUNDING) && age[index] > 0)) return 'invalidInput';
    customers += count[index];
    if (repeats) repeatCustomers += count[index];
  }
  if (repeatCustomers === 0) return customers === 0 ? 'tooFewCustomers' : 'noRepeatCustomers';
  return customers < minimumCustomers ? 'tooFewCustomers' : null;
}

function isAmount(value: number): boolean {
  return value >= 0 && value < Infinity;
}
