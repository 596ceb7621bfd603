import type { RejectedRow } from '../api';
import type { Database } from '../duckdb/database';
import { identifier } from '../duckdb/sql-text';
import type { TableReader } from '../ingest/reader';
import type { LinesPlan } from './lines';
import { rejectedName, type RawTable } from './raw-table';

/** How many rejected rows are shown at once; all are counted and can be downloaded. */
export const shownRejects = 200;
const valueLength = 200;

interface RejectedContext {
  database: Database;
  catalog: string;
  table: RawTable;
  /** Of the first table; null for further ones, whose rows can only fail to be read. */
  plan: LinesPlan | null;
  /** The file, as long as it is at hand. */
  reader: Pick<TableReader, 'linesOf'> | null;
  signal: AbortSignal;
}

/** The rows that were read, name a customer and can't be used, by place. */
function problemsSql({ table, plan }: RejectedContext & { plan: LinesPlan }): string {
  // A column of the file may have taken the name of the engine's row number.
  const isTaken = table.columns.some(({ name }) => name.toLowerCase() === 'rowid');
  const values = plan.problems.map(({ column }, place): [string, string] => [
    `value_${place + 1}`,
    `left(CAST(${identifier(column)} AS VARCHAR), ${valueLength})`,
  ]);
  const value = values.map(([name], place) => `WHEN ${place + 1} THEN ${name}`);
  const place = isTaken ? 'row_number() OVER () - 1' : 'rowid';
  return `
SELECT place, problem, CASE problem ${value.join(' ')} END AS value
FROM (${plan.lines({ place, ...Object.fromEntries(values) })}) AS lines_of_table
WHERE problem IS NOT NULL AND ${plan.customer} IS NOT NULL
ORDER BY place`;
}

/**
 * The rows that were set apart: those that could not be read, then those that can't be used, in the order of the file.
 * @param limit how many of each kind; null for all
 */
export async function listRejected(context: RejectedContext, limit: number | null): Promise<RejectedRow[]> {
  const { database, catalog, table, signal } = context;
  const end = limit === null ? '' : ` LIMIT ${limit}`;
  const unread = await database.run(
    `SELECT CAST(line AS DOUBLE) AS line, column_name, value, reason FROM ${rejectedName(catalog, table)} ORDER BY line${end}`,
    signal,
  );
  const rejected = [...unread].map((row): RejectedRow => {
    const { line, column_name, value, reason } = row.toJSON() as Record<string, string | null>;
    return {
      line: line === null ? null : Number(line),
      column: column_name,
      value,
      reason: reason as RejectedRow['reason'],
    };
  });
  const unusable = context.plan ? await listProblems({ ...context, plan: context.plan }, end) : [];
  return [...rejected, ...unusable].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

async function listProblems(
  context: RejectedContext & { plan: LinesPlan },
  end: string,
): Promise<RejectedRow[]> {
  const { plan } = context;
  if (plan.problems.length === 0) return [];
  const found = await context.database.run(problemsSql(context) + end, context.signal);
  const rows = [...found].map(
    (row) => row.toJSON() as { place: unknown; problem: unknown; value: string | null },
  );
  const lines = await linesOf(
    context,
    rows.map(({ place }) => Number(place)),
  );
  return rows.map(({ problem, value }, index) => ({
    line: lines[index],
    value,
    ...plan.problems[Number(problem) - 1],
  }));
}

async function linesOf(
  { table, reader, signal }: RejectedContext,
  places: number[],
): Promise<(number | null)[]> {
  const { lineOffset } = table;
  if (lineOffset !== null) return places.map((place) => place + lineOffset);
  return reader && places.length > 0 ? reader.linesOf(places, signal) : places.map(() => null);
}

/** How many rows were set apart for which reason. */
export async function countRejected(context: RejectedContext): Promise<RawTable['rejectedFor']> {
  const { database, catalog, table, plan, signal } = context;
  const unread = await database.run(
    `SELECT reason, CAST(COUNT(*) AS INTEGER) AS found FROM ${rejectedName(catalog, table)} GROUP BY reason`,
    signal,
  );
  const counts = new Map<RejectedRow['reason'], number>();
  const add = (reason: RejectedRow['reason'], found: number) =>
    counts.set(reason, (counts.get(reason) ?? 0) + found);
  for (const row of unread) add(row.reason as RejectedRow['reason'], Number(row.found));
  if (plan && plan.problems.length > 0) {
    const unusable = await database.run(
      `SELECT problem, CAST(COUNT(*) AS INTEGER) AS found FROM (${problemsSql({ ...context, plan })}) AS problems GROUP BY problem`,
      signal,
    );
    for (const row of unusable) add(plan.problems[Number(row.problem) - 1].reason, Number(row.found));
  }
  return [...counts].map(([reason, rows]) => ({ reason, rows })).sort((one, other) => other.rows - one.rows);
}

const quoted = (value: string | number | null) => {
  const text = value === null ? '' : String(value);
  // A spreadsheet would run a text that begins so as a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /["\n\r,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** All rows that were set apart, as CSV with a header; a spreadsheet knows it for UTF-8 by its first character. */
export async function rejectedCsv(context: RejectedContext): Promise<Uint8Array> {
  const rows = await listRejected(context, null);
  const lines = rows.map(({ line, column, value, reason }) =>
    [line, column, value, reason].map(quoted).join(','),
  );
  return new TextEncoder().encode(`\uFEFF${['line,column,value,reason', ...lines].join('\r\n')}\r\n`);
}
