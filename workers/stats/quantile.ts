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

/**
 * `quantile` of values of which each stands for as many as its count says.
 * @param values ascending; @param counts whole numbers, none below 1
 */
export function quantileOfCounts(
  values: ArrayLike<number>,
  counts: ArrayLike<number>,
  probability: number,
): number | null {
  const upTo = Float64Array.from(counts);
  for (let place = 1; place < upTo.length; place += 1) upTo[place] += upTo[place - 1];
  const total = upTo.at(-1) ?? 0;
  if (total === 0 || !(probability >= 0 && probability <= 1)) return null;
  const position = (total - 1) * probability;
  const at = (index: number) => values[upTo.findIndex((end) => end > index)];
  const lower = at(Math.floor(position));
  return lower + (at(Math.ceil(position)) - lower) * (position - Math.floor(position));
}
