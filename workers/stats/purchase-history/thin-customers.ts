import type { GroupedCustomers } from './group-customers';

/**
 * A part of the customers that stands for all of them: every `step`-th row of repeat customers, whose order makes the
 * choice even over frequency, age and recency, and a `step`-th of the customers of each age without a repeat purchase.
 * Where a search starts that is to end on all of them.
 */
export function thinCustomers(grouped: GroupedCustomers, step: number): GroupedCustomers {
  const { frequencies, rowFrequency, rowAge, rowRecency, rowCount } = grouped;
  const isKept = (_: number, row: number) => row % step === 0;
  const thinned = {
    rowFrequency: rowFrequency.filter(isKept),
    rowAge: rowAge.filter(isKept),
    rowRecency: rowRecency.filter(isKept),
    rowCount: rowCount.filter(isKept),
  };
  const customersOfAge = grouped.customersOfAge.slice();
  rowAge.forEach((age, row) => (customersOfAge[age] -= rowCount[row]));
  customersOfAge.forEach((customers, age) => (customersOfAge[age] = customers / step));
  const customersWithFrequency = new Float64Array(frequencies.length);
  if (frequencies[0] === 0) customersWithFrequency[0] = grouped.customersWithFrequency[0] / step;
  const purchasesAtAge = new Float64Array(grouped.ages.length);
  let repeatPurchases = 0;
  thinned.rowCount.forEach((count, row) => {
    const purchases = count * frequencies[thinned.rowFrequency[row]];
    customersWithFrequency[thinned.rowFrequency[row]] += count;
    customersOfAge[thinned.rowAge[row]] += count;
    purchasesAtAge[thinned.rowAge[row]] += purchases;
    repeatPurchases += purchases;
  });
  const customers = customersWithFrequency.reduce((sum, count) => sum + count, 0);
  return {
    ...grouped,
    ...thinned,
    customers,
    repeatPurchases,
    customersWithFrequency,
    customersOfAge,
    purchasesAtAge,
  };
}
