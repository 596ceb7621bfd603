import { isoDateOf } from './calendar';
import { type Customer, drawCustomers } from './customers';
import { drawOrdersOf, drawReturn, drawWalkIn, type Order } from './orders';
import { seededDraws } from './random';

export const sampleStoreSeed = 20241001;
export const sampleStoreColumns = [
  'order_id',
  'customer_id',
  'customer_name',
  'order_date',
  'channel',
  'city',
  'member',
  'product',
  'category',
  'quantity',
  'price',
] as const;

const customerCount = 3000;
const walkInCount = 60;

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** RFC 4180. */
function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function dateTimeOf({ day, minute }: Order): string {
  return `${isoDateOf(day)}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

function byTime(left: Order, right: Order): number {
  return left.day - right.day || left.minute - right.minute;
}

function numberedFromOne<Item>(items: readonly Item[]): Map<Item, number> {
  return new Map(items.map((item, index) => [item, index + 1]));
}

function customerFields(customer: Customer | undefined, numbers: ReadonlyMap<Customer, number>): string[] {
  if (customer === undefined) return ['', ''];
  return [`C${String(numbers.get(customer)).padStart(5, '0')}`, customer.name];
}

function memberField(customer: Customer | undefined): string {
  if (customer === undefined) return '';
  return customer.member ? 'yes' : 'no';
}

/** A synthetic export of order lines: the same seed gives the same bytes. */
export function sampleStoreCsv(seed: number): string {
  const draws = seededDraws(seed);
  const customers = drawCustomers(draws, customerCount);
  const walkIns = Array.from({ length: walkInCount }, () => drawWalkIn(draws));
  const sales = [...customers.flatMap((customer) => drawOrdersOf(draws, customer)), ...walkIns].sort(byTime);
  const returns = sales.flatMap((sale) => drawReturn(draws, sale) ?? []);

  const customerNumbers = numberedFromOne(customers);
  const saleNumbers = numberedFromOne(sales);
  const rows = [...sales, ...returns].sort(byTime).flatMap((order) => {
    const orderId = `${order.returnOf ? 'R' : 'S'}${10000 + (saleNumbers.get(order.returnOf ?? order) ?? 0)}`;
    const orderFields = [
      orderId,
      ...customerFields(order.customer, customerNumbers),
      dateTimeOf(order),
      order.channel,
      order.city,
      memberField(order.customer),
    ];
    return order.lines.map(({ product, quantity, priceSar }) =>
      [...orderFields, product.name, product.category, String(quantity), String(priceSar)]
        .map(quoted)
        .join(','),
    );
  });
  return [sampleStoreColumns.join(','), ...rows, ''].join('\n');
}
