import type { CustomerFilter } from '../../../workers/api';
import type { FigureInput } from '../figure';
import { categoryColours, categoryDashes } from '../plot-theme';
import { readRows } from '../read-rows';

export interface CurveStep {
  time: number;
  atRisk: number;
  survival: number;
  lower: number | null;
  upper: number | null;
}

export interface HazardBar {
  time: number;
  atRisk: number;
  events: number;
  hazard: number;
  lower: number | null;
  upper: number | null;
  peak: boolean;
}

export interface Group {
  group: string;
  colour: string;
  dash: string;
  /** Too few customers to trust the curve much: drawn faint. */
  small: boolean;
  /** From time 0, where everybody is still there. */
  steps: CurveStep[];
  hazard: HazardBar[];
}

/** Below this many customers one departure moves a curve or a bar a lot. */
export const firmAtRisk = 20;

const mostGroups = categoryColours.length;

export interface Groups {
  shown: Group[];
  total: number;
}

function byGroup<Row extends { group: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.group);
    if (group) group.push(row);
    else groups.set(row.group, [row]);
  }
  return groups;
}

function withStart(steps: readonly CurveStep[]): CurveStep[] {
  if (steps[0]?.time === 0) {
    // Customers who left on the very first day: the curve still begins at 1, and falls there.
    return [{ ...steps[0], survival: 1, lower: 1, upper: 1 }, ...steps];
  }
  return [{ time: 0, atRisk: steps[0]?.atRisk ?? 0, survival: 1, lower: 1, upper: 1 }, ...steps];
}

/** The customers of a group, where they are told apart by an attribute. */
export function groupFilter(
  group: string,
  { params }: FigureInput,
): { filter: CustomerFilter } | Record<string, never> {
  const { groupBy } = params;
  if (typeof groupBy !== 'string') return {};
  return { filter: { kind: 'attribute', name: groupBy, values: [group === '' ? null : group] } };
}

export function readGroups({ tables }: FigureInput): Groups {
  const curve = readRows(tables.curve, (row) => ({
    group: row.text('group'),
    time: row.count('time'),
    atRisk: row.count('atRisk'),
    survival: row.count('survival'),
    lower: row.number('lower'),
    upper: row.number('upper'),
  }));
  const hazards = byGroup(
    readRows(tables.hazard, (row) => ({
      group: row.text('group'),
      time: row.count('time'),
      atRisk: row.count('atRisk'),
      events: row.count('events'),
      hazard: row.count('hazard'),
      lower: row.number('lower'),
      upper: row.number('upper'),
      peak: row.flag('peak'),
    })),
  );
  const curves = [...byGroup(curve)];
  const shown = curves.slice(0, mostGroups).map(([group, rows], index) => {
    const steps = withStart([...rows].sort((a, b) => a.time - b.time));
    return {
      group,
      colour: curves.length > 1 ? categoryColours[index] : 'var(--accent)',
      dash: categoryDashes[index],
      small: steps[0].atRisk < firmAtRisk,
      steps,
      hazard: (hazards.get(group) ?? []).sort((a, b) => a.time - b.time),
    };
  });
  return { shown, total: curves.length };
}

/** How many are still observed at a time: those whose time is at least as long. */
export function atRiskAt({ steps }: Group, time: number): number {
  return steps.slice(1).find((step) => step.time >= time)?.atRisk ?? 0;
}

export function survivalUnit({ params, summary }: FigureInput): string {
  return String(summary.unit ?? params.unit ?? 'month');
}

export function survivalInterval({ params, summary }: FigureInput): string {
  return String(summary.interval ?? params.interval ?? 'log-log');
}

const stepsByUnit: Record<string, readonly number[]> = {
  day: [1, 7, 14, 30, 60, 90, 180, 365, 730],
  week: [1, 2, 4, 8, 13, 26, 52, 104],
  month: [1, 2, 3, 6, 12, 24, 36, 60, 120],
};

/** Steps people count in: a year is twelve months, not ten. */
export function timeSteps(unit: string): readonly number[] {
  return stepsByUnit[unit] ?? stepsByUnit.month;
}

export function ticksUpTo(last: number, step: number): number[] {
  return Array.from({ length: Math.floor(last / step + 1e-9) + 1 }, (_, index) => index * step);
}
