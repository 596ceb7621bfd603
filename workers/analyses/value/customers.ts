import type { Table, Vector } from 'apache-arrow';
import type { CustomerSummaries } from '../../stats/purchase-history';
import { readNumbers } from '../columns';

/**
 * The customers of a calibration, arrays of one length, and their distinct histories, which is all that the models see.
 * Times are in the model's unit.
 */
export interface Customers {
  customer: Vector;
  /** Index into `histories`. */
  history: Int32Array;
  histories: CustomerSummaries;
  firstDay: Float64Array;
  /** Days from the last order to the day after asOf. */
  silentDays: Float64Array;
  orders: Float64Array;
  /** Mean amount of the repeat purchases; 0 where there were none. */
  meanSpend: Float64Array;
  holdoutPurchases: Float64Array;
  /** Net of returns, until the last observed day. */
  revenue: Float64Array;
  /** The value of the attribute that groups; null without one. */
  group: Vector;
}

/** A column as numbers, 0 for none. */
function numbers(table: Table, name: string): Float64Array {
  return readNumbers(table, name).map((value) => value || 0);
}

/** @param unitDays days in the model's unit of time */
export function readCustomers(table: Table, unitDays: number): Customers {
  const frequency = numbers(table, 'frequency');
  const history = new Int32Array(readNumbers(table, 'history')).map((number) => number - 1);
  return {
    customer: table.getChild('customer')!,
    history,
    histories: readHistories(table, history, unitDays),
    firstDay: numbers(table, 'first_day'),
    silentDays: numbers(table, 'silent_days'),
    orders: numbers(table, 'orders'),
    meanSpend: numbers(table, 'repeat_amount').map((amount, index) =>
      frequency[index] > 0 ? amount / frequency[index] : 0,
    ),
    holdoutPurchases: numbers(table, 'holdout_purchases'),
    revenue: numbers(table, 'revenue'),
    group: table.getChild('group_name')!,
  };
}

/** One entry per number of a history: each customer who has it says the same. */
function readHistories(table: Table, history: Int32Array, unitDays: number): CustomerSummaries {
  const length = history.reduce((most, number) => Math.max(most, number + 1), 0);
  const histories = {
    frequency: new Float64Array(length),
    recency: new Float64Array(length),
    age: new Float64Array(length),
    count: new Float64Array(length),
  };
  const [frequency, recency, age] = ['frequency', 'recency_days', 'age_days'].map((name) =>
    numbers(table, name),
  );
  history.forEach((number, index) => {
    histories.frequency[number] = frequency[index];
    histories.recency[number] = recency[index] / unitDays;
    histories.age[number] = age[index] / unitDays;
    histories.count[number] += 1;
  });
  return histories;
}

/** What each customer has of something that is told by history. */
export function perCustomer({ history }: Customers, ofHistory: Float64Array): Float64Array {
  const values = new Float64Array(history.length);
  for (let index = 0; index < values.length; index += 1) values[index] = ofHistory[history[index]];
  return values;
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index];
  return total;
}
