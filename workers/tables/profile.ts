import type { ColumnProfile, OnProgress, Suspicion, TableProfile } from '../api';
import type { Database } from '../duckdb/database';
import { summarise } from './column-summary';
import { readValues } from './column-values';
import type { ProfiledColumn, ProfileDays } from './profiled-column';
import type { RawTable } from './raw-table';
import { columnSuspicions } from './suspicions/columns';
import { dominantCustomer } from './suspicions/dominant-customer';
import { duplicateRows } from './suspicions/duplicate-rows';

/**
 * What every column of a table holds, and what looks wrong in it. Two passes over each column; customers and whole rows
 * take two more. What the file's place of a row is plays no part.
 * @throws EngineError `cancelled` and whatever the engine meets
 */
export async function tableProfile(
  database: Database,
  table: RawTable,
  days: ProfileDays,
  signal: AbortSignal,
  onProgress: OnProgress = () => undefined,
): Promise<TableProfile> {
  const steps = table.columns.length + 2;
  const say = (done: number) => onProgress({ stage: 'query', fraction: done / steps });
  say(0);
  const rows = await countRows(database, table, signal);
  const columns: ProfiledColumn[] = [];
  for (const column of table.columns) {
    const summary = await summarise(database, table, column, signal);
    const values = await readValues({ database, table, column, summary, signal });
    columns.push({ database, table, column, rows, summary, values });
    say(columns.length);
  }
  const suspicions: Suspicion[] = [];
  for (const column of columns) suspicions.push(...(await columnSuspicions(column, days, signal)));
  say(steps - 2);
  suspicions.push(...(await dominantCustomer(columns, signal)));
  say(steps - 1);
  suspicions.push(...(await duplicateRows({ database, table, rows }, signal)));
  say(steps);
  return { rows, columns: columns.map(profileOf), suspicions };
}

async function countRows(database: Database, table: RawTable, signal: AbortSignal): Promise<number> {
  const sql = `SELECT CAST(count(*) AS DOUBLE) AS n FROM ${table.qualified}`;
  return ((await database.run(sql, signal)).toArray() as { n: number }[])[0].n;
}

function profileOf({ column, summary, values }: ProfiledColumn): ColumnProfile {
  const { name, kind } = column;
  const { filled, smallest, largest, mean } = summary;
  const { distinct, isDistinctApproximate, histogram, top } = values;
  return { name, kind, filled, distinct, isDistinctApproximate, smallest, largest, mean, histogram, top };
}
