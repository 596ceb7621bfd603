import type { DataOptions } from '../api';
import { EngineError } from '../duckdb/engine-error';
import { dayToIso, isoToDay } from './calendar';
import checkLinesSql from './check-lines.sql?raw';
import type { LinesInput } from './key-lines';
import { firstRow, type Run } from './statements';

/** What is known of the rows as soon as they are read. */
export interface CheckedLines {
  rowsRead: number;
  /** Rows that name a customer and can't be used. */
  problemRows: number;
  /** First and last observed day, ISO; null without dates. */
  from: string | null;
  asOf: string | null;
}

/** A range of days beyond this is a mistake in a date (such as 1900 or 2999), not a history. */
const longestHistoryDays = 36_600;

/**
 * Makes sure that the rows can be used, in one pass over them.
 * @param run one connection, since the steps in between are temporary views
 * @throws EngineError `noUsableRows`, `datesTooWide`, `optionsInvalid`
 */
export async function checkLines(run: Run, input: LinesInput, options: DataOptions): Promise<CheckedLines> {
  const asOfSet = asOfOf(options);
  await run(
    `CREATE OR REPLACE TEMP VIEW checked_lines AS SELECT *${input.absent && `, ${input.absent}`} FROM (${input.lines}) AS lines`,
  );
  const counts = await firstRow(run, checkLinesSql);
  const problems = Number(counts.with_problem);
  const { used, problemRows } = await countUsable(run, input.customer, problems);
  await run('DROP VIEW checked_lines');
  if (used === 0) throw new EngineError('noUsableRows', 'No row has both a customer and a date.');
  const days = (...names: string[]) =>
    names
      .map((name) => counts[name])
      .filter((day) => day !== null)
      .map(Number);
  const starts = days('first_day', 'first_start');
  const ends = days('last_day', 'last_start', 'last_end');
  const from = starts.length > 0 ? Math.min(...starts) : null;
  const asOf = asOfSet ?? (ends.length > 0 ? Math.max(...ends) : null);
  checkRange(from, asOf);
  return {
    rowsRead: Number(counts.rows_read),
    problemRows,
    from: from === null ? null : dayToIso(from),
    asOf: asOf === null ? null : dayToIso(asOf),
  };
}

/** Whose rows these are is asked of each of them only where some can't be used; otherwise of the first that has an answer. */
async function countUsable(
  run: Run,
  customer: string,
  problems: number,
): Promise<{ used: number; problemRows: number }> {
  const named = `FROM checked_lines WHERE ${customer} IS NOT NULL`;
  const sql =
    problems === 0
      ? `SELECT COUNT(*) AS used, 0 AS with_problem FROM (SELECT 1 ${named} LIMIT 1) AS first_row`
      : `SELECT COUNT(*) FILTER (WHERE problem IS NULL) AS used, COUNT(problem) AS with_problem ${named}`;
  const counts = await firstRow(run, sql);
  return { used: Number(counts.used), problemRows: Number(counts.with_problem) };
}

function asOfOf(options: DataOptions): number | null {
  const day = options.asOf === null ? null : isoToDay(options.asOf);
  if (options.asOf === null || day !== null) return day;
  throw new EngineError('optionsInvalid', `asOf is not a date: ${options.asOf}`, {
    values: { option: 'asOf' },
  });
}

function checkRange(from: number | null, to: number | null): void {
  if (from === null || to === null) return;
  if (to - from <= longestHistoryDays) return;
  throw new EngineError('datesTooWide', 'The dates span more than a hundred years.', {
    values: { from: dayToIso(from), to: dayToIso(to) },
  });
}
