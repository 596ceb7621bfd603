import { expect, test } from 'vitest';
import { findTable, scopeAt } from './sql-scope';

const tables = [
  {
    name: 'orders',
    columns: [
      { name: 'customer', type: 'VARCHAR' },
      { name: 'revenue', type: 'DOUBLE' },
    ],
  },
  { name: 'customers', columns: [{ name: 'city', type: 'VARCHAR' }] },
];

/** What can be named where the bar stands: `name(columns)` of each source. */
function sources(marked: string): string[] {
  const place = marked.indexOf('|');
  const scope = scopeAt(marked.replace('|', ''), place, tables);
  return scope.sources.map(
    ({ name, columns }) => `${name}(${columns.map((column) => column.name).join(' ')})`,
  );
}

test.each([
  ['select | from orders', ['orders(customer revenue)']],
  [
    'select o.| from orders as o join customers c on o.customer = c.customer',
    ['o(customer revenue)', 'c(city)'],
  ],
  ['select 1 from ORDERS O, main.customers where |', ['O(customer revenue)', 'customers(city)']],
  ['select a.| from "orders" "a"', ['a(customer revenue)']],
  ['select 1 from orders; select | from customers', ['customers(city)']],
  ['select | from (select customer, sum(revenue) as total from orders group by 1) t', ['t(customer total)']],
  [
    'select * from orders o where exists (select 1 from customers where |)',
    ['customers(city)', 'o(customer revenue)'],
  ],
  ['with big as (select * from orders) select | from big', ['big(customer revenue)']],
  [
    'with a as (select city as town from customers), b as (select a.town from a) select | from b',
    ['b(town)'],
  ],
  ['select | from orders left join', ['orders(customer revenue)']],
  ['select | from', []],
  ['select |', []],
  ['select x.| from nowhere x', ['x()']],
  ["select | from 'orders' -- from customers", []],
  ['select | from range(3) r', ['r()']],
])('%s', (marked, expected) => expect(sources(marked)).toEqual(expected));

test('queries named by WITH are told, with the types that are known', () => {
  const text = 'with a as (select customer, revenue * 2 as twice from orders) select ';
  expect(scopeAt(text, text.length, tables).named).toEqual([
    {
      name: 'a',
      columns: [
        { name: 'customer', type: 'VARCHAR' },
        { name: 'twice', type: '' },
      ],
    },
  ]);
});

test('an unfinished or wrong text does no harm', () => {
  for (const text of [
    '(((',
    ')))',
    'with a as (',
    'select , from ,',
    'from orders o join (select',
    'with , as',
  ]) {
    expect(() => scopeAt(text, text.length, tables)).not.toThrow();
  }
});

test('a table is found whatever the case of its letters', () => {
  expect(findTable(tables, 'Orders')?.name).toBe('orders');
  expect(findTable(tables, 'order')).toBeUndefined();
});
