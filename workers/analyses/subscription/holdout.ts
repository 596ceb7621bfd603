import { fitSbg, survivalAfter, type ContractLives, type RenewalTable } from '../../stats/sbg';

/** What the model said of renewals it had not seen: shares of new customers still there at `to`. */
export interface HoldoutCheck {
  /** The last renewal the model was fitted on, and the one it is compared at. */
  from: number;
  to: number;
  actual: number;
  predicted: number;
  /** By one churn rate for everybody, fitted on the same renewals. */
  constant: number;
}

const calibrationShare = 3 / 4;
/** An observed rate on fewer customers than this is too unsure to compare with. */
export const smallAtRisk = 20;
/** Two renewals are the fewest that two parameters can be learnt from. */
const fewestRenewals = 2;

/**
 * Fits on the first three quarters of the renewals, as if everybody who came further had last been seen there, and
 * compares at the last renewal that at least 20 customers came to; null where that leaves too little.
 */
export function* checkHoldout(
  lives: ContractLives,
  renewals: RenewalTable,
): Generator<unknown, HoldoutCheck | null> {
  const to = renewals.atRisk.filter((atRisk) => atRisk >= smallAtRisk).length;
  const from = Math.floor(calibrationShare * to);
  if (from < fewestRenewals) return null;
  const fit = yield* fitSbg(cutAt(lives, from));
  if (fit.kind === 'failed') return null;
  return {
    from,
    to,
    actual: observedSurvival(renewals)[to - 1],
    predicted: survivalAfter(fit.model, to),
    constant: (1 - fit.geometric.churnRate) ** to,
  };
}

function cutAt({ renewal, churned, censored }: ContractLives, last: number): ContractLives {
  return {
    renewal: renewal.map((t) => Math.min(t, last)),
    churned: churned.map((count, row) => (renewal[row] > last ? 0 : count)),
    censored: censored.map((count, row) => (renewal[row] > last ? count + churned[row] : count)),
  };
}

/** The product of the observed renewal rates: Kaplan–Meier, right where customers are of different ages. */
export function observedSurvival({ atRisk, renewed }: RenewalTable): Float64Array {
  let survival = 1;
  return atRisk.map((customers, index) => (survival *= renewed[index] / customers));
}
