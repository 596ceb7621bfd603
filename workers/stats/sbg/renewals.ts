/**
 * Customers under contract by how many renewals they came to; arrays of one length, rows in any order, a renewal may
 * repeat. churned = customers who came to renewal t and left there (t ≥ 1); censored = customers who renewed t times and
 * were still there when last seen (t ≥ 0).
 */
export interface ContractLives {
  renewal: Float64Array;
  churned: Float64Array;
  censored: Float64Array;
}

/** What became of the customers at each renewal; entry t − 1 is renewal t. atRisk = renewed + churned. */
export interface RenewalTable {
  atRisk: Float64Array;
  renewed: Float64Array;
  churned: Float64Array;
  /** All of them, also those who have not come to a renewal yet. */
  customers: number;
  /** How many left. */
  events: number;
}

export type LivesProblem =
  | 'invalidInput'
  | 'tooFewCustomers'
  | 'nobodyAtRisk'
  | 'noEvents'
  | 'everybodyLeft'
  | 'oneRenewal'
  | 'noLaterEvents';

/** Beyond this many renewals a number is a mistake. */
const MOST_RENEWALS = 100_000;

/** Whether arrays agree in length, renewals are whole, counts are ≥ 0 and nobody leaves before the first renewal. */
export function areValidLives({ renewal, churned, censored }: ContractLives): boolean {
  if (churned.length !== renewal.length || censored.length !== renewal.length) return false;
  return renewal.every((t, row) => {
    if (!Number.isInteger(t) || t < 0 || t > MOST_RENEWALS) return false;
    if (!(churned[row] >= 0 && churned[row] < Infinity)) return false;
    if (!(censored[row] >= 0 && censored[row] < Infinity)) return false;
    return t > 0 || churned[row] === 0;
  });
}

/**
 * Adds up valid lives by renewal, up to the last one that anybody came to. The likelihood depends on these counts alone,
 * whatever the customers' ages.
 */
export function tabulateRenewals({ renewal, churned, censored }: ContractLives): RenewalTable {
  const last = renewal.reduce(
    (most, t, row) => (churned[row] + censored[row] > 0 ? Math.max(most, t) : most),
    0,
  );
  const left = new Float64Array(last);
  const stayed = new Float64Array(last + 1);
  renewal.forEach((t, row) => {
    if (churned[row] > 0) left[t - 1] += churned[row];
    if (censored[row] > 0) stayed[t] += censored[row];
  });
  const renewed = new Float64Array(last);
  const atRisk = new Float64Array(last);
  let beyond = 0;
  for (let index = last - 1; index >= 0; index--) {
    renewed[index] = beyond + stayed[index + 1];
    atRisk[index] = renewed[index] + left[index];
    beyond = atRisk[index];
  }
  const events = left.reduce((sum, count) => sum + count, 0);
  return { atRisk, renewed, churned: left, customers: beyond + stayed[0], events };
}

/** What makes a fit to these renewals impossible, or null. */
export function findRenewalsProblem(table: RenewalTable, minimumCustomers: number): LivesProblem | null {
  const { atRisk, renewed, churned, customers, events } = table;
  if (customers < minimumCustomers) return 'tooFewCustomers';
  if (atRisk.length === 0) return 'nobodyAtRisk';
  if (events === 0) return 'noEvents';
  if (renewed[0] === 0) return 'everybodyLeft';
  if (atRisk.length === 1) return 'oneRenewal';
  // Retention would jump to 1 after the first renewal: the likelihood rises towards alpha = beta = 0.
  if (churned[0] === events) return 'noLaterEvents';
  return null;
}
