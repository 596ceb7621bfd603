import type { Table } from 'apache-arrow';
import type { Fix, FixProposal } from '../../api';
import type { ColumnSample } from '../reader';
import { isFloat, isText, type ValueColumn } from './column';
import { isMissing } from './missing';
import { customerSql, mend } from './text-sql';
import { trim } from './western';

const offered: Fix[] = ['wholeNumber', 'lowerCase', 'noBlanks'];

/** Whether a mending of these texts is worth a word: it changes some and does not take meaning away. */
const isWorthIt: Record<Fix, (changed: string[], all: string[]) => boolean> = {
  // 1.0 beside 1.5 is a measure, not an id.
  wholeNumber: (changed, all) => changed.length > 0 && !all.some((text) => /^[0-9]+\.[0-9]*[1-9]/.test(text)),
  // Codes such as AB12 are written in capitals throughout; addresses and names that differ in case are not.
  lowerCase: (changed, all) =>
    changed.some((text) => text.includes('@')) ||
    new Set(all.map((text) => text.toLowerCase())).size < new Set(all).size,
  noBlanks: (changed) => changed.length > 0,
};

/**
 * The mendings to propose for a column of ids or names, with how many values of the sample each changes. Whether they
 * make different values one is counted over the whole column by `countJoined`.
 */
export function proposeFixes(column: ColumnSample): FixProposal[] {
  if (!isText(column)) {
    const values = column.values.filter((value) => value !== null).length;
    const isWholeFloats =
      isFloat(column) && values > 0 && column.values.every((value) => /^-?[0-9]+(\.0)?$/.test(value ?? '0'));
    return isWholeFloats ? [{ fix: 'wholeNumber', values, joined: null }] : [];
  }
  const all = column.values.filter((value): value is string => !isMissing(value, 'text')).map(trim);
  return offered.flatMap((fix) => {
    const changed = all.filter((text) => mend[fix](text) !== text);
    return isWorthIt[fix](changed, all) ? [{ fix, values: changed.length, joined: null }] : [];
  });
}

/** Runs one statement; `Database.run` with its signal and schema already given. */
export type Run = (sql: string) => Promise<Table>;

/**
 * How many different ids of the whole column vanish because a mending makes them equal to another one.
 * @param table qualified and quoted, ready to stand in SQL
 * @param fixes mendings that are in force already
 */
export async function countJoined(
  run: Run,
  table: string,
  column: ValueColumn,
  fix: Fix,
  fixes: readonly Fix[] = [],
): Promise<number> {
  const before = customerSql(
    column,
    fixes.filter((other) => other !== fix),
  );
  const id = { name: 'id', type: 'VARCHAR', values: [] };
  const answer = await run(
    `SELECT CAST(count(*) - count(DISTINCT mended) AS DOUBLE) AS joined
     FROM (SELECT ${customerSql(id, [...fixes, fix])} AS mended FROM (SELECT DISTINCT ${before} AS id FROM ${table}) WHERE id IS NOT NULL)`,
  );
  return Number(answer.getChild('joined')!.get(0));
}
