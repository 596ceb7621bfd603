import { none as noDays, type ActivityCube } from './activity-cube';
import { filledPlaces } from './by-key';
import { NumberIndex } from './number-index';

/** The rows of `activity_moves` for the customers of a mask, by column; see activity-moves.sql. */
export interface MoveSums {
  period: Int32Array;
  silentDays: Int32Array;
  firstAtEnd: Int32Array;
  atEnd: Int32Array;
  atStart: Int32Array;
  atBoth: Int32Array;
}

// A constant of this file: under Node one of another file is looked up each time it is used.
const none = noDays;

/** Up to this range a number has its own place; beyond, most numbers never occur. */
const mostDirect = 2 ** 22;

/** By place four counts: first at end, at end, at start, at both. */
interface Counts {
  counts: Int32Array;
  /** By place: period times days, plus silent days; null where the place itself is that. */
  numbers: Float64Array | null;
}

/** @param mask 1 for each customer who counts, by key */
export function sumMoves(cube: ActivityCube, mask: Uint8Array): MoveSums {
  const { periods, days } = cube;
  const isDirect = periods * days <= mostDirect;
  const { counts, numbers } = isDirect ? countDirectly(cube, mask) : countIndexed(cube, mask);
  const met = filledPlaces(anyOf(counts));
  const number = (place: number) => numbers?.[place] ?? place;
  const pick = (which: number) => met.map((place) => counts[place * 4 + which]);
  return {
    period: met.map((place) => Math.floor(number(place) / days)),
    silentDays: met.map((place) => number(place) % days),
    firstAtEnd: pick(0),
    atEnd: pick(1),
    atStart: pick(2),
    atBoth: pick(3),
  };
}

// The same twice: with an index in its innermost loop the usual case would be three times slower.
function countDirectly(cube: ActivityCube, mask: Uint8Array): Counts {
  const { starts, kind, kinds, silentAtEnd, silentAtStart, days } = cube;
  const { period } = kinds;
  const counts = new Int32Array(4 * cube.periods * days);
  for (let key = 0; key < starts.length - 1; key += 1) {
    if (mask[key] === 0) continue;
    const last = starts[key + 1];
    for (let row = starts[key]; row < last; row += 1) {
      const end = silentAtEnd[row];
      const start = silentAtStart[row];
      if (end === none) continue;
      const first = period[kind[row]] * days;
      if (start === none) counts[(first + end) * 4] += 1;
      else {
        counts[(first + end) * 4 + 1] += 1;
        counts[(first + start) * 4 + 2] += 1;
        counts[(first + (end > start ? end : start)) * 4 + 3] += 1;
      }
    }
  }
  return { counts, numbers: null };
}

function countIndexed(cube: ActivityCube, mask: Uint8Array): Counts {
  const { starts, kind, kinds, silentAtEnd, silentAtStart, days } = cube;
  const index = new NumberIndex(cube.periods * days);
  let counts = new Int32Array(4096);
  const add = (number: number, which: number) => {
    const at = index.place(number) * 4 + which;
    if (at >= counts.length) counts = doubled(counts);
    counts[at] += 1;
  };
  for (let key = 0; key < starts.length - 1; key += 1) {
    if (mask[key] === 0) continue;
    for (let row = starts[key]; row < starts[key + 1]; row += 1) {
      const end = silentAtEnd[row];
      const start = silentAtStart[row];
      if (end === none) continue;
      const first = kinds.period[kind[row]] * days;
      if (start === none) add(first + end, 0);
      else {
        add(first + end, 1);
        add(first + start, 2);
        add(first + Math.max(end, start), 3);
      }
    }
  }
  return { counts, numbers: index.numbers };
}

/** By place, whether anything was counted there. */
function anyOf(counts: Int32Array): Uint8Array {
  const any = new Uint8Array(counts.length / 4);
  for (let at = 0; at < counts.length; at += 1) if (counts[at] > 0) any[at >> 2] = 1;
  return any;
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(values.length * 2);
  more.set(values);
  return more;
}
