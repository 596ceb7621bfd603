/**
 * Quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7: R's, numpy's and DuckDB's
 * `quantile_cont` default). Null for no values, a NaN among them, or a probability outside [0, 1].
 */
export function quantile(values: ArrayLike<number>, probability: number): number | null {
  const sorted = Float64Array.from(values).sort();
  return quantileOfSorted(sorted, probability);
}

/** `quantile` of values that are already ascending; does not copy them. */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number | null {
  const last = sorted.length - 1;
  if (last < 0 || Number.isNaN(sorted[last]) || !(probability >= 0 && probability <= 1)) return null;
  const position = last * probability;
  const below = Math.floor(position);
  const share = position - below;
  return share === 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
}
