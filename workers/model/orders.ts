import type { OnProgress, Scalar } from '../api';
import { fillIn } from '../duckdb/sql-text';
import { lastKey } from './key-lines';
import ordersByDaySql from './orders-by-day.sql?raw';
import ordersByIdSql from './orders-by-id.sql?raw';
import ordersByRowSql from './orders-by-row.sql?raw';
import type { Run } from './statements';

const statements = { day: ordersByDaySql, id: ordersByIdSql, row: ordersByRowSql };

/** Rows grouped in one statement. The table of groups must fit into memory beside the rest; more rows take several turns. */
const rowsAtOnce = 4_000_000;

/** Fills `orders` from `used_lines`, some customers after the other. */
export async function insertOrders(
  run: Run,
  grouping: keyof typeof statements,
  rows: number,
  values: Record<string, Scalar>,
  onProgress: OnProgress,
): Promise<void> {
  const turns = Math.max(1, Math.ceil(rows / rowsAtOnce));
  const last = await lastKey(run);
  const firstOf = (turn: number) => Math.floor((turn / turns) * last) + 1;
  for (let turn = 0; turn < turns; turn += 1) {
    onProgress({ stage: 'orders', fraction: turn / turns });
    const keys = { first_key: firstOf(turn), last_key: firstOf(turn + 1) - 1 };
    await run(fillIn(statements[grouping], { ...values, ...keys }));
  }
}
