import type { FigureInput } from '../figure';
import { readRows } from '../read-rows';

/** One renewal; what was not observed, or not fitted, is null. */
export interface Renewal {
  renewal: number;
  observed: number | null;
  observedLower: number | null;
  observedUpper: number | null;
  observedSurvival: number | null;
  atRisk: number;
  churned: number;
  small: boolean;
  fitted: number | null;
  survival: number | null;
  lower: number | null;
  upper: number | null;
  projected: boolean;
}

export function readRenewals({ tables }: FigureInput): Renewal[] {
  return readRows(tables.retention, (row) => ({
    renewal: row.count('period'),
    observed: row.number('observed'),
    observedLower: row.number('observedLower'),
    observedUpper: row.number('observedUpper'),
    observedSurvival: row.number('observedSurvival'),
    atRisk: row.count('atRisk'),
    churned: row.count('churned'),
    small: row.flag('small'),
    fitted: row.number('fitted'),
    survival: row.number('survival'),
    lower: row.number('survivalLower'),
    upper: row.number('survivalUpper'),
    projected: row.flag('projected'),
  })).sort((one, other) => one.renewal - other.renewal);
}

export function renewalUnit({ params }: FigureInput): string {
  return String(params.period ?? 'month');
}

const stepsByUnit: Record<string, readonly number[]> = {
  month: [1, 2, 3, 6, 12, 24, 36, 60, 120],
  quarter: [1, 2, 4, 8, 12, 20, 40],
  year: [1, 2, 5, 10, 20, 50],
};

/** Steps that make whole years where they can. */
export function renewalSteps(unit: string): readonly number[] {
  return stepsByUnit[unit] ?? stepsByUnit.year;
}
