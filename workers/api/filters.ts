import type { PeriodUnit } from './files';

/**
 * Which customers the notebook is about at the moment; a customer has to pass all filters.
 * - `dates`: those who first bought (or whose contract began) on or after `from`, seen until `to`: nothing after it counts.
 *   The first purchase is the first ever, never the first within the dates.
 * - `cohort`: those whose first purchase lies in one period of a unit, named by the ISO date of its first day.
 * - `segment`: those in one of these RFM segments, as they are without any filter.
 * - `attribute`: those whose attribute has one of these values; null is "no value".
 */
export type CustomerFilter =
  | { kind: 'dates'; from: string | null; to: string | null }
  | { kind: 'cohort'; unit: PeriodUnit; period: string }
  | { kind: 'segment'; segments: string[] }
  | { kind: 'attribute'; name: string; values: (string | null)[] };

/** The customers that pass. */
export interface FilteredCounts {
  customers: number;
  orders: number;
  /** Net of returns; null when there is no amount. */
  revenue: number | null;
}

/** A value of an attribute, and how many customers have it. */
export interface AttributeValue {
  value: string | null;
  customers: number;
}

/** The RFM segments by the names of the glossary in code, in the order in which they are shown. */
export const rfmSegments = [
  'champions',
  'loyal',
  'potentialLoyalist',
  'new',
  'promising',
  'needAttention',
  'aboutToSleep',
  'atRisk',
  'cantLose',
  'hibernating',
] as const;
