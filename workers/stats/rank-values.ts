/** Distinct values, ascending, and for every input value its place among them. */
export interface RankedValues {
  distinct: Float64Array;
  rank: Int32Array;
}

/** Ranks values without gaps; equal values share a rank. Linear in the values but for sorting the distinct ones. */
export function rankValues(values: Float64Array): RankedValues {
  const seen = new Map<number, number>();
  const rank = new Int32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    let place = seen.get(values[index]);
    if (place === undefined) {
      place = seen.size;
      seen.set(values[index], place);
    }
    rank[index] = place;
  }
  const distinct = Float64Array.from(seen.keys()).sort();
  const rankOfPlace = new Int32Array(seen.size);
  distinct.forEach((value, place) => (rankOfPlace[seen.get(value) ?? 0] = place));
  for (let index = 0; index < rank.length; index++) rank[index] = rankOfPlace[rank[index]];
  return { distinct, rank };
}

/**
 * The given indexes reordered so that ranks[index] ascends, equal ones staying in order (a counting sort, linear in
 * the number of indexes and ranks).
 */
export function orderByRank(indexes: Uint32Array, ranks: Int32Array, rankCount: number): Uint32Array {
  const next = new Uint32Array(rankCount + 1);
  for (let at = 0; at < indexes.length; at++) next[ranks[indexes[at]] + 1]++;
  for (let rank = 0; rank < rankCount; rank++) next[rank + 1] += next[rank];
  const ordered = new Uint32Array(indexes.length);
  for (let at = 0; at < indexes.length; at++) ordered[next[ranks[indexes[at]]]++] = indexes[at];
  return ordered;
}
