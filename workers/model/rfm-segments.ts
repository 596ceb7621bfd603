import type { Table } from 'apache-arrow';
import { rfmSegments } from '../api';

/** Scores and segments of customers, shared by every analysis that groups by segment. Source: definitions, "rfm". */

/** In the order in which they are shown. */
export const segments = rfmSegments;
export type Segment = (typeof segments)[number];

/** 1 + number of cut points strictly below the value, so that equal values share a score. */
export function score(value: number, cutPoints: readonly number[]): number {
  let below = 0;
  for (const cutPoint of cutPoints) if (cutPoint < value) below += 1;
  return 1 + below;
}

/** The first pattern that matches "<R score><F score>" names the segment. */
const patterns: readonly [RegExp, Segment][] = [
  [/5[45]/, 'champions'],
  [/[34][45]/, 'loyal'],
  [/[45][23]/, 'potentialLoyalist'],
  [/51/, 'new'],
  [/41/, 'promising'],
  [/33/, 'needAttention'],
  [/3[12]/, 'aboutToSleep'],
  [/[12][34]/, 'atRisk'],
  [/[12]5/, 'cantLose'],
  [/[12][12]/, 'hibernating'],
];

export function segmentOf(recencyScore: number, frequencyScore: number): Segment {
  return patterns.find(([pattern]) => pattern.test(`${recencyScore}${frequencyScore}`))![1];
}

/** Cut points of each measure, ascending; from the one row of `rfm-cut-points.sql`. */
export interface CutPoints {
  recency: number[];
  frequency: number[];
  monetary: number[];
}

export function readCutPoints(table: Table): CutPoints {
  const row = table.get(0)!.toJSON();
  const points = (name: string) => [20, 40, 60, 80].map((percent) => Number(row[`${name}_${percent}`]));
  return { recency: points('recency'), frequency: points('frequency'), monetary: points('monetary') };
}

/** The segment of each customer as its place in `segments`, from days of silence (asOf + 1) and number of orders. */
export function segmentsOf(recencyDays: Float64Array, orders: Float64Array, cuts: CutPoints): Int32Array {
  // Five scores by five: each pair is looked up once, not once per customer.
  const places = [1, 2, 3, 4, 5].map((r) => [1, 2, 3, 4, 5].map((f) => segments.indexOf(segmentOf(r, f))));
  const codes = new Int32Array(recencyDays.length);
  for (let index = 0; index < codes.length; index += 1) {
    // A short silence is good: the score of recency is mirrored.
    const r = 6 - score(recencyDays[index], cuts.recency);
    codes[index] = places[r - 1][score(orders[index], cuts.frequency) - 1];
  }
  return codes;
}
