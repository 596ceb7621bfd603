import type { Scalar } from '../../api';
import { EngineError } from '../../duckdb/engine-error';
import { isoToDay } from '../../model/calendar';
import type { AnalysisContext } from '../analysis';
import { readCustomers, type Customers } from './customers';
import summarySql from './summary.sql?raw';

/** What one run works with. */
export interface Run {
  context: AnalysisContext;
  params: Record<string, Scalar>;
  days: Window;
  unitDays: number;
}

interface Window {
  from: number;
  calibration: number;
  asOf: number;
}

/** The days of a run. @throws EngineError `parametersInvalid` when calibration would end outside the data */
export function windowOf(context: AnalysisContext, params: Record<string, Scalar>): Window {
  const [from, asOf] = [isoToDay(context.dataset.from ?? '') ?? 0, isoToDay(context.dataset.asOf ?? '') ?? 0];
  const calibration =
    params.calibrationEnd === null ? asOf : (isoToDay(String(params.calibrationEnd)) ?? asOf);
  if (calibration > from && calibration <= asOf) return { from, calibration, asOf };
  const values = { parameter: 'calibrationEnd', value: params.calibrationEnd };
  throw new EngineError('parametersInvalid', 'calibrationEnd must lie within the data.', { values });
}

/** The customers as they were on a day, with what they have bought since. */
export async function askCustomers(
  { context, params, days, unitDays }: Run,
  until: number,
): Promise<Customers> {
  const table = await context.query('summary', summarySql, {
    calibration_day: until,
    as_of_day: days.asOf,
    group_by: params.groupBy ?? '',
  });
  return readCustomers(table, unitDays);
}
