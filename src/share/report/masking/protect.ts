/**
 * Which of the groups that make up a total are masked, so that none of fewer than `least` customers can be read off or
 * worked out from the total and the groups that are shown.
 *
 * First those of 1 to `least` − 1 customers are. As long as what is masked is one group, or groups that are all equally
 * large, or fewer than `least` customers together, the next smallest groups follow, all of one size at a time, the empty
 * ones last. The rule treats groups of one size alike, and those masked are not all of one size: so whoever knows the
 * rule, the total and everything shown finds at least two possible sizes for each masked group.
 * @param asked places that are masked in any case, since another table masks the same groups
 * @param least what a group must have to be shown, at least 2
 * @returns places of the masked groups; null where nothing helps, and no group may be shown
 */
export function protect(
  counts: readonly number[],
  asked: ReadonlySet<number>,
  least: number,
): ReadonlySet<number> | null {
  const places = counts.map((_, place) => place);
  const isSmall = (place: number): boolean => counts[place] > 0 && counts[place] < least;
  const masked = new Set(places.filter((place) => asked.has(place) || isSmall(place)));
  if (masked.size === 0) return masked;
  const sizes = [...new Set(counts.filter((count) => count >= least))].sort((one, other) => one - other);
  for (const size of [...sizes, 0]) {
    if (isSafe(masked, counts, least)) return masked;
    for (const place of places) if (counts[place] === size) masked.add(place);
  }
  return isSafe(masked, counts, least) ? masked : null;
}

function isSafe(masked: ReadonlySet<number>, counts: readonly number[], least: number): boolean {
  const sizes = [...masked].map((place) => counts[place]);
  return new Set(sizes).size > 1 && sizes.reduce((sum, size) => sum + size, 0) >= least;
}
