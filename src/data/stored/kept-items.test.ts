import { expect, it } from 'vitest';
import type { StoredData } from '../../../workers/api';
import { keptItems } from './kept-items';

const data = (id: string, savedAt: string): StoredData => ({
  id,
  title: `${id}.csv`,
  bytes: 1,
  savedAt,
  rows: 1,
  customers: null,
  from: null,
  asOf: null,
  isBusy: false,
});

it('puts notebooks and their data into one line, and leaves none out', () => {
  const notebooks = [
    { id: '1', title: 'Review', savedAt: '2024-01-02', data: 'a' },
    { id: '2', title: '', savedAt: '2024-01-04', data: 'gone' },
    { id: '3', title: '', savedAt: '2024-01-01', data: 'a' },
  ];
  const items = keptItems(notebooks, [data('a', '2024-01-01'), data('b', '2024-01-03')]);
  expect(items.map(({ key, title, data: own }) => [key, title, own?.id ?? null])).toEqual([
    ['notebook 2', '', null],
    ['data b', 'b.csv', 'b'],
    ['notebook 1', 'Review', 'a'],
    ['notebook 3', 'a.csv', 'a'],
  ]);
});
