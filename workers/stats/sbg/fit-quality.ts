import { chiSquareUpperTail } from '../chi-square';
import type { RetentionModel } from './likelihood';
import type { RenewalTable } from './renewals';
import { retentionRate } from './retention';

export interface FitQuality {
  chiSquare: number;
  degreesOfFreedom: number;
  pValue: number;
  /** The renewal at which observed and fitted rate differ most, measured against chance, and both rates. */
  worst: { renewal: number; observed: number; fitted: number };
}

/** Fewer expected customers than this on either side make the statistic's distribution unlike chi-square's. */
const LEAST_EXPECTED = 5;

/**
 * Pearson's chi-square of observed against fitted renewals, one term a renewal with at least 5 expected to stay and to
 * leave, less one degree of freedom per parameter. Null with too few such renewals to tell.
 */
export function renewalFitQuality(table: RenewalTable, model: RetentionModel): FitQuality | null {
  let [chiSquare, terms, largest] = [0, 0, -1];
  let worst = { renewal: 0, observed: 0, fitted: 0 };
  table.atRisk.forEach((atRisk, index) => {
    const fitted = retentionRate(model, index + 1);
    if (atRisk * Math.min(fitted, 1 - fitted) < LEAST_EXPECTED) return;
    const observed = table.renewed[index] / atRisk;
    const term = (atRisk * (observed - fitted) ** 2) / (fitted * (1 - fitted));
    chiSquare += term;
    terms++;
    if (term <= largest) return;
    largest = term;
    worst = { renewal: index + 1, observed, fitted };
  });
  const degreesOfFreedom = terms - ('churnRate' in model ? 1 : 2);
  if (degreesOfFreedom < 1) return null;
  return { chiSquare, degreesOfFreedom, pValue: chiSquareUpperTail(chiSquare, degreesOfFreedom), worst };
}
