import type { Role, Suspicion } from '../../api';
import { literal } from '../../duckdb/sql-text';
import { valuesOf } from '../column-summary';
import type { ProfileDays, ProfiledColumn } from '../profiled-column';
import { dayOf } from '../raw-table';
import { extremeAmounts } from './extreme-amounts';
import { timeGap } from './time-gap';

/** In fewer rows than this a column that never changes means nothing. */
const fewestForConstant = 10;
/** Days on which something has happened; an end of a contract may well lie ahead. */
const pastRoles: readonly Role[] = ['time', 'start'];
const moneyRoles: readonly Role[] = ['amount', 'price'];
/** Below zero these say that goods came back. */
const signedRoles: readonly Role[] = [...moneyRoles, 'quantity'];

/** What looks wrong in one column. */
export async function columnSuspicions(
  profiled: ProfiledColumn,
  days: ProfileDays,
  signal: AbortSignal,
): Promise<Suspicion[]> {
  const { column, rows, summary } = profiled;
  const ofFilling = fillingSuspicions(profiled);
  if (rows === 0 || summary.filled === 0) return ofFilling;
  if (column.kind === 'date' && pastRoles.includes(column.role))
    return [
      ...ofFilling,
      ...(await futureDates(profiled, days, signal)),
      ...(column.role === 'time' ? timeGap(profiled, days) : []),
    ];
  if (column.kind !== 'number' || !signedRoles.includes(column.role)) return ofFilling;
  const isMoney = moneyRoles.includes(column.role);
  return [
    ...ofFilling,
    ...(await negativeAmounts(profiled, signal)),
    ...(isMoney ? await zeroAmounts(profiled, signal) : []),
    ...(isMoney ? await extremeAmounts(profiled, signal) : []),
  ];
}

/** emptyColumn: nothing filled at all. constantColumn: every one of at least ten rows has the same value. */
function fillingSuspicions({ column, rows, summary, values }: ProfiledColumn): Suspicion[] {
  if (rows === 0) return [];
  if (summary.filled === 0) return [{ code: 'emptyColumn', values: { column: column.name } }];
  if (rows < fewestForConstant || summary.filled < rows || values.distinct !== 1) return [];
  return [{ code: 'constantColumn', values: { column: column.name, value: summary.smallest } }];
}

/**
 * futureDates: rows dated after today; and, told apart from them, rows up to today that lie after the last observed
 * day. `latest` is the latest date in the column.
 */
async function futureDates(
  profiled: ProfiledColumn,
  { today, asOf }: ProfileDays,
  signal: AbortSignal,
): Promise<Suspicion[]> {
  const { column, summary } = profiled;
  const said = (since: 'today' | 'asOf', rows: number, day: string): Suspicion[] =>
    rows > 0
      ? [{ code: 'futureDates', values: { column: column.name, since, rows, day, latest: summary.largest } }]
      : [];
  const end = asOf !== null && asOf < today ? asOf : today;
  if (!(summary.high > dayOf(end))) return [];
  const afterToday = await countWhere(profiled, `value > ${literal(dayOf(today))}`, signal);
  const afterEnd = await countWhere(profiled, `value > ${literal(dayOf(end))}`, signal);
  return [...said('today', afterToday, today), ...said('asOf', afterEnd - afterToday, end)];
}

/** negativeAmounts: any amount, price or quantity below 0; `share` of the filled ones. */
async function negativeAmounts(profiled: ProfiledColumn, signal: AbortSignal): Promise<Suspicion[]> {
  const { column, summary } = profiled;
  if (!(summary.low < 0)) return [];
  const rows = await countWhere(profiled, 'value < 0', signal);
  const values = { column: column.name, role: column.role, rows, share: rows / summary.filled };
  return [{ code: 'negativeAmounts', values }];
}

/** zeroAmounts: any amount or price of exactly 0; `share` of the filled ones. */
async function zeroAmounts(profiled: ProfiledColumn, signal: AbortSignal): Promise<Suspicion[]> {
  const { column, summary } = profiled;
  if (summary.low > 0 || summary.high < 0) return [];
  const rows = await countWhere(profiled, 'value = 0', signal);
  if (rows === 0) return [];
  return [{ code: 'zeroAmounts', values: { column: column.name, rows, share: rows / summary.filled } }];
}

/** Rows whose value fulfils a condition. */
async function countWhere(
  { database, table, column }: ProfiledColumn,
  condition: string,
  signal: AbortSignal,
): Promise<number> {
  const sql = `SELECT CAST(count(*) AS DOUBLE) AS n FROM ${valuesOf(table, column)} WHERE ${condition}`;
  return ((await database.run(sql, signal)).toArray() as { n: number }[])[0].n;
}
