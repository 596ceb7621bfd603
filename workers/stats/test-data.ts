import { readCsv } from '../../test/helpers/reference';
import type { CustomerSummaries } from './purchase-history';
import type { GroupedDurations } from './kaplan-meier';
import { rankValues } from './rank-values';

const MILLISECONDS_PER_DAY = 86_400_000;

/** Customers of a BTYD test: summaries, mean spend of the repeat purchases, purchase days after the window. */
export interface TestCustomers extends CustomerSummaries {
  meanSpend: Float64Array;
  later: Float64Array;
}

interface Purchase {
  customer: string;
  date: string;
  amount: number;
}

function dayOf(date: string): number {
  return Date.parse(date) / MILLISECONDS_PER_DAY;
}

/** Summaries of purchase days up to `end`; times are days / unitDays. Meanwhile days until `laterEnd` count as later. */
function summarise(purchases: Purchase[], end: string, laterEnd: string, unitDays: number): TestCustomers {
  const spendByDay = new Map<string, Map<number, number>>();
  for (const { customer, date, amount } of purchases) {
    const days = spendByDay.get(customer) ?? new Map<number, number>();
    days.set(dayOf(date), (days.get(dayOf(date)) ?? 0) + amount);
    spendByDay.set(customer, days);
  }
  const rows = [...spendByDay.values()].flatMap((days) => {
    const inWindow = [...days.keys()].filter((day) => day <= dayOf(end)).sort((left, right) => left - right);
    if (inWindow.length === 0) return [];
    const later = [...days.keys()].filter((day) => day > dayOf(end) && day <= dayOf(laterEnd)).length;
    const first = inWindow[0];
    const repeats = inWindow.slice(1);
    const spend = repeats.reduce((sum, day) => sum + (days.get(day) ?? 0), 0) / Math.max(1, repeats.length);
    const recency = (inWindow[inWindow.length - 1] - first) / unitDays;
    return [{ frequency: repeats.length, recency, age: (dayOf(end) - first) / unitDays, spend, later }];
  });
  return {
    frequency: Float64Array.from(rows, (row) => row.frequency),
    recency: Float64Array.from(rows, (row) => row.recency),
    age: Float64Array.from(rows, (row) => row.age),
    count: new Float64Array(rows.length).fill(1),
    meanSpend: Float64Array.from(rows, (row) => row.spend),
    later: Float64Array.from(rows, (row) => row.later),
  };
}

/** The CDNOW summary as distributed, times in weeks rounded to two decimals. */
export function cdnowSummary(): CustomerSummaries & { meanSpend: Float64Array } {
  const rows = readCsv('cdnow_customers_summary_with_transactions.csv');
  return {
    frequency: Float64Array.from(rows, (row) => Number(row.x)),
    recency: Float64Array.from(rows, (row) => Number(row.t_x)),
    age: Float64Array.from(rows, (row) => Number(row.T)),
    count: new Float64Array(rows.length).fill(1),
    meanSpend: Float64Array.from(rows, (row) => Number(row.zbar)),
  };
}

/** CDNOW rebuilt from its transactions: 39 weeks of calibration, 39 weeks of holdout; times in weeks. */
export function cdnowFromTransactions(): TestCustomers {
  const purchases = readCsv('cdnow_sample_transactions.csv').map((row) => ({
    customer: row.customer_id,
    date: row.date,
    amount: Number(row.amount),
  }));
  return summarise(purchases, '1997-09-30', '1998-06-30', 7);
}

/** Online Retail purchase days up to `end`, times in days. */
export function onlineRetail(end: string): TestCustomers {
  const purchases = readCsv('online_retail_orders.csv').map((row) => ({
    customer: row.customer_id,
    date: row.order_ts.slice(0, 10),
    amount: Number(row.amount),
  }));
  return summarise(purchases, end, '2011-12-09', 1);
}

export interface Duration {
  time: number;
  event: boolean;
}

/** Durations grouped by distinct time. */
export function groupDurations(durations: Duration[]): GroupedDurations {
  const { distinct: time, rank } = rankValues(Float64Array.from(durations, (duration) => duration.time));
  const events = new Float64Array(time.length);
  const censored = new Float64Array(time.length);
  durations.forEach(({ event }, index) => (event ? events : censored)[rank[index]]++);
  return { time, events, censored };
}

/** Telco tenure in months and churn, by the values of a column (one group, 'all', without). */
export function telcoDurations(column?: string): Map<string, GroupedDurations> {
  const groups = new Map<string, Duration[]>();
  for (const row of readCsv('Telco-Customer-Churn.csv')) {
    const name = column === undefined ? 'all' : row[column];
    const durations = groups.get(name) ?? [];
    durations.push({ time: Number(row.tenure), event: row.Churn === 'Yes' });
    groups.set(name, durations);
  }
  return new Map([...groups].map(([name, durations]) => [name, groupDurations(durations)]));
}
