import { Int32, Table, vectorFromArray } from 'apache-arrow';
import { expect, test } from 'vitest';
import { tableOf } from '../../analyses/figure-test-data';
import { chartColumns } from './chart-columns';

test('kinds, different values and repeats', () => {
  const table = tableOf([
    { month: '2024-01-01', channel: 'Web', orders: 3, paid: true },
    { month: '2024-01-01', channel: 'Shop', orders: null, paid: false },
    { month: '2024-02-01', channel: 'Web', orders: 5, paid: null },
  ]);
  expect(chartColumns(table)).toEqual([
    { name: 'month', kind: 'date', distinct: 2, isOrdered: false, repeats: true },
    { name: 'channel', kind: 'text', distinct: 2, isOrdered: false, repeats: true },
    { name: 'orders', kind: 'number', distinct: 2, isOrdered: true, repeats: false },
    { name: 'paid', kind: 'boolean', distinct: 2, isOrdered: false, repeats: false },
  ]);
});

test.each([
  [['2024-01-31', '2024-02-29'], 'date'],
  [['2024-01-31 10:20:30', '2024-01-31 10:20:30.5'], 'date'],
  [['2024-01-31 10:20', null], 'date'],
  [['2023-02-29', '2024-01-01'], 'text'],
  [['2024-13-01'], 'text'],
  [['2024-01-01', 'soon'], 'text'],
  [['01/02/2024'], 'text'],
  [['2024'], 'text'],
  [[''], 'text'],
])('%j is %s', (values, kind) => {
  const [column] = chartColumns(tableOf(values.map((value) => ({ value }))));
  expect(column.kind).toBe(kind);
});

test('a column of dates without any value is known by what the engine says', () => {
  const table = tableOf([{ day: '' }]);
  expect(chartColumns(table, [{ name: 'day', type: 'DATE' }])[0]).toMatchObject({
    kind: 'date',
    distinct: 0,
  });
  expect(chartColumns(table, [{ name: 'day', type: 'VARCHAR' }])[0].kind).toBe('text');
});

test('whole numbers are numbers; one value does not rise', () => {
  const table = new Table({ count: vectorFromArray([7], new Int32()) });
  expect(chartColumns(table)).toEqual([
    { name: 'count', kind: 'number', distinct: 1, isOrdered: false, repeats: false },
  ]);
});

test('no columns', () => {
  expect(chartColumns(new Table())).toEqual([]);
});
