import type { Table, Utf8, Vector } from 'apache-arrow';
import type { CustomerSummaries } from '../../stats/purchase-history';

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

/** Row by row through Arrow a million customers would take seconds. */
function numbers(table: Table, name: string): Float64Array {
  const column = table.getChild(name)!;
  const values = new Float64Array(column.toArray() as ArrayLike<number>);
  if (column.nullCount === 0) return values;
  let row = 0;
  for (const chunk of column.data)
    for (let index = 0; index < chunk.length; index += 1, row += 1)
      if (!chunk.getValid(index)) values[row] = NaN;
  return values;
}

/** @param unitDays days in the model's unit of time */
export function readCustomers(table: Table, calibrationDay: number, unitDays: number): Customers {
  const history = new Int32Array(numbers(table, 'history')).map((number) => number - 1);
  const frequency = numbers(table, 'frequency');
  const lastDay = numbers(table, 'last_day');
  return {
    count: table.numRows,
    customer: table.getChild('customer') as Vector<Utf8>,
    history,
    histories: readHistories(table, history, frequency, unitDays),
    frequency,
    lastDay,
    silenceDays: lastDay.map((day) => calibrationDay - day),
    usualGapDays: numbers(table, 'usual_gap_days'),
    meanAmount: numbers(table, 'mean_amount'),
    meanRepeatAmount: numbers(table, 'mean_repeat_amount'),
    revenue: numbers(table, 'revenue'),
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
  const [recency, age] = [numbers(table, 'recency_days'), numbers(table, 'age_days')];
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
