import { daysPerUnit, isoToDay } from '../../model/calendar';
import { lapseWindow } from '../../model/lapse-window';
import type { AnalysisContext } from '../analysis';
import customerTimeSql from './customer-time.sql?raw';
import yearlyChurnSql from './yearly-churn.sql?raw';

/** Value for people who know no models: order value × orders per customer-year × expected years (× margin). */
export interface FormulaValue {
  averageOrderValue: number;
  ordersPerYear: number;
  yearlyChurn: number | null;
  expectedYears: number | null;
  perCustomer: number | null;
}

/**
 * A customer-year is a year in which somebody is a customer: from each purchase until the lapse window after it has
 * passed. The yearly churn rate is that of the last twelve months; with a shorter history, or nobody lost, there are
 * no expected years and no value.
 */
export async function formulaValue(context: AnalysisContext, margin: number): Promise<FormulaValue> {
  const { orders, revenue, asOf, from } = context.dataset;
  const asOfDay = isoToDay(asOf ?? '') ?? 0;
  const { days: lapseWindowDays } = await lapseWindow(context, null, 'month');
  const values = { as_of_day: asOfDay, lapse_window_days: lapseWindowDays };
  const time = (await context.query('customer-time', customerTimeSql, values)).get(0)!;
  const ordersPerYear =
    (orders / (Number(time.between_purchases ?? 0) + Number(time.after_the_last))) * daysPerUnit.year;
  const averageOrderValue = (revenue ?? 0) / orders;
  const yearBefore = asOfDay - 365;
  const hasYear = yearBefore >= (isoToDay(from ?? '') ?? Infinity);
  const yearlyChurn = hasYear ? await churnOfLastYear(context, { ...values, year_before: yearBefore }) : null;
  const expectedYears = yearlyChurn ? 1 / yearlyChurn : null;
  const perCustomer =
    expectedYears === null ? null : averageOrderValue * ordersPerYear * expectedYears * margin;
  return { averageOrderValue, ordersPerYear, yearlyChurn, expectedYears, perCustomer };
}

async function churnOfLastYear(
  context: AnalysisContext,
  values: Record<string, number>,
): Promise<number | null> {
  const row = (await context.query('yearly-churn', yearlyChurnSql, values)).get(0)!;
  const start = Number(row.start_customers);
  return start > 0 ? (start - Number(row.kept)) / start : null;
}
