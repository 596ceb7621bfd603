/**
 * P-values adjusted for their number (Benjamini & Hochberg 1995), as R `p.adjust(p, method = "BH")`: rejecting those at
 * most q keeps the expected share of false discoveries among the rejected at q or less, for independent or positively
 * dependent tests. A test without a p-value (null) gets none and does not count; so does one outside [0, 1].
 */
export function adjustPValues(pValues: readonly (number | null)[]): (number | null)[] {
  const ascending = pValues
    .flatMap((pValue, index) => (pValue !== null && pValue >= 0 && pValue <= 1 ? [{ pValue, index }] : []))
    .sort((left, right) => left.pValue - right.pValue);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let smallest = 1;
  for (let place = ascending.length - 1; place >= 0; place--) {
    const { pValue, index } = ascending[place];
    smallest = Math.min(smallest, pValue * (ascending.length / (place + 1)));
    adjusted[index] = smallest;
  }
  return adjusted;
}
