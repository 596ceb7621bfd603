import { daysPerUnit, isoToDay } from '../../model/calendar';
import { lapseWindow } from '../../model/lapse-window';
import type { AnalysisContext } from '../analysis';
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
 * Customer-years run from each first purchase to the last observed day. The yearly churn rate is that of the last
 * twelve months; with a shorter history, or nobody lost, there are no expected years and no value.
 */
export async function formulaValue(
  context: AnalysisContext,
  firstDays: Float64Array,
  margin: number,
): Promise<FormulaValue> {
  const { orders, revenue, asOf, from } = context.dataset;
  const asOfDay = isoToDay(asOf ?? '') ?? 0;
  const customerDays = firstDays.reduce((sum, day) => sum + (asOfDay - day + 1), 0);
  const ordersPerYear = (orders / customerDays) * daysPerUnit.year;
  const averageOrderValue = (revenue ?? 0) / orders;
  const yearBefore = asOfDay - 365;
  const yearlyChurn =
    yearBefore >= (isoToDay(from ?? '') ?? Infinity)
      ? await churnOfLastYear(context, asOfDay, yearBefore)
      : null;
  const expectedYears = yearlyChurn ? 1 / yearlyChurn : null;
  const perCustomer =
    expectedYears === null ? null : averageOrderValue * ordersPerYear * expectedYears * margin;
  return { averageOrderValue, ordersPerYear, yearlyChurn, expectedYears, perCustomer };
}

async function churnOfLastYear(
  context: AnalysisContext,
  asOfDay: number,
  yearBefore: number,
): Promise<number | null> {
  const window = await lapseWindow(context.query, null, 'month');
  const values = { as_of_day: asOfDay, year_before: yearBefore, lapse_window_days: window.days };
  const row = (await context.query('yearly-churn', yearlyChurnSql, values)).get(0)!;
  const start = Number(row.start_customers);
  return start > 0 ? (start - Number(row.kept)) / start : null;
}
