import type { PeriodUnit } from '../../api';
import { daysPerUnit, isoToDay } from '../../model/calendar';
import { lapseWindow } from '../../model/lapse-window';
import { logRank } from '../../stats/log-rank';
import type { AnalysisContext, Compute } from '../analysis';
import durationsInMonthsSql from './durations-in-months.sql?raw';
import durationsOfContractsSql from './durations-of-contracts.sql?raw';
import durationsOfOrdersSql from './durations-of-orders.sql?raw';
import { describe, warn } from './findings';
import {
  everybody,
  fitGroup,
  groupRow,
  hazardRows,
  inOrder,
  readDurations,
  type SurvivalGroup,
} from './groups';

/** How long customers stay: Kaplan–Meier, hazard by age, groups compared. Source: definitions, "survival". */
export const compute: Compute = async (context, params) => {
  const { kind } = context.dataset;
  const unit = params.unit as PeriodUnit;
  const groupBy = params.groupBy as string | null;
  const window =
    kind === 'purchases' ? await lapseWindow(context, params.lapseWindowDays as number | null, unit) : null;
  const table = await askDurations(context, groupBy, window?.days ?? 0);
  const unitLength = kind === 'durations' ? daysPerUnit[unit] / daysPerUnit.month : daysPerUnit[unit];
  const [all] = fitGroup(everybody, readDurations(table, unitLength, false).get(everybody)!);
  const byGroup = readDurations(table, unitLength, true);
  const groups =
    groupBy === null ? [all] : inOrder([...byGroup].flatMap(([group, rows]) => fitGroup(group, rows)));
  const compared = groupBy === null ? null : logRank(groups.map((group) => group.durations));
  const test = compared?.kind === 'fitted' ? compared : null;

  const monthLength = daysPerUnit.month / daysPerUnit[unit];
  const restrictedTo = Math.min(...groups.map(({ curve }) => curve.time.at(-1)!));
  const rows = groups.map((group) => groupRow(group, monthLength, restrictedTo));
  const overall = groupRow(all, monthLength, all.curve.time.at(-1)!);
  const hazard = groups.flatMap(hazardRows);
  const told = { groups, rows, all, overall, hazard, test, unit, groupBy, window, kind, monthLength };
  return {
    summary: {
      n: all.n,
      events: all.events,
      median: overall.median,
      medianLower: overall.medianLower,
      medianUpper: overall.medianUpper,
      logRankChi2: test?.chiSquare ?? null,
      logRankDf: test?.degreesOfFreedom ?? null,
      logRankP: test?.pValue ?? null,
      unit,
      groupBy,
      groups: groups.length,
      lapseWindowDays: window?.days ?? null,
      interval: 'log-log',
      kind,
    },
    tables: { curve: curveColumns(groups), groups: columns(rows), hazard: columns(hazard) },
    findings: describe(told),
    warnings: warn(told),
    decided: { lapseWindowDays: window?.days ?? null },
  };
};

function askDurations(context: AnalysisContext, groupBy: string | null, lapseWindowDays: number) {
  const values = {
    group_by: groupBy ?? '',
    as_of_day: isoToDay(context.dataset.asOf ?? '') ?? 0,
    lapse_window_days: lapseWindowDays,
  };
  switch (context.dataset.kind) {
    case 'purchases':
      return context.query('durations-of-orders', durationsOfOrdersSql, values);
    case 'contracts':
      return context.query('durations-of-contracts', durationsOfContractsSql, values);
    case 'durations':
      return context.query('durations-in-months', durationsInMonthsSql, values);
  }
}

function curveColumns(groups: SurvivalGroup[]) {
  const numbers = (name: 'time' | 'atRisk' | 'events' | 'censored' | 'survival') =>
    Float64Array.from(groups.flatMap(({ curve }) => Array.from(curve[name])));
  const optional = (name: 'standardError' | 'lower' | 'upper') => groups.flatMap(({ curve }) => curve[name]);
  return {
    group: groups.flatMap(({ group, curve }) => Array.from(curve.time, () => group)),
    time: numbers('time'),
    atRisk: numbers('atRisk'),
    events: numbers('events'),
    censored: numbers('censored'),
    survival: numbers('survival'),
    standardError: optional('standardError'),
    lower: optional('lower'),
    upper: optional('upper'),
  };
}

/** Rows as columns, for tables of moderate length. */
function columns<Row extends Record<string, string | number | boolean | null>>(rows: Row[]) {
  const names = Object.keys(rows[0] ?? {}) as (keyof Row & string)[];
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name]) as (string | null)[]]));
}
