import type { Table, Vector } from 'apache-arrow';
import type { CustomerSummaries } from '../../stats/purchase-history';

/** The BTYD summary of all customers of a calibration, in the model's unit of time; arrays of one length. */
export interface Summaries extends CustomerSummaries {
  customer: Vector;
  firstDay: Float64Array;
  /** Mean amount of the repeat purchases; 0 where there were none. */
  meanSpend: Float64Array;
  holdoutPurchases: Float64Array;
  /** Net of returns, until the last observed day. */
  revenue: Float64Array;
}

/** @param unitDays days in the model's unit of time */
export function readSummaries(table: Table, unitDays: number): Summaries {
  const numbers = (name: string) => Float64Array.from(table.getChild(name)!, (value) => Number(value ?? 0));
  const frequency = numbers('frequency');
  return {
    customer: table.getChild('customer')!,
    firstDay: numbers('first_day'),
    frequency,
    recency: numbers('recency_days').map((days) => days / unitDays),
    age: numbers('age_days').map((days) => days / unitDays),
    count: new Float64Array(frequency.length).fill(1),
    meanSpend: numbers('repeat_amount').map((amount, index) =>
      frequency[index] > 0 ? amount / frequency[index] : 0,
    ),
    holdoutPurchases: numbers('holdout_purchases'),
    revenue: numbers('revenue'),
  };
}
