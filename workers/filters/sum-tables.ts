import { Int32, Table, Vector, makeData, makeVector, tableToIPC } from 'apache-arrow';
import type { PeriodUnit } from '../api';
import { knownColumn, namedColumn } from '../analyses/columns';
import { filledPlaces } from './by-key';
import type { CohortSums } from './sum-cohorts';
import type { MoveSums } from './sum-moves';

/** Rows of canonical tables that were added up here, as Arrow IPC bytes with the tables' columns; null without a row. */

export function cohortTable(unit: PeriodUnit, sums: CohortSums): Uint8Array | null {
  return toBytes({
    unit: unitColumn(unit, sums.period.length),
    first_period: makeVector(sums.firstPeriod),
    period: makeVector(sums.period),
    previous_period: periodColumn(sums.previousPeriod),
    customers: makeVector(sums.customers),
    last_seen: makeVector(sums.lastSeen),
    unbroken: makeVector(sums.unbroken),
    orders: makeVector(sums.orders),
    revenue: amountColumn(sums.revenue),
  });
}

export function moveTable(unit: PeriodUnit, sums: MoveSums): Uint8Array | null {
  return toBytes({
    unit: unitColumn(unit, sums.period.length),
    period: makeVector(sums.period),
    silent_days: makeVector(sums.silentDays),
    first_at_end: makeVector(sums.firstAtEnd),
    at_end: makeVector(sums.atEnd),
    at_start: makeVector(sums.atStart),
    at_both: makeVector(sums.atBoth),
  });
}

export function gapTable({ days, gaps }: { days: Int32Array; gaps: Int32Array }): Uint8Array | null {
  return toBytes({ gap_days: makeVector(days), gaps: makeVector(gaps) });
}

export function keyTable(mask: Uint8Array): Uint8Array | null {
  return toBytes({ customer_key: makeVector(filledPlaces(mask)) });
}

function toBytes(columns: Record<string, Vector>): Uint8Array | null {
  const table = new Table(columns);
  return table.numRows > 0 ? tableToIPC(table, 'stream') : null;
}

const unitColumn = (unit: string, length: number) => namedColumn(new Int32Array(length), [unit]);

function amountColumn(values: Float64Array): Vector {
  const column = knownColumn(values);
  return column instanceof Vector ? column : makeVector(column.slice());
}

/** NULL where the period is negative. */
function periodColumn(periods: Int32Array): Vector {
  const nullBitmap = new Uint8Array(Math.ceil(periods.length / 8));
  let nullCount = 0;
  periods.forEach((period, index) => {
    if (period >= 0) nullBitmap[index >> 3] |= 1 << (index & 7);
    else nullCount += 1;
  });
  return new Vector([
    makeData({ type: new Int32(), length: periods.length, nullCount, nullBitmap, data: periods }),
  ]);
}
