import type { FigureInput } from '../figure';
import type { Tick } from '../drawing-axes';
import { readRows } from '../read-rows';

export interface Period {
  /** Place in time, from 0. */
  index: number;
  period: string;
  startCustomers: number;
  newCustomers: number;
  resurrected: number;
  lost: number;
  endCustomers: number;
  kept: number;
  retentionRate: number | null;
  churnRate: number | null;
  lower: number | null;
  upper: number | null;
  small: boolean;
  complete: boolean;
}

export function readPeriods({ tables }: FigureInput): Period[] {
  const rows = readRows(tables.periods, (row) => ({
    period: row.text('period'),
    startCustomers: row.count('startCustomers'),
    newCustomers: row.count('newCustomers'),
    resurrected: row.count('resurrected'),
    lost: row.count('lost'),
    endCustomers: row.count('endCustomers'),
    kept: row.count('kept'),
    retentionRate: row.number('retentionRate'),
    churnRate: row.number('churnRate'),
    lower: row.number('lower'),
    upper: row.number('upper'),
    small: row.flag('small'),
    complete: row.flag('complete'),
  }));
  return rows.map((row, index) => ({ index, ...row }));
}

export function periodLabel(period: string, { params, wording }: FigureInput): string {
  return wording.period(period, String(params.period ?? 'month'));
}

/** On an axis a week is its first day: the axis has no room for more. */
export function periodTicks(periods: readonly Period[], input: FigureInput): Tick[] {
  const { params, wording } = input;
  const label = (period: string): string =>
    params.period === 'week' ? wording.date(period) : periodLabel(period, input);
  return periods.map(({ index, period }) => ({ value: index, text: label(period) }));
}

/** Half a period of air on both sides of the first and the last. */
export function periodDomain(periods: readonly Period[]): [number, number] {
  return [-0.5, periods.length - 0.5];
}
