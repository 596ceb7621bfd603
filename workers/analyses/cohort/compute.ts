import type { Table } from 'apache-arrow';
import type { PeriodUnit, Scalar } from '../../api';
import { isoToDay, personalIntervalDays } from '../../model/calendar';
import type { AnalysisContext, Compute } from '../analysis';
import bracketSql from './bracket.sql?raw';
import calendarSql from './calendar.sql?raw';
import { averageByAge, describe, warn, type LabelledCell } from './findings';
import periodsSql from './periods.sql?raw';
import personalBracketSql from './personal-bracket.sql?raw';
import personalSql from './personal.sql?raw';
import { buildTriangle, readGroups, type Cell, type CohortGroup, type TriangleOptions } from './triangle';

/** A cohort under this is marked as small. */
const smallCohort = 20;

interface Period {
  label: string;
  isComplete: boolean;
}

/** The cohort triangle and its average. Source: definitions, "cohort". */
export const compute: Compute = async (context, params) => {
  const unit = params.period as PeriodUnit;
  const isPersonal = params.clock === 'personal';
  const options = params as unknown as TriangleOptions;
  await context.calendar(unit);
  const periods = readPeriods(await context.query('periods', periodsSql, { unit }));
  const values = await prepare(context, unit, isPersonal);
  const groups = readGroups(
    isPersonal
      ? await context.query('personal', personalSql, values)
      : await context.query('calendar', calendarSql, values),
  );
  const isBracket = options.type === 'bracket' && options.measure === 'customers';
  const bracketLength = isBracket ? Number(params.bracketLength) : 1;
  const askBrackets = (length: number) =>
    isPersonal
      ? context.query('personal-bracket', personalBracketSql, { ...values, bracket_length: length })
      : context.query('bracket', bracketSql, { ...values, bracket_length: length });
  const triangle = isBracket
    ? await bracketTriangle(askBrackets, groups, options, bracketLength, isPersonal)
    : buildTriangle(groups, options);
  const cells = triangle.map((cell) => labelCell(cell, periods, options, isPersonal, bracketLength));
  const average = averageByAge(cells, params);
  const sizes = cells.filter(({ age }) => age === 0);
  return {
    summary: {
      cohorts: new Set(groups.map(({ cohort }) => cohort)).size,
      customers: groups.reduce((sum, { customers }) => sum + customers, 0),
      unit,
      averageAge1: average.find(({ age }) => age === 1)?.rate ?? null,
    },
    tables: { cells: cellColumns(cells), average: averageColumns(average) },
    findings: describe(
      cells,
      average,
      params,
      periods.map(({ label }) => label),
    ),
    warnings: warn(cells, sizes, periods.find(({ isComplete }) => !isComplete)?.label ?? null, params),
  };
};

/** The values of the blanks in the cohort's SQL; the rollup that it reads is there afterwards. */
async function prepare(
  context: AnalysisContext,
  unit: PeriodUnit,
  isPersonal: boolean,
): Promise<Record<string, Scalar>> {
  const personalUnit = `personal ${unit}` as const;
  await context.activity(isPersonal ? personalUnit : unit);
  const personal = {
    personal_unit: personalUnit,
    interval_days: personalIntervalDays[unit],
    as_of_day: isoToDay(context.dataset.asOf ?? '') ?? 0,
  };
  return isPersonal ? { unit, ...personal } : { unit };
}

/** Brackets can't be summed from ages, since a customer active twice in one counts once: they have a query of their own. */
async function bracketTriangle(
  ask: (length: number) => Promise<Table>,
  groups: CohortGroup[],
  options: TriangleOptions,
  length: number,
  isPersonal: boolean,
): Promise<Cell[]> {
  const rows = await ask(length);
  const active = new Map(
    [...rows].map((row) => [`${row.cohort} ${row.intervals} ${row.bracket}`, Number(row.active)]),
  );
  const round = isPersonal ? Math.floor : Math.ceil;
  const byBracket = groups.map((group) => ({
    ...group,
    // By the calendar the last bracket may be begun, and is then shown as incomplete.
    intervals: group.intervals === 0 ? 0 : 1 + round((group.intervals - 1) / length),
    active: Float64Array.from(
      { length: 1 + Math.ceil(group.active.length / length) },
      (_, bracket) => active.get(`${group.cohort} ${group.intervals} ${bracket}`) ?? 0,
    ),
  }));
  return buildTriangle(byBracket, { ...options, type: 'classic' });
}

function readPeriods(table: Table): Period[] {
  return [...table].map((row) => ({ label: String(row.label), isComplete: Boolean(row.is_complete) }));
}

function labelCell(
  cell: Cell,
  periods: Period[],
  options: TriangleOptions,
  isPersonal: boolean,
  bracketLength: number,
): LabelledCell {
  const isPerCustomer = options.measure === 'revenuePerCustomer';
  const lastPeriod = cell.cohort + cell.age * bracketLength;
  return {
    ...cell,
    cohortLabel: periods[cell.cohort].label,
    value: isPerCustomer ? cell.value / cell.cohortSize : cell.value,
    rate: isPerCustomer || cell.base === 0 ? null : cell.value / cell.base,
    total: cell.value,
    complete: isPersonal || (periods[lastPeriod]?.isComplete ?? false),
    small: cell.cohortSize < smallCohort,
    leftTruncated: cell.cohort === 0,
  };
}

function cellColumns(cells: LabelledCell[]) {
  return {
    cohort: cells.map(({ cohortLabel }) => cohortLabel),
    age: Int32Array.from(cells, ({ age }) => age),
    cohortSize: Int32Array.from(cells, ({ cohortSize }) => cohortSize),
    value: Float64Array.from(cells, ({ value }) => value),
    rate: cells.map(({ rate }) => rate),
    complete: cells.map(({ complete }) => complete),
    small: cells.map(({ small }) => small),
    leftTruncated: cells.map(({ leftTruncated }) => leftTruncated),
  };
}

function averageColumns(average: ReturnType<typeof averageByAge>) {
  return {
    age: Int32Array.from(average, ({ age }) => age),
    rate: average.map(({ rate }) => rate),
    value: Float64Array.from(average, ({ value }) => value),
    cohorts: Int32Array.from(average, ({ cohorts }) => cohorts),
    customers: Int32Array.from(average, ({ customers }) => customers),
    lower: average.map(({ lower }) => lower),
    upper: average.map(({ upper }) => upper),
  };
}
