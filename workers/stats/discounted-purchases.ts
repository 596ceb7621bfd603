/**
 * Discounted expected purchases over whole months: Σ over months i of (E[X(i)] − E[X(i−1)]) / (1 + rate)^i, the core of
 * customer lifetime value (definitions.md, "alive, value"; as in the Python package lifetimes).
 * @param expected expected purchases within a time from now, in the model's unit; 0 at 0
 * @param monthLength one month in the model's unit of time
 */
export function discountedPurchases(
  expected: (horizon: number) => number,
  months: number,
  monthlyDiscountRate: number,
  monthLength: number,
): number {
  let [total, before] = [0, 0];
  for (let month = 1; month <= months; month += 1) {
    const until = expected(month * monthLength);
    total += (until - before) / (1 + monthlyDiscountRate) ** month;
    before = until;
  }
  return total;
}
