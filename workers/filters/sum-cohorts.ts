import type { ActivityCube, RowKinds } from './activity-cube';

/** The rows of `cohort_activity` for the customers of a mask, by column; see cohort-activity.sql. */
export interface CohortSums {
  firstPeriod: Int32Array;
  period: Int32Array;
  /** −1 where there is none. */
  previousPeriod: Int32Array;
  customers: Int32Array;
  lastSeen: Int32Array;
  unbroken: Int32Array;
  orders: Int32Array;
  /** NaN where there is none. */
  revenue: Float64Array;
}

/** @param mask 1 for each customer who counts, by key */
export function sumCohorts(cube: ActivityCube, mask: Uint8Array): CohortSums {
  return gatherCells(cube.kinds, sumKinds(cube, mask));
}

interface KindSums {
  rows: Int32Array;
  orders: Int32Array;
  revenue: Float64Array;
}

function sumKinds({ starts, kind, kinds, ...cube }: ActivityCube, mask: Uint8Array): KindSums {
  const length = kinds.flags.length;
  const rows = new Int32Array(length);
  const orders = new Int32Array(length);
  const revenue = new Float64Array(length);
  for (let key = 0; key < starts.length - 1; key += 1) {
    if (mask[key] === 0) continue;
    const end = starts[key + 1];
    for (let row = starts[key]; row < end; row += 1) {
      const at = kind[row];
      rows[at] += 1;
      orders[at] += cube.orders[row];
      if (cube.revenue !== null) revenue[at] += cube.revenue[row];
    }
  }
  return { rows, orders, revenue };
}

/** Kinds of rows that differ in their flags only are one cell. */
function gatherCells(kinds: RowKinds, sums: KindSums): CohortSums {
  const cells = new Map<string, number>();
  const length = sums.rows.length;
  const integers = () => new Int32Array(length);
  const gathered = {
    firstPeriod: integers(),
    period: integers(),
    previousPeriod: integers(),
    customers: integers(),
    lastSeen: integers(),
    unbroken: integers(),
    orders: integers(),
    revenue: new Float64Array(length).fill(Number.NaN),
  };
  for (let kind = 0; kind < length; kind += 1) {
    const rows = sums.rows[kind];
    if (rows === 0) continue;
    const flags = kinds.flags[kind];
    const key = `${kinds.firstPeriod[kind]} ${kinds.period[kind]} ${kinds.previousPeriod[kind]}`;
    const cell = cells.get(key) ?? cells.size;
    cells.set(key, cell);
    gathered.firstPeriod[cell] = kinds.firstPeriod[kind];
    gathered.period[cell] = kinds.period[kind];
    gathered.previousPeriod[cell] = kinds.previousPeriod[kind];
    gathered.orders[cell] += sums.orders[kind];
    if (flags & 1) gathered.lastSeen[cell] += rows;
    if (flags & 2) gathered.unbroken[cell] += rows;
    if (flags & 4) gathered.customers[cell] += rows;
    if (flags & 8) gathered.revenue[cell] = (gathered.revenue[cell] || 0) + sums.revenue[kind];
  }
  return mapColumns(gathered, cells.size);
}

function mapColumns(columns: CohortSums, length: number): CohortSums {
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]: [string, Int32Array | Float64Array]) => [
      name,
      values.slice(0, length),
    ]),
  ) as unknown as CohortSums;
}
