import type { Dataset, DatasetKind, DataOptions, OnProgress, Role } from '../api';
import { EngineError } from '../duckdb/engine-error';
import { fillIn } from '../duckdb/sql-text';
import { dayToIso, isoToDay } from './calendar';
import { countLines, type LineCounts } from './count-lines';
import { dropTemporary, keyLines, type LinesInput } from './key-lines';
import customersOfContractsSql from './customers-of-contracts.sql?raw';
import customersOfOrdersSql from './customers-of-orders.sql?raw';
import { insertOrders } from './orders';
import { firstRow, type Run } from './statements';
import tablesSql from './tables.sql?raw';
import totalsSql from './totals.sql?raw';
import withoutOrderSql from './without-order.sql?raw';

export interface BuildInput extends LinesInput {
  rolesPresent: Role[];
  options: DataOptions;
}

/** What the build knows of the data; the import adds the tables, their attributes and the rows it could not read. */
export type BuiltDataset = Omit<
  Dataset,
  'fileName' | 'rejected' | 'attributes' | 'tables' | 'replacement' | 'rowsRejected'
> & {
  /** Rows that name a customer and can't be used. */
  problemRows: number;
};

/** A range of days beyond this is a mistake in a date (such as 1900 or 2999), not a history. */
const longestHistoryDays = 36_600;

export function datasetKind(rolesPresent: readonly Role[]): DatasetKind {
  if (rolesPresent.includes('time')) return 'purchases';
  return rolesPresent.includes('start') ? 'contracts' : 'durations';
}

/**
 * Builds the canonical tables (orders, customers, and calendar, periods, activity and attributes, which fill when asked
 * for) from the rows of the first table.
 * @param run one connection, since the steps in between are temporary tables
 * @throws EngineError `noUsableRows`, `datesTooWide`, `optionsInvalid`
 */
export async function buildModel(run: Run, input: BuildInput, onProgress: OnProgress): Promise<BuiltDataset> {
  const kind = datasetKind(input.rolesPresent);
  const asOfSet = asOfOf(input.options);
  await keyLines(run, input, onProgress);
  const counts = await countLines(run, asOfSet);
  if (counts.used === 0) throw new EngineError('noUsableRows', 'No row has both a customer and a date.');
  const asOfDay = asOfSet ?? counts.toDay;
  checkRange(counts.fromDay, asOfDay);

  await run(tablesSql);
  const values = { as_of_day: asOfDay ?? 0, zero_is_activity: input.options.zeroIsActivity };
  const isById = input.rolesPresent.includes('order');
  const grouping = isById ? 'id' : input.options.orderByRow ? 'row' : 'day';
  if (kind === 'purchases') await insertOrders(run, grouping, counts.used, values, onProgress);
  onProgress({ stage: 'customers', fraction: null });
  await run(fillIn(kind === 'purchases' ? customersOfOrdersSql : customersOfContractsSql, values));
  const totals = await firstRow(run, totalsSql);
  if (Number(totals.customers) === 0)
    throw new EngineError('noUsableRows', 'No customer has an order that counts.');
  const withoutOrder = await customersWithoutOrder(run, kind, totals, input.options);
  await dropTemporary(run);
  return {
    ...describe(kind, counts, totals, input),
    customersWithoutOrder: withoutOrder,
    ...range(counts, asOfDay),
  };
}

function asOfOf(options: DataOptions): number | null {
  const day = options.asOf === null ? null : isoToDay(options.asOf);
  if (options.asOf === null || day !== null) return day;
  throw new EngineError('optionsInvalid', `asOf is not a date: ${options.asOf}`, {
    values: { option: 'asOf' },
  });
}

function checkRange(from: number | null, to: number | null): void {
  if (from === null || to === null) return;
  if (to - from <= longestHistoryDays) return;
  throw new EngineError('datesTooWide', 'The dates span more than a hundred years.', {
    values: { from: dayToIso(from), to: dayToIso(to) },
  });
}

/** Only returns, and orders of zero where those don't count, can leave a customer without an order. */
async function customersWithoutOrder(
  run: Run,
  kind: DatasetKind,
  totals: Record<string, unknown>,
  options: DataOptions,
): Promise<number> {
  const mayLack = Number(totals.returns) > 0 || (Number(totals.zero_orders) > 0 && !options.zeroIsActivity);
  if (kind !== 'purchases' || !mayLack) return 0;
  return Number((await firstRow(run, withoutOrderSql)).customers);
}

function describe(
  kind: DatasetKind,
  counts: LineCounts,
  totals: Record<string, unknown>,
  { rolesPresent, options }: BuildInput,
) {
  return {
    kind,
    shape: shapeOf(kind, counts.used - counts.afterAsOf, Number(totals.orders_and_returns)),
    rowsRead: counts.read,
    problemRows: counts.withProblem,
    rowsWithoutCustomer: counts.withoutCustomer,
    rowsWithoutAmount: rolesPresent.includes('amount') ? counts.withoutAmount : 0,
    returns: Number(totals.returns),
    zeroOrders: Number(totals.zero_orders),
    customers: Number(totals.customers),
    orders: Number(totals.orders),
    revenue: totals.revenue === null ? null : Number(totals.revenue),
    rowsAfterAsOf: counts.afterAsOf,
    rolesPresent,
    options,
  };
}

const range = (counts: LineCounts, asOfDay: number | null) => ({
  from: counts.fromDay === null ? null : dayToIso(counts.fromDay),
  asOf: asOfDay === null ? null : dayToIso(asOfDay),
});

function shapeOf(kind: DatasetKind, lines: number, orders: number): Dataset['shape'] {
  if (kind !== 'purchases') return 'customers';
  return lines > orders ? 'orderLines' : 'orders';
}
