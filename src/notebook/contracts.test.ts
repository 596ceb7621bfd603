import { describe, expect, it } from 'vitest';
import { defaultDataOptions } from '../../workers/api';
import type { TableContract } from './document/document';
import { matchContract, settingsOf, unmetContracts } from './contracts';

const orders: TableContract = {
  name: 'orders',
  columns: [
    { name: 'Customer ID', role: 'customer', type: 'text' },
    { name: 'Date', role: 'time', type: 'date' },
    { name: 'City', role: 'attribute', type: 'text' },
  ],
  rows: 10,
  hash: null,
};
const people: TableContract = {
  name: 'people',
  columns: [
    { name: 'Customer ID', role: 'customer', type: 'text' },
    { name: 'Age', role: 'attribute', type: 'number' },
  ],
  rows: 5,
  hash: null,
};
const named = (...names: string[]) => names.map((name) => ({ name }));

describe('matchContract', () => {
  it('goes by the columns, and says what differs', () => {
    const found = matchContract(named('date ', 'customer id', 'Amount'), [people, orders]);
    expect(found?.contract.name).toBe('orders');
    expect(found?.missing).toEqual(['City']);
    expect(found?.more).toEqual(['Amount']);
    expect(found?.roles).toEqual({ 'date ': 'time', 'customer id': 'customer' });
  });

  it('takes the table of which most is there', () => {
    expect(matchContract(named('Age', 'Customer ID'), [orders, people])?.contract.name).toBe('people');
  });

  it('knows when a file is none of them', () => {
    expect(matchContract(named('City', 'x'), [orders])).toBeNull();
    expect(matchContract(named('x'), [])).toBeNull();
  });
});

describe('unmetContracts', () => {
  const sold = { columns: named('Customer ID', 'Date', 'City') };
  const members = { columns: named('Customer ID', 'Age') };
  const namesOf = (...tables: { columns: { name: string }[] }[]) =>
    unmetContracts([orders, people], tables).map(({ name }) => name);

  it('lets a table answer for one contract only, though it has half of another', () => {
    // Of the two columns of "people" the orders have one, which would do for a match.
    expect(namesOf()).toEqual(['orders', 'people']);
    expect(namesOf(sold)).toEqual(['people']);
    expect(namesOf(members)).toEqual(['orders']);
    expect(namesOf(sold, members)).toEqual([]);
    expect(namesOf(members, sold)).toEqual([]);
    expect(namesOf({ columns: named('x') })).toEqual(['orders', 'people']);
  });
});

describe('settingsOf', () => {
  it('names only what was set', () => {
    expect(settingsOf({ ...defaultDataOptions, weekStart: 'sunday' })).toEqual({ weekStart: 'sunday' });
  });
});
