import type { CustomerFilter, PeriodUnit } from '../../../workers/api';
import type { FigureInput, Wording } from '../figure';
import { readRows } from '../read-rows';

export interface Cell {
  cohort: string;
  age: number;
  cohortSize: number;
  value: number;
  rate: number | null;
  complete: boolean;
  small: boolean;
}

export interface Cohort {
  cohort: string;
  size: number;
  leftTruncated: boolean;
  cells: Cell[];
}

export interface Average {
  age: number;
  rate: number | null;
  value: number;
  cohorts: number;
  customers: number;
  /** Of the rate, where it is a share of customers. */
  lower: number | null;
  upper: number | null;
}

/** Cohorts, oldest first, with their cells by age. */
export function readCohorts({ tables }: FigureInput): Cohort[] {
  const cohorts = new Map<string, Cohort>();
  const rows = readRows(tables.cells, (row) => ({
    cohort: row.text('cohort'),
    age: row.count('age'),
    cohortSize: row.count('cohortSize'),
    value: row.count('value'),
    rate: row.number('rate'),
    complete: row.flag('complete'),
    small: row.flag('small'),
    leftTruncated: row.flag('leftTruncated'),
  }));
  for (const { leftTruncated, ...cell } of rows) {
    const known = cohorts.get(cell.cohort) ?? { cohort: cell.cohort, size: 0, leftTruncated, cells: [] };
    known.size = Math.max(known.size, cell.cohortSize);
    known.cells.push(cell);
    cohorts.set(cell.cohort, known);
  }
  const inOrder = [...cohorts.values()].sort((a, b) => (a.cohort < b.cohort ? -1 : 1));
  inOrder.forEach((cohort) => cohort.cells.sort((a, b) => a.age - b.age));
  return inOrder;
}

export function readAverage({ tables }: FigureInput): Average[] {
  return readRows(tables.average, (row) => ({
    age: row.count('age'),
    rate: row.number('rate'),
    value: row.count('value'),
    cohorts: row.count('cohorts'),
    customers: row.count('customers'),
    lower: row.number('lower'),
    upper: row.number('upper'),
  })).sort((a, b) => a.age - b.age);
}

/** Realised value per customer has no share: its amount is drawn. */
export function showsValue({ params }: FigureInput): boolean {
  return params.measure === 'revenuePerCustomer';
}

export function drawnNumber(cell: { rate: number | null; value: number }, input: FigureInput): number | null {
  return showsValue(input) ? cell.value : cell.rate;
}

/** Age 0 is everybody by definition: it says nothing and would drown the rest. */
export function isTrivial({ age }: { age: number }, input: FigureInput): boolean {
  return age === 0 && !showsValue(input);
}

export function writeNumber(number: number, input: FigureInput): string {
  const { wording } = input;
  return showsValue(input)
    ? writeAmount(number, wording)
    : wording.percent(number, number > 0 && number < 0.0995 ? 1 : 0);
}

function writeAmount(amount: number, wording: Wording): string {
  const large = Math.abs(amount) >= 10_000;
  const digits = Math.abs(amount) < 100 ? 2 : 0;
  return wording.number(
    amount,
    large ? { notation: 'compact', maximumFractionDigits: 1 } : { maximumFractionDigits: digits },
  );
}

/** The customers of a cohort. */
export function cohortFilter(cohort: string, { params }: FigureInput): CustomerFilter {
  return { kind: 'cohort', unit: params.period as PeriodUnit, period: cohort };
}

export function cohortUnit({ params }: FigureInput): string {
  return String(params.period ?? 'month');
}

export function cohortLabel(cohort: string, input: FigureInput): string {
  return input.wording.period(cohort, cohortUnit(input));
}

/** In the drawing a week is its first day: there is no room for more. */
export function shortCohortLabel(cohort: string, input: FigureInput): string {
  return cohortUnit(input) === 'week' ? input.wording.date(cohort) : cohortLabel(cohort, input);
}

/** Title and lines about one cell. */
export function describeCell(cell: Cell, input: FigureInput): { title: string; lines: string[] } {
  const { wording, params } = input;
  const values = { age: cell.age, unit: cohortUnit(input) };
  const title = wording.text('figure.cellTitle', { ...values, cohort: cohortLabel(cell.cohort, input) });
  const number = drawnNumber(cell, input);
  const lines = number === null ? [wording.text('figure.noRate')] : [];
  if (number !== null) {
    const measure = String(params.measure ?? 'customers');
    const numbers = { cohortSize: cell.cohortSize, value: cell.value, rate: cell.rate };
    lines.push(wording.text(`figure.${measure}Line`, { ...numbers, previous: previousChoice(input) }));
  }
  if (!cell.complete) lines.push(wording.text('figure.incompleteLine'));
  if (cell.small) lines.push(wording.text('figure.smallLine'));
  return { title, lines };
}

function previousChoice({ params }: FigureInput): 'yes' | 'no' {
  return params.relativeTo === 'previous' ? 'yes' : 'no';
}
