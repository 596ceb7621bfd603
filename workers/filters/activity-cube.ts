import type { Table } from 'apache-arrow';
import { placeRows, rowPlaces } from './by-key';
import { NumberIndex } from './number-index';

/** Stands for no period and for no day. */
export const none = 65_535;

/** What rows can have in common. */
export interface RowKinds {
  firstPeriod: Int32Array;
  period: Int32Array;
  /** −1 where there is none. */
  previousPeriod: Int32Array;
  /** As in activity-rows.sql. */
  flags: Int32Array;
}

/** The activity of one unit, the rows of a customer side by side: what is grouped by SQL, for customers chosen one by one. */
export interface ActivityCube {
  /** The rows of the customer with key k go from `starts[k]` to before `starts[k + 1]`. */
  starts: Int32Array;
  kinds: RowKinds;
  /** By row: the place in `kinds`, so that a row adds to few numbers. */
  kind: Int32Array;
  orders: Int32Array;
  /** 0 where there is none; null where no row has any. */
  revenue: Float64Array | null;
  /** Days from the last order in the period to its end, as far as it has been observed. */
  silentAtEnd: Uint16Array;
  /** Days from the last order before the period to its start; `none` in a customer's first period and for returns. */
  silentAtStart: Uint16Array;
  /** Number of periods, and a number of days that no silence reaches. */
  periods: number;
  days: number;
}

/**
 * @param table rows of activity-rows.sql
 * @param observedTo last observed day of each period, counted like those of the rows
 */
export function readActivityCube(table: Table, observedTo: Int32Array): ActivityCube {
  const { starts, places } = rowPlaces(table);
  const length = table.numRows;
  const kinds = findKinds(table, places);
  const hasRevenue = table.getChild('revenue')!.nullCount < length;
  const silences = (name: string, periodsBack: number) => {
    const days = placeRows(table, name, places, new Uint16Array(length));
    for (let row = 0; row < length; row += 1)
      if (days[row] !== none)
        days[row] = observedTo[kinds.kinds.period[kinds.kind[row]] - periodsBack] - days[row];
    return days;
  };
  return {
    starts,
    ...kinds,
    orders: placeRows(table, 'orders', places, new Int32Array(length)),
    revenue: hasRevenue ? placeRows(table, 'revenue', places, new Float64Array(length)) : null,
    silentAtEnd: silences('last_day', 0),
    silentAtStart: silences('previous_last_day', 1),
    periods: observedTo.length,
    days: observedTo[observedTo.length - 1] + 1,
  };
}

function findKinds(table: Table, places: Int32Array): Pick<ActivityCube, 'kind' | 'kinds'> {
  const column = (name: string) => placeRows(table, name, places, new Uint16Array(places.length));
  const [first, period, previous] = [column('first_period'), column('period'), column('previous_period')];
  const flags = column('flags');
  const periods = period.reduce((most, value) => Math.max(most, value), 0) + 1;
  const index = new NumberIndex(periods * periods * (periods + 1) * 16);
  const kind = new Int32Array(places.length);
  for (let row = 0; row < kind.length; row += 1) {
    const before = previous[row] === none ? 0 : previous[row] + 1;
    const cell = (first[row] * periods + period[row]) * (periods + 1) + before;
    kind[row] = index.place(cell * 16 + flags[row]);
  }
  const part = (value: (number: number) => number) => Int32Array.from(index.numbers, value);
  const kinds = {
    firstPeriod: part((number) => Math.floor(number / 16 / (periods + 1) / periods)),
    period: part((number) => Math.floor(number / 16 / (periods + 1)) % periods),
    previousPeriod: part((number) => (Math.floor(number / 16) % (periods + 1)) - 1),
    flags: part((number) => number % 16),
  };
  return { kind, kinds };
}
