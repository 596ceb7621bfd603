import type { DatasetCounts, DatasetKind, DataOptions, OnProgress, Role } from '../api';
import { EngineError } from '../duckdb/engine-error';
import { fillIn } from '../duckdb/sql-text';
import { isoToDay } from './calendar';
import { countLines, type LineCounts } from './count-lines';
import { dropTemporary, keyLines, type LinesInput } from './key-lines';
import customersOfContractsSql from './customers-of-contracts.sql?raw';
import customersOfOrdersSql from './customers-of-orders.sql?raw';
import { insertOrders } from './orders';
import { firstRow, type Run } from './statements';
import totalsSql from './totals.sql?raw';
import withoutOrderSql from './without-order.sql?raw';

export interface BuildInput extends LinesInput {
  rolesPresent: readonly Role[];
  options: DataOptions;
  /** Last observed day, ISO; null without dates. */
  asOf: string | null;
}

export function datasetKind(rolesPresent: readonly Role[]): DatasetKind {
  if (rolesPresent.includes('time')) return 'purchases';
  return rolesPresent.includes('start') ? 'contracts' : 'durations';
}

/**
 * Fills `orders` and `customers`, which must be empty, from the rows of the first table.
 * @param run one connection, since the steps in between are temporary tables
 * @throws EngineError `noUsableRows`
 */
export async function buildModel(
  run: Run,
  input: BuildInput,
  onProgress: OnProgress,
): Promise<DatasetCounts> {
  const kind = datasetKind(input.rolesPresent);
  const asOfDay = input.asOf === null ? null : isoToDay(input.asOf);
  await keyLines(run, input, onProgress);
  const counts = await countLines(run, asOfDay);
  const values = { as_of_day: asOfDay ?? 0, zero_is_activity: input.options.zeroIsActivity };
  const isById = input.rolesPresent.includes('order');
  const grouping = isById ? 'id' : input.options.orderByRow ? 'row' : 'day';
  if (kind === 'purchases') await insertOrders(run, grouping, counts.used, values, onProgress);
  onProgress({ stage: 'customers', fraction: null });
  await run(fillIn(kind === 'purchases' ? customersOfOrdersSql : customersOfContractsSql, values));
  const totals = await firstRow(run, totalsSql);
  if (Number(totals.customers) === 0)
    throw new EngineError('noUsableRows', 'No customer has an order that counts.');
  const customersWithoutOrder = await countWithoutOrder(run, kind, totals, input.options);
  await dropTemporary(run);
  return { ...describe(kind, counts, totals, input), customersWithoutOrder };
}

/** Only returns, and orders of zero where those don't count, can leave a customer without an order. */
async function countWithoutOrder(
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
  { rolesPresent }: BuildInput,
) {
  return {
    shape: shapeOf(kind, counts.used - counts.afterAsOf, Number(totals.orders_and_returns)),
    rowsWithoutCustomer: counts.withoutCustomer,
    rowsWithoutAmount: rolesPresent.includes('amount') ? counts.withoutAmount : 0,
    returns: Number(totals.returns),
    zeroOrders: Number(totals.zero_orders),
    customers: Number(totals.customers),
    orders: Number(totals.orders),
    revenue: totals.revenue === null ? null : Number(totals.revenue),
    rowsAfterAsOf: counts.afterAsOf,
  };
}

function shapeOf(kind: DatasetKind, lines: number, orders: number): DatasetCounts['shape'] {
  if (kind !== 'purchases') return 'customers';
  return lines > orders ? 'orderLines' : 'orders';
}
