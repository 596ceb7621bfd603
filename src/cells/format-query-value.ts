import type { Wording } from '../analyses/figure';

/** A value of a query of the person's: as it is, numbers with the reader's digits. Nobody knows what it means but its writer. */
export function formatQueryValue(_name: string, value: unknown, wording: Wording, none: string): string {
  if (value === null || value === undefined) return none;
  if (typeof value === 'bigint') return wording.number(Number(value));
  if (typeof value === 'number')
    return wording.number(value, { maximumFractionDigits: Math.abs(value) >= 1000 ? 2 : 6 });
  return String(value);
}
