/**
 * The order in which keys descend, equal ones staying as they are. The keys are sorted as numbers and each finds its
 * place by bisection: several times faster than sorting a million indexes by a comparison. Yields the share done.
 */
export function* orderDescending(keys: Float64Array): Generator<number, Uint32Array> {
  const { length } = keys;
  const ascending = keys.slice().sort();
  const taken = new Uint32Array(length + 1);
  const order = new Uint32Array(length);
  for (let index = 0; index < length; index += 1) {
    const larger = length - countUpTo(ascending, keys[index]);
    order[larger + taken[larger]] = index;
    taken[larger] += 1;
    if (index % 4096 === 0) yield index / length;
  }
  return order;
}

/** How many of the ascending values are at most this one. */
function countUpTo(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
