import type { Table } from 'apache-arrow';
import type { PeriodUnit } from '../api';
import { quantileOfCounts } from '../stats/quantile';
import { daysPerUnit } from './calendar';
import gapCountsSql from './gap-counts.sql?raw';

/** Without a repeat purchase there are no gaps to learn from; six months is the usual rule of thumb. */
const ruleOfThumbDays = 183;

export interface LapseWindow {
  days: number;
  isSuggested: boolean;
}

/** The part of an analysis' context that this needs. */
interface LapseSource {
  query(name: string, sql: string): Promise<Table>;
  gaps(): Promise<void>;
}

/**
 * How long after the last purchase somebody still counts as a customer: what the person has set, or the 90th
 * percentile of the gaps between purchase days, rounded up to whole periods, at least one.
 */
export async function lapseWindow(
  source: LapseSource,
  set: number | null,
  unit: PeriodUnit,
): Promise<LapseWindow> {
  if (set !== null) return { days: set, isSuggested: false };
  await source.gaps();
  const counts = await source.query('gap-counts', gapCountsSql);
  const column = (name: string) => counts.getChild(name)!.toArray() as Int32Array;
  const gap = quantileOfCounts(column('gap_days'), column('gaps'), 0.9);
  if (gap === null) return { days: ruleOfThumbDays, isSuggested: true };
  const periods = Math.max(1, Math.ceil(gap / daysPerUnit[unit] - 1e-9));
  return { days: Math.ceil(periods * daysPerUnit[unit] - 1e-9), isSuggested: true };
}
