import type { Dataset, DatasetKind, DataOptions, OnProgress, Role } from '../api';
import { EngineError } from '../duckdb/engine-error';
import { fillIn, identifier, literal } from '../duckdb/sql-text';
import { dayToIso, isoToDay } from './calendar';
import { countLines } from './count-lines';
import keyedLinesSql from './keyed-lines.sql?raw';
import customerKeysSql from './customer-keys.sql?raw';
import customersOfContractsSql from './customers-of-contracts.sql?raw';
import customersOfOrdersSql from './customers-of-orders.sql?raw';
import ordersByDaySql from './orders-by-day.sql?raw';
import ordersByIdSql from './orders-by-id.sql?raw';
import ordersByRowSql from './orders-by-row.sql?raw';
import ordersOfContractsSql from './orders-of-contracts.sql?raw';
import tablesSql from './tables.sql?raw';
import { firstRow, type Run } from './statements';
import totalsSql from './totals.sql?raw';

export interface BuildInput {
  rolesPresent: Role[];
  attributes: { name: string; column: string }[];
  /** Select list of the columns of `lines` that the file does not have, as NULL. */
  absent: string;
  options: DataOptions;
}

/** What the build knows of the data; the import adds the file's name and the rows it could not read. */
export type BuiltDataset = Omit<Dataset, 'fileName' | 'rejected'>;

/** A range of days beyond this is a mistake in a date (such as 1900 or 2999), not a history. */
const longestHistoryDays = 36_600;

export function datasetKind(rolesPresent: readonly Role[]): DatasetKind {
  if (rolesPresent.includes('time')) return 'purchases';
  return rolesPresent.includes('start') ? 'contracts' : 'durations';
}

/**
 * Builds the canonical tables (orders, customers, attributes, and calendar, periods and activity, which fill when
 * asked for) from the table `read_lines`, which is dropped on the way.
 * @throws EngineError `noUsableRows`, `datesTooWide`, `optionsInvalid`
 */
export async function buildModel(run: Run, input: BuildInput, onProgress: OnProgress): Promise<BuiltDataset> {
  const kind = datasetKind(input.rolesPresent);
  const asOfSet = input.options.asOf === null ? null : isoToDay(input.options.asOf);
  if (input.options.asOf !== null && asOfSet === null) {
    throw new EngineError('optionsInvalid', `asOf is not a date: ${input.options.asOf}`, {
      values: { option: 'asOf' },
    });
  }
  await run(withAbsent('lines', 'read_lines', input.absent));
  const counts = await countLines(run, asOfSet);
  if (counts.used === 0) throw new EngineError('noUsableRows', 'No row has both a customer and a date.');
  const asOfDay = asOfSet ?? counts.toDay;
  checkRange(counts.fromDay, asOfDay);

  await run(tablesSql);
  await run(customerKeysSql);
  await run(keyedLinesSql);
  await run(withAbsent('keyed_lines', 'keyed_rows', input.absent));
  await run('DROP VIEW lines');
  await run('DROP TABLE read_lines');
  onProgress({ stage: 'orders', fraction: null });
  const values = { as_of_day: asOfDay ?? 0, zero_is_activity: input.options.zeroIsActivity };
  await run(fillIn(ordersSql(kind, input), values));
  onProgress({ stage: 'customers', fraction: null });
  await run(fillIn(kind === 'purchases' ? customersOfOrdersSql : customersOfContractsSql, values));
  const attributes = await addAttributes(run, kind, input.attributes);

  const totals = await firstRow(run, totalsSql);
  if (Number(totals.customers) === 0)
    throw new EngineError('noUsableRows', 'No customer has an order that counts.');
  await run('DROP VIEW keyed_lines');
  await run('DROP TABLE keyed_rows');
  await run('DROP TABLE customer_keys');
  return {
    kind,
    shape: shapeOf(kind, counts.used - counts.afterAsOf, Number(totals.orders_and_returns)),
    rowsRead: counts.read,
    rowsRejected: 0,
    rowsWithoutCustomer: counts.withoutCustomer,
    rowsWithoutAmount: input.rolesPresent.includes('amount') ? counts.withoutAmount : 0,
    returns: Number(totals.returns),
    zeroOrders: Number(totals.zero_orders),
    customersWithoutOrder:
      kind === 'purchases' ? Number(totals.customers_seen) - Number(totals.customers) : 0,
    customers: Number(totals.customers),
    orders: Number(totals.orders),
    revenue: totals.revenue === null ? null : Number(totals.revenue),
    from: counts.fromDay === null ? null : dayToIso(counts.fromDay),
    asOf: asOfDay === null ? null : dayToIso(asOfDay),
    rowsAfterAsOf: counts.afterAsOf,
    rolesPresent: input.rolesPresent,
    attributes,
    options: input.options,
  };
}

/** A view with all columns that any file may have, over the table with those that this one has. */
function withAbsent(view: string, table: string, absent: string): string {
  return `CREATE VIEW ${view} AS SELECT *${absent && `, ${absent}`} FROM ${table}`;
}

function checkRange(from: number | null, to: number | null): void {
  if (from === null || to === null) return;
  if (to - from <= longestHistoryDays) return;
  throw new EngineError('datesTooWide', 'The dates span more than a hundred years.', {
    values: { from: dayToIso(from), to: dayToIso(to) },
  });
}

function ordersSql(kind: DatasetKind, { options, rolesPresent }: BuildInput): string {
  if (kind !== 'purchases') return ordersOfContractsSql;
  if (rolesPresent.includes('order')) return ordersByIdSql;
  return options.orderByRow ? ordersByRowSql : ordersByDaySql;
}

function shapeOf(kind: DatasetKind, lines: number, orders: number): Dataset['shape'] {
  if (kind !== 'purchases') return 'customers';
  return lines > orders ? 'orderLines' : 'orders';
}

/**
 * Adds each attribute to `customers` with its value on the customer's first day (the alphabetically first where that
 * day has several, so that the order of rows changes nothing), and the long form `attributes`.
 */
async function addAttributes(
  run: Run,
  kind: DatasetKind,
  attributes: BuildInput['attributes'],
): Promise<Dataset['attributes']> {
  if (attributes.length > 0) {
    const values = attributes.map(
      ({ name, column }) =>
        `MIN(nullif(trim(lines.${identifier(`attribute ${name}`)}), '')) AS ${identifier(column)}`,
    );
    const onFirstDay = kind === 'purchases' ? 'AND lines.day = customers.first_day' : '';
    await run(`
CREATE TABLE first_values AS
SELECT customers.customer_key, ${values.join(', ')}
FROM customers
JOIN keyed_lines AS lines ON lines.customer_key = customers.customer_key ${onFirstDay}
GROUP BY customers.customer_key`);
    const columns = attributes.map(({ column }) => `first_values.${identifier(column)}`).join(', ');
    await run(`
CREATE TABLE customers_with_attributes AS
SELECT customers.*, ${columns}
FROM customers LEFT JOIN first_values ON first_values.customer_key = customers.customer_key`);
    await run('DROP TABLE first_values');
    await run('DROP TABLE customers');
    await run('ALTER TABLE customers_with_attributes RENAME TO customers');
  }
  await run(attributesViewSql(attributes));
  return countDistinct(run, attributes);
}

/** The view `attributes`: one row is one customer and one attribute, with its value as text. */
export function attributesViewSql(attributes: BuildInput['attributes']): string {
  const selects = attributes.map(
    ({ name, column }) =>
      `SELECT customer_key, ${literal(name)} AS attribute, CAST(${identifier(column)} AS VARCHAR) AS value FROM customers`,
  );
  const none = `SELECT customer_key, '' AS attribute, '' AS value FROM customers WHERE customer_key IS NULL`;
  return `CREATE VIEW attributes AS ${selects.length > 0 ? selects.join(' UNION ALL ') : none}`;
}

async function countDistinct(run: Run, attributes: BuildInput['attributes']): Promise<Dataset['attributes']> {
  if (attributes.length === 0) return [];
  const counts = attributes.map(
    ({ column }, index) => `COUNT(DISTINCT ${identifier(column)}) AS distinct_${index}`,
  );
  const row = await firstRow(run, `SELECT ${counts.join(', ')} FROM customers`);
  return attributes.map(({ name }, index) => ({ name, distinct: Number(row[`distinct_${index}`]) }));
}
