import type { PeriodUnit } from '../../api';
import { daysPerUnit, isoToDay } from '../../model/calendar';
import { lapseWindow } from '../../model/lapse-window';
import type { SurvivalInterval } from '../../stats/kaplan-meier-interval';
import type { AnalysisContext, AnalysisOutput, Compute } from '../analysis';
import { compare } from './compare';
import durationsInMonthsSql from './durations-in-months.sql?raw';
import durationsOfContractsSql from './durations-of-contracts.sql?raw';
import durationsOfOrdersSql from './durations-of-orders.sql?raw';
import { countNegative, mergeDurations, readDurations, type DurationsByGroup } from './durations';
import { describe } from './findings';
import { commonTime, everybody, fitGroup, groupRow, hazardRows, inOrder } from './groups';
import { tablesOf } from './tables';
import type { SurvivalTold } from './told';
import { warn } from './warnings';

/** How long customers stay: Kaplan–Meier, hazard by age, groups compared. Source: definitions, "survival". */
export const compute: Compute = async (context, params) => {
  const { kind } = context.dataset;
  const unit = params.unit as PeriodUnit;
  const groupBy = params.groupBy as string | null;
  const interval = params.interval as SurvivalInterval;
  const window =
    kind === 'purchases' ? await lapseWindow(context, params.lapseWindowDays as number | null, unit) : null;
  const table = await askDurations(context, groupBy, window?.days ?? 0);
  const unitLength = kind === 'durations' ? daysPerUnit[unit] / daysPerUnit.month : daysPerUnit[unit];
  const monthLength = daysPerUnit.month / daysPerUnit[unit];
  const people = describePeople(readDurations(table, unitLength), { groupBy, interval, monthLength });
  const decided = { lapseWindowDays: window?.days ?? null };
  if (people === null) return nobody({ ...decided, interval, kind });
  const negative = countNegative(table);
  const told: SurvivalTold = { ...people, unit, monthLength, groupBy, negative, window, kind };
  return {
    summary: { ...summaryOf(told), ...decided, interval },
    tables: tablesOf(told),
    findings: describe(told),
    warnings: warn(told),
    decided,
  };
};

interface Choices {
  groupBy: string | null;
  interval: SurvivalInterval;
  monthLength: number;
}

/** The curves and their comparison; null without a customer whose duration is known. */
function describePeople(durations: DurationsByGroup, { groupBy, interval, monthLength }: Choices) {
  const [all] = fitGroup(everybody, mergeDurations([...durations.values()]), interval);
  if (all === undefined) return null;
  const named = [...durations].flatMap(([group, rows]) =>
    group === null ? [] : fitGroup(group, rows, interval),
  );
  const groups = groupBy === null || named.length === 0 ? [all] : inOrder(named);
  const time = commonTime(groups);
  return {
    groups,
    all,
    rows: groups.map((group) => groupRow(group, monthLength, time)),
    overall: groupRow(all, monthLength, all.curve.time.at(-1)!),
    hazard: groups.flatMap(hazardRows),
    withoutGroup: groupBy === null ? 0 : all.n - named.reduce((sum, { n }) => sum + n, 0),
    ...compare(groups),
  };
}

function summaryOf({ all, overall, groups, test, unit, groupBy, kind }: SurvivalTold) {
  return {
    n: all.n,
    events: all.events,
    median: overall.median,
    medianLower: overall.medianLower,
    medianUpper: overall.medianUpper,
    restrictedMean: overall.restrictedMean,
    restrictedMeanStandardError: overall.restrictedMeanStandardError,
    restrictedTo: overall.restrictedTo,
    logRankChi2: test?.chiSquare ?? null,
    logRankDf: test?.degreesOfFreedom ?? null,
    logRankP: test?.pValue ?? null,
    unit,
    groupBy,
    groups: groups.length,
    kind,
  };
}

function nobody(decided: { lapseWindowDays: number | null; interval: string; kind: string }): AnalysisOutput {
  const noTest = { logRankChi2: null, logRankDf: null, logRankP: null };
  return {
    summary: { n: 0, events: 0, median: null, ...noTest, ...decided },
    tables: {},
    findings: [],
    warnings: [{ code: 'noDurations', values: {} }],
    decided: { lapseWindowDays: decided.lapseWindowDays },
  };
}

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
