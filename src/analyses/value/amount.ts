import type { Wording } from '../figure';

/** An amount of money in the currency of the data, which the page does not know: large ones shortened. */
export function writeAmount(amount: number, wording: Wording): string {
  if (Math.abs(amount) >= 100_000)
    return wording.number(amount, { notation: 'compact', maximumFractionDigits: 1 });
  return wording.number(amount, { maximumFractionDigits: Math.abs(amount) < 100 ? 2 : 0 });
}
