import type { Table } from 'apache-arrow';

/** Customers of one cohort who have been observed equally long, with sums by age; ages may exceed `intervals`. */
export interface CohortGroup {
  cohort: number;
  /** Ages 0 … intervals − 1 count. */
  intervals: number;
  customers: number;
  active: Float64Array;
  lastSeen: Float64Array;
  unbroken: Float64Array;
  orders: Float64Array;
  revenue: Float64Array;
}

export interface Cell {
  cohort: number;
  age: number;
  cohortSize: number;
  value: number;
  /** What `value` is a share of; 0 where a share means nothing. */
  base: number;
}

export interface TriangleOptions {
  measure: 'customers' | 'orders' | 'revenue' | 'revenuePerCustomer';
  type: 'classic' | 'rolling' | 'bracket' | 'streak';
  relativeTo: 'cohort' | 'previous';
}

/** Gathers the rows of calendar.sql or personal.sql into groups. */
export function readGroups(table: Table): CohortGroup[] {
  const column = (name: string) => table.getChild(name)!;
  const [cohort, intervals, age] = [column('cohort'), column('intervals'), column('age')];
  const groups = new Map<string, { group: CohortGroup; rows: number[] }>();
  for (let row = 0; row < table.numRows; row += 1) {
    const key = `${cohort.get(row)} ${intervals.get(row)}`;
    const known = groups.get(key);
    if (known) known.rows.push(row);
    else
      groups.set(key, {
        group: emptyGroup(Number(cohort.get(row)), Number(intervals.get(row))),
        rows: [row],
      });
  }
  const measures = [
    ['active', column('active')],
    ['lastSeen', column('last_seen')],
    ['unbroken', column('unbroken')],
    ['orders', column('orders')],
    ['revenue', column('revenue')],
  ] as const;
  return [...groups.values()].map(({ group, rows }) => {
    const length = Math.max(...rows.map((row) => Number(age.get(row)))) + 1;
    for (const [name, values] of measures) {
      const byAge = new Float64Array(Math.max(length, group.intervals));
      for (const row of rows) byAge[Number(age.get(row))] = Number(values.get(row) ?? 0);
      group[name] = byAge;
    }
    return { ...group, customers: group.active[0] };
  });
}

function emptyGroup(cohort: number, intervals: number): CohortGroup {
  const none = new Float64Array();
  return {
    cohort,
    intervals,
    customers: 0,
    active: none,
    lastSeen: none,
    unbroken: none,
    orders: none,
    revenue: none,
  };
}

/** What a group shows at each age under a measure and type. */
function valuesByAge(group: CohortGroup, { measure, type }: TriangleOptions): Float64Array {
  if (measure === 'orders') return group.orders;
  if (measure === 'revenue') return group.revenue;
  if (measure === 'revenuePerCustomer') return runningSum(group.revenue);
  if (type === 'streak') return group.unbroken;
  // Whoever is seen for the last time at an age or later was active at that age or later.
  return type === 'rolling' ? runningSum(group.lastSeen.toReversed()).toReversed() : group.active;
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/** The triangle, cohort by cohort and age by age. A customer counts at an age only when all of it was observed. */
export function buildTriangle(groups: CohortGroup[], options: TriangleOptions): Cell[] {
  const cells = new Map<string, Cell>();
  for (const group of groups) {
    const values = valuesByAge(group, options);
    for (let age = 0; age < group.intervals; age += 1) {
      const key = `${group.cohort} ${age}`;
      const cell = cells.get(key) ?? { cohort: group.cohort, age, cohortSize: 0, value: 0, base: 0 };
      cell.cohortSize += group.customers;
      cell.value += values[age];
      cell.base += baseOf(group, values, age, options);
      cells.set(key, cell);
    }
  }
  return [...cells.values()].sort((one, other) => one.cohort - other.cohort || one.age - other.age);
}

function baseOf(group: CohortGroup, values: Float64Array, age: number, options: TriangleOptions): number {
  if (options.measure === 'revenuePerCustomer') return group.customers;
  if (options.relativeTo === 'previous' && age > 0) return values[age - 1];
  return options.measure === 'customers' ? group.customers : values[0];
}
