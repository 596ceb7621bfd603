import type { Table } from 'apache-arrow';
import type { RejectedRow } from '../api';
import { identifier } from '../duckdb/sql-text';
import { problems, type LinesPlan } from './lines';

/** How many rejected rows are kept to be shown; all are counted. */
export const shownRejects = 200;

const reasons: Record<string, RejectedRow['reason']> = {
  CAST: 'castFailed',
  'MISSING COLUMNS': 'missingColumns',
  'TOO MANY COLUMNS': 'tooManyColumns',
  'UNQUOTED VALUE': 'unquotedValue',
  'LINE SIZE OVER MAXIMUM': 'lineTooLong',
};

export const countRejectsSql = 'SELECT COUNT(DISTINCT line) AS rejected FROM reject_errors';

export const listRejectsSql = `
SELECT line, column_name, CAST(error_type AS VARCHAR) AS error_type, csv_line, error_message
FROM reject_errors
ORDER BY line, column_idx
LIMIT ${shownRejects}`;

/** The engine's list of lines it could not read. */
export function readRejects(table: Table): RejectedRow[] {
  return [...table].map((row) => {
    const { line, column_name, error_type, csv_line, error_message } = row.toJSON();
    const value =
      /Could not convert string "(.*?)" to/s.exec(String(error_message))?.[1] ?? String(csv_line ?? '');
    return {
      line: Number(line),
      column: column_name === null ? null : String(column_name),
      value: value.slice(0, 200),
      reason: reasons[String(error_type)] ?? 'other',
    };
  });
}

/**
 * The rows that were read but can't be used, with their line. Runs only when there are some, since it reads the
 * file again: lines are counted through quoted values that hold line breaks.
 * @param rejectedLines lines the engine had already passed over, ascending
 */
export function listProblemsSql(plan: LinesPlan, source: string, allColumns: string[]): string {
  const row = `concat_ws('', ${allColumns.map((name) => `CAST(${identifier(name)} AS VARCHAR)`).join(', ')})`;
  const breaks = `length(${row}) - length(replace(${row}, chr(10), ''))`;
  return `
SELECT * FROM (
  SELECT
    CAST(SUM(1 + ${breaks}) OVER (ROWS UNBOUNDED PRECEDING) - (${breaks}) AS DOUBLE) AS line,
    left(${row}, 200) AS text,
    ${plan.select}
  FROM ${source}
)
WHERE problem IS NOT NULL AND customer IS NOT NULL
LIMIT ${shownRejects}`;
}

/** @param linesBefore lines of the file before the first row: skipped ones and the header */
export function readProblems(table: Table, linesBefore: number, rejectedLines: number[]): RejectedRow[] {
  const codes = Object.entries(problems) as [RejectedRow['reason'], number][];
  return [...table].map((row) => {
    const { line, text, problem } = row.toJSON();
    let lineInFile = Number(line) + linesBefore;
    for (const rejected of rejectedLines) if (rejected <= lineInFile) lineInFile += 1;
    return {
      line: lineInFile,
      column: null,
      value: String(text),
      reason: codes.find(([, code]) => code === Number(problem))?.[0] ?? 'other',
    };
  });
}
