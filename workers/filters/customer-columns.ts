import type { Table } from 'apache-arrow';
import { highestKey, placeByKey } from './by-key';

/** Customers by key. */
export interface CustomerColumns {
  /** 1 where the key is a customer's. */
  isCustomer: Uint8Array;
  firstDay: Int32Array;
  lastDay: Int32Array;
  orders: Int32Array;
  /** 0 where there is none. */
  revenue: Float64Array;
  returns: Int32Array;
  zeroOrders: Int32Array;
}

export interface ChosenCounts {
  customers: number;
  orders: number;
  revenue: number;
  returns: number;
  zeroOrders: number;
}

/**
 * @param table rows of customer-columns.sql
 * @param uncommon rows of uncommon-orders.sql; null where there are none
 */
export function readCustomerColumns(table: Table, uncommon: Table | null): CustomerColumns {
  const length = Math.max(highestKey(table), uncommon ? highestKey(uncommon) : 0) + 1;
  const integers = () => new Int32Array(length);
  const columns = {
    isCustomer: new Uint8Array(length),
    firstDay: integers(),
    lastDay: integers(),
    orders: integers(),
    revenue: new Float64Array(length),
    returns: integers(),
    zeroOrders: integers(),
  };
  for (const key of table.getChild('customer_key')!.toArray() as Int32Array) columns.isCustomer[key] = 1;
  placeByKey(table, 'first_day', columns.firstDay);
  placeByKey(table, 'last_day', columns.lastDay);
  placeByKey(table, 'orders', columns.orders);
  placeByKey(table, 'revenue', columns.revenue);
  if (uncommon) {
    placeByKey(uncommon, 'returns', columns.returns);
    placeByKey(uncommon, 'zero_orders', columns.zeroOrders);
  }
  return columns;
}

/** @param mask 1 for each customer who counts, by key */
export function countChosen(columns: CustomerColumns, mask: Uint8Array): ChosenCounts {
  const counts = { customers: 0, orders: 0, revenue: 0, returns: 0, zeroOrders: 0 };
  for (let key = 0; key < mask.length; key += 1) {
    if (mask[key] === 0) continue;
    counts.customers += 1;
    counts.orders += columns.orders[key];
    counts.revenue += columns.revenue[key];
    counts.returns += columns.returns[key];
    counts.zeroOrders += columns.zeroOrders[key];
  }
  return counts;
}
