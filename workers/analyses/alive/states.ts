import type { Customers } from './customers';

/** In the order in which they are shown: from nothing to do to nothing left to do. */
export const states = ['safe', 'slowingDown', 'aboutToLeave', 'gone'] as const;
export type State = (typeof states)[number];

/** Gone when at least four of five like them have left; about to leave when more than half have. */
export const [stayingFrom, goneBelow] = [0.5, 0.2];

/**
 * Slowing down when the silence has taken more than a fifth off the probability that the customer had on the day of the
 * last purchase. That probability is the measure, and not 1: under MBG/NBD it is as low as 0.6 or 0.7 right after the first
 * purchase, and nobody who bought yesterday is slowing down.
 */
export const keptOfLastPurchase = 0.8;

/** Slowing down whatever the model says: silent for longer than this many of one's own usual gaps. */
export const slowAfterGaps = 2;

/**
 * What the states rest on: the probability of being a customer still; without evidence that anybody leaves, the
 * customers' own rhythm; without a model, the rhythm and how long the silence has lasted.
 */
export type Basis = 'probability' | 'rhythm' | 'silence';

/**
 * Whether a customer's silence has lasted longer than twice their own median gap. The gap that counts as the last one is
 * the open one since the last purchase: a gap that a purchase has ended is no sign of leaving. Needs three purchases.
 */
export function isSlowingDown(silenceDays: number, usualGapDays: number): boolean {
  return silenceDays > slowAfterGaps * usualGapDays;
}

/**
 * @param atLastPurchase the probability on the day of the last purchase
 * @param slow see `isSlowingDown`
 */
export function stateOfProbability(probabilityAlive: number, atLastPurchase: number, slow: boolean): State {
  if (probabilityAlive < goneBelow) return 'gone';
  if (probabilityAlive < stayingFrom) return 'aboutToLeave';
  return slow || probabilityAlive < keptOfLastPurchase * atLastPurchase ? 'slowingDown' : 'safe';
}

/** The chances of each customer to be one still: now, and on the day of the last purchase. */
export interface Chances {
  probabilityAlive: Float64Array;
  atLastPurchase: Float64Array;
}

/**
 * The state of each customer, as an index into `states`.
 * @param chances not read on other bases than probability
 * @param lapseWindowDays the silence after which a customer has gone, where there is no model
 */
export function statesOf(
  basis: Basis,
  { count, silenceDays, usualGapDays }: Customers,
  chances: Chances | null,
  lapseWindowDays: number,
): Int32Array {
  const state = (index: number): State => {
    const slow = isSlowingDown(silenceDays[index], usualGapDays[index]);
    if (basis === 'probability')
      return stateOfProbability(chances!.probabilityAlive[index], chances!.atLastPurchase[index], slow);
    if (basis === 'silence' && silenceDays[index] > lapseWindowDays) return 'gone';
    return slow ? 'slowingDown' : 'safe';
  };
  return new Int32Array(count).map((_, index) => states.indexOf(state(index)));
}
