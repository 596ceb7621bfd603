import type { Scalar } from '../../api';
import { wilson } from '../../stats/wilson';

/** A denominator under this is marked as small. */
const smallDenominator = 20;

export interface RatePeriod {
  period: string;
  startCustomers: number;
  newCustomers: number;
  resurrected: number;
  lost: number;
  endCustomers: number;
  cameAndWent: number;
  complete: boolean;
  kept: number;
  /** Of those at the start; null when there were none. */
  retentionRate: number | null;
  churnRate: number | null;
  lower: number | null;
  upper: number | null;
  small: boolean;
}

/**
 * Retention as the textbook has it: of S customers at the start, E at the end and N of those new or resurrected,
 * (E − N) / S were kept. Null when there was nobody to keep.
 */
export function retentionRate(start: number, end: number, joined: number): number | null {
  return start > 0 ? (end - joined) / start : null;
}

/** One row of query.sql as a period. */
export function ratePeriod(row: Record<string, Scalar>): RatePeriod {
  const number = (name: string) => Number(row[name]);
  const [start, lost] = [number('start_customers'), number('lost')];
  const rate = retentionRate(start, number('end_customers'), number('new_customers') + number('resurrected'));
  const interval = wilson(start - lost, start);
  return {
    period: String(row.period),
    startCustomers: start,
    newCustomers: number('new_customers'),
    resurrected: number('resurrected'),
    lost,
    endCustomers: number('end_customers'),
    cameAndWent: number('came_and_went'),
    complete: Boolean(row.complete),
    kept: start - lost,
    retentionRate: rate,
    churnRate: rate === null ? null : lost / start,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    small: start < smallDenominator,
  };
}
