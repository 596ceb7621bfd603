import type { ModelCandidate } from '../../stats/choose-model';
import { purchaseModels, type PurchaseModel } from '../../stats/purchase-models';
import type { Customers } from './customers';
import { checkHoldout, trackPurchases, type HoldoutCheck, type Tracking } from './holdout';
import { askCustomers, type Run } from './run';
import weeklySql from './weekly.sql?raw';

/** The share of the window on which the holdout check fits, unless the person sets where calibration ends. */
const calibrationShare = 3 / 4;

interface Checked {
  holdout: HoldoutCheck | null;
  tracking: Tracking | null;
  holdoutFromWeek: number | null;
}

/** With calibration until the last day there is nothing to compare with, so the check fits on the first part of the window. */
export async function checkOnHoldout(
  run: Run,
  fittedCustomers: Customers,
  { model, fit: fitted }: ModelCandidate,
): Promise<Checked> {
  const { context, days, unitDays } = run;
  const isSet = days.calibration < days.asOf;
  const calibration = isSet
    ? days.calibration
    : Math.floor(days.from + calibrationShare * (days.asOf - days.from));
  const customers = isSet ? fittedCustomers : await askCustomers(run, calibration);
  const formulas: PurchaseModel = purchaseModels[model];
  const fit = isSet ? fitted : await context.steps(formulas.fit(customers.histories), 'fit');
  if (fit.kind === 'failed') return { holdout: null, tracking: null, holdoutFromWeek: null };
  const holdoutLength = (days.asOf - calibration) / unitDays;
  const holdout = await context.steps(
    checkHoldout(customers, formulas, fit.parameters, holdoutLength),
    'predict',
  );
  const weeks = Math.floor((days.asOf - days.from + 1) / 7);
  const actual = await askWeekly(run, calibration, weeks);
  const tracked = trackPurchases(customers.firstDay, formulas, fit.parameters, days.from, weeks, unitDays);
  const predicted = await context.steps(tracked, 'predict');
  const holdoutFromWeek = Math.ceil((calibration - days.from + 1) / 7) + 1;
  return { holdout, tracking: { actual, predicted }, holdoutFromWeek };
}

/** Cumulative repeat purchases at the end of each week. */
async function askWeekly({ context, days }: Run, calibration: number, weeks: number): Promise<Float64Array> {
  const rows = await context.query('weekly', weeklySql, {
    calibration_day: calibration,
    from_day: days.from,
  });
  const actual = new Float64Array(weeks);
  for (const row of rows)
    if (Number(row.week) <= weeks) actual[Number(row.week) - 1] = Number(row.repeat_purchases);
  for (let week = 1; week < weeks; week += 1) actual[week] += actual[week - 1];
  return actual;
}
