import type { Table, Utf8, Vector } from 'apache-arrow';
import type { CustomerSummaries } from '../../stats/purchase-history';
import { readNumbers } from '../columns';

/**
 * The customers as seen on the last day of calibration, arrays of one length, and their distinct histories, which is all
 * that the models see. Histories are in the model's unit of time, everything else in days. NaN where there is no value.
 */
export interface Customers {
  count: number;
  customer: Vector<Utf8>;
  /** Index into `histories`. */
  history: Int32Array;
  histories: CustomerSummaries;
  /** Repeat purchases. */
  frequency: Float64Array;
  lastDay: Float64Array;
  /** From the last purchase to the last day of calibration. */
  silenceDays: Float64Array;
  /** Median gap between purchases, of those with three or more. */
  usualGapDays: Float64Array;
  meanAmount: Float64Array;
  /** Of the repeat purchases. */
  meanRepeatAmount: Float64Array;
  /** Net of returns. */
  revenue: Float64Array;
}

/** @param unitDays days in the model's unit of time */
export function readCustomers(table: Table, calibrationDay: number, unitDays: number): Customers {
  const history = new Int32Array(readNumbers(table, 'history')).map((number) => number - 1);
  const frequency = readNumbers(table, 'frequency');
  const lastDay = readNumbers(table, 'last_day');
  return {
    count: table.numRows,
    customer: table.getChild('customer') as Vector<Utf8>,
    history,
    histories: readHistories(table, history, frequency, unitDays),
    frequency,
    lastDay,
    silenceDays: lastDay.map((day) => calibrationDay - day),
    usualGapDays: readNumbers(table, 'usual_gap_days'),
    meanAmount: readNumbers(table, 'mean_amount'),
    meanRepeatAmount: readNumbers(table, 'mean_repeat_amount'),
    revenue: readNumbers(table, 'revenue'),
  };
}

/** One entry per number of a history: each customer who has it says the same. */
function readHistories(
  table: Table,
  history: Int32Array,
  frequency: Float64Array,
  unitDays: number,
): CustomerSummaries {
  const length = history.reduce((most, number) => Math.max(most, number + 1), 0);
  const histories = {
    frequency: new Float64Array(length),
    recency: new Float64Array(length),
    age: new Float64Array(length),
    count: new Float64Array(length),
  };
  const [recency, age] = [readNumbers(table, 'recency_days'), readNumbers(table, 'age_days')];
  history.forEach((number, index) => {
    histories.frequency[number] = frequency[index];
    histories.recency[number] = recency[index] / unitDays;
    histories.age[number] = age[index] / unitDays;
    histories.count[number] += 1;
  });
  return histories;
}

/** The sum of the numbers that are there. */
export function sum(values: Float64Array): number {
  return values.reduce((total, value) => (Number.isNaN(value) ? total : total + value), 0);
}
