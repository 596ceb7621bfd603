/**
 * Pearson's correlation of two arrays of one length, each pair counted `count` times (once when left out). Null with
 * less than two pairs, unequal lengths, a value that is not finite, or where either does not vary.
 */
export function correlation(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  count?: ArrayLike<number>,
): number | null {
  if (left.length !== right.length || (count !== undefined && count.length !== left.length)) return null;
  const weight = (index: number): number => count?.[index] ?? 1;
  const sums = { pairs: 0, left: 0, right: 0 };
  for (let index = 0; index < left.length; index++) {
    sums.pairs += weight(index);
    sums.left += weight(index) * left[index];
    sums.right += weight(index) * right[index];
  }
  const moments = { left: 0, right: 0, both: 0 };
  for (let index = 0; index < left.length; index++) {
    const fromLeft = left[index] - sums.left / sums.pairs;
    const fromRight = right[index] - sums.right / sums.pairs;
    moments.left += weight(index) * fromLeft * fromLeft;
    moments.right += weight(index) * fromRight * fromRight;
    moments.both += weight(index) * fromLeft * fromRight;
  }
  const scale = Math.sqrt(moments.left) * Math.sqrt(moments.right);
  if (!(sums.pairs >= 2 && scale > 0 && scale < Infinity)) return null;
  return Math.max(-1, Math.min(1, moments.both / scale));
}
