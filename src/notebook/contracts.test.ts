import { describe, expect, it } from 'vitest';
import { defaultDataOptions } from '../../workers/api';
import type { TableContract } from './document/document';
import { matchContract, settingsOf } from './contracts';

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

describe('settingsOf', () => {
  it('names only what was set', () => {
    expect(settingsOf({ ...defaultDataOptions, weekStart: 'sunday' })).toEqual({ weekStart: 'sunday' });
  });
});
