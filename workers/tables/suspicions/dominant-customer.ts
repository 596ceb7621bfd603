import type { Role, Suspicion } from '../../api';
import type { ProfiledColumn } from '../profiled-column';
import { known, placedRows } from '../raw-table';

/** One customer is dominant with at least this share of all orders, or of the revenue. */
const dominantShare = 1 / 3;
/** Among fewer customers or orders one always has much. */
const fewestCustomers = 10;
const fewestOrders = 20;
const buckets = 1024;
/** Counts of orders in buckets are estimates; what comes near is looked at. */
const candidateShare = 0.25;
/** Above this the number of all orders is the sum of those estimates. */
const mostExact = 2_000_000;

interface Bucket {
  bucket: number;
  orders: number;
  revenue: number | null;
  positive: number | null;
}
interface Leader {
  customer: string;
  orders: number;
  revenue: number | null;
}

/**
 * dominantCustomer: who has a third or more of all orders or of the revenue net of returns, whichever is more. An
 * order is an order number, else a day of a customer, else a row. First sums over 1,024 buckets of customers, then the customers
 * of those buckets alone that are full enough to hold such a one: a million customers need no table of their own.
 */
export async function dominantCustomer(
  columns: readonly ProfiledColumn[],
  signal: AbortSignal,
): Promise<Suspicion[]> {
  const byRole = (role: Role) => columns.find(({ column }) => column.role === role);
  const customer = byRole('customer');
  if (!customer || customer.values.distinct < fewestCustomers) return [];
  const { database } = customer;
  const source = orderLines(customer, {
    order: byRole('order'),
    time: byRole('time'),
    amount: byRole('amount'),
  });
  const sums = (await database.run(bucketSql(source), signal)).toArray() as Bucket[];
  const revenue = sums.reduce((sum, bucket) => sum + (bucket.revenue ?? 0), 0);
  const estimated = sums.reduce((sum, bucket) => sum + bucket.orders, 0);
  const candidates = sums.filter(
    ({ orders, positive }) =>
      orders >= candidateShare * estimated || (revenue > 0 && (positive ?? 0) >= dominantShare * revenue),
  );
  if (candidates.length === 0) return [];
  const orders = customer.rows > mostExact ? estimated : await countOrders(customer, source, signal);
  if (orders < fewestOrders) return [];
  const list = candidates.map(({ bucket }) => bucket).join(', ');
  const leaders = (await database.run(leaderSql(source, list), signal)).toArray() as Leader[];
  return strongest(leaders, { orders, revenue });
}

function strongest(leaders: readonly Leader[], all: { orders: number; revenue: number }): Suspicion[] {
  const shares = leaders.flatMap(({ customer, orders, revenue }) => [
    { customer, by: 'orders', share: orders / all.orders, part: orders, whole: all.orders },
    {
      customer,
      by: 'revenue',
      // Who buys while the others only return has more than all.
      share: all.revenue > 0 ? Math.min(1, (revenue ?? 0) / all.revenue) : 0,
      part: revenue,
      whole: all.revenue,
    },
  ]);
  const [first] = shares.filter(({ share }) => share >= dominantShare).sort((a, b) => b.share - a.share);
  return first ? [{ code: 'dominantCustomer', values: first }] : [];
}

interface OrderColumns {
  order?: ProfiledColumn;
  time?: ProfiledColumn;
  amount?: ProfiledColumn;
}

/** One row for each row of the table with a customer: who, a key of the order, the amount. */
function orderLines({ table, column }: ProfiledColumn, { order, time, amount }: OrderColumns): string {
  const part = (profiled: ProfiledColumn | undefined) => (profiled ? profiled.column.valueSql : 'NULL');
  const values = placedRows(
    table,
    `CAST(${column.valueSql} AS VARCHAR) AS customer, ${part(order ?? time)} AS key, ${part(amount)} AS value`,
  );
  const key = order || time ? 'key' : 'place';
  return `(SELECT customer, hash(customer, ${key}) AS order_key, ${amount ? known('value', 'number') : 'CAST(NULL AS DOUBLE)'} AS amount,
    CAST(hash(customer) % ${buckets} AS INTEGER) AS bucket FROM ${values} WHERE customer IS NOT NULL)`;
}

const bucketSql = (
  source: string,
) => `SELECT bucket, CAST(approx_count_distinct(order_key) AS DOUBLE) AS orders,
  sum(amount) AS revenue, sum(amount) FILTER (WHERE amount > 0) AS positive FROM ${source} GROUP BY bucket`;

const leaderSql = (source: string, bucketList: string) => `WITH customers AS (
  SELECT customer, CAST(count(DISTINCT order_key) AS DOUBLE) AS orders, sum(amount) AS revenue
  FROM ${source} WHERE bucket IN (${bucketList}) GROUP BY customer)
  (SELECT * FROM customers ORDER BY orders DESC, customer LIMIT 1)
  UNION ALL (SELECT * FROM customers ORDER BY revenue DESC NULLS LAST, customer LIMIT 1)`;

async function countOrders(
  { database }: ProfiledColumn,
  source: string,
  signal: AbortSignal,
): Promise<number> {
  const sql = `SELECT CAST(count(DISTINCT order_key) AS DOUBLE) AS n FROM ${source}`;
  return ((await database.run(sql, signal)).toArray() as { n: number }[])[0].n;
}
