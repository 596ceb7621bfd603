import type { Vector } from 'apache-arrow';
import { compareTextKeys, isMissing, readTextKeys, type TextKeys } from './text-keys';

/** Rows handled between two looks at the clock. */
const slice = 1024;
/** Rows sorted at once by the engine's own sort, before runs are merged. */
const runLength = 512;
/** Above this many texts the order of the alphabet costs seconds, and that of the code points has to do. */
const mostCollated = 20_000;

type Compare = (one: number, other: number) => number;

function* readNumbers(column: Vector): Generator<void, Float64Array> {
  const values = new Float64Array(column.length);
  for (let row = 0; row < values.length; row++) {
    const value: unknown = column.get(row);
    values[row] = value === null || value === undefined ? NaN : Number(value);
    if (row % slice === slice - 1) yield;
  }
  return values;
}

function* readTexts(column: Vector): Generator<void, (string | null)[]> {
  const values = new Array<string | null>(column.length);
  for (let row = 0; row < values.length; row++) {
    const value: unknown = column.get(row);
    values[row] = value === null || value === undefined ? null : String(value);
    if (row % slice === slice - 1) yield;
  }
  return values;
}

/** What is missing comes last, whichever way the rest is sorted. */
function missingLast(oneMissing: boolean, otherMissing: boolean): number | null {
  if (!oneMissing && !otherMissing) return null;
  return Number(oneMissing) - Number(otherMissing);
}

function compareNumbers(values: Float64Array, sign: number): Compare {
  return (one, other) =>
    missingLast(Number.isNaN(values[one]), Number.isNaN(values[other])) ??
    sign * (values[one] - values[other]);
}

function compareTexts(values: (string | null)[], sign: number, locale: string): Compare {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return (one, other) => {
    const [a, b] = [values[one], values[other]];
    return a === null || b === null ? (missingLast(a === null, b === null) ?? 0) : sign * compare(a, b);
  };
}

function compareKeys(texts: TextKeys, sign: number): Compare {
  return (one, other) =>
    missingLast(isMissing(texts, one), isMissing(texts, other)) ?? sign * compareTextKeys(texts, one, other);
}

function* textCompare(column: Vector, sign: number, locale: string): Generator<void, Compare> {
  if (column.length > mostCollated) return compareKeys(yield* readTextKeys(column, slice), sign);
  return compareTexts(yield* readTexts(column), sign, locale);
}

/** Merges neighbouring runs of `from` into `to`; equal rows keep their order. */
function* mergeRuns(from: Uint32Array, to: Uint32Array, length: number, compare: Compare): Generator<void> {
  for (let start = 0; start < from.length; start += 2 * length) {
    const [middle, end] = [Math.min(start + length, from.length), Math.min(start + 2 * length, from.length)];
    let [left, right] = [start, middle];
    for (let place = start; place < end; place++) {
      const takeLeft = left < middle && (right >= end || compare(from[left], from[right]) <= 0);
      to[place] = takeLeft ? from[left++] : from[right++];
      if (place % slice === slice - 1) yield;
    }
  }
}

function* mergeSort(count: number, compare: Compare): Generator<void, Uint32Array> {
  let order = new Uint32Array(count);
  for (let start = 0; start < count; start += runLength) {
    const end = Math.min(start + runLength, count);
    for (let row = start; row < end; row++) order[row] = row;
    order.subarray(start, end).sort(compare);
    yield;
  }
  let spare = new Uint32Array(count);
  for (let length = runLength; length < count; length *= 2) {
    yield* mergeRuns(order, spare, length, compare);
    [order, spare] = [spare, order];
  }
  return order;
}

export interface SortWish {
  numeric: boolean;
  descending: boolean;
  locale: string;
}

/** The order of the rows by one column, in small steps: whoever runs it decides when to pause. */
export function* sortSteps(
  column: Vector,
  { numeric, descending, locale }: SortWish,
): Generator<void, Uint32Array> {
  const sign = descending ? -1 : 1;
  const compare = numeric
    ? compareNumbers(yield* readNumbers(column), sign)
    : yield* textCompare(column, sign, locale);
  return yield* mergeSort(column.length, compare);
}
