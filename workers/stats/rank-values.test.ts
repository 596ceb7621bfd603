import { expect, it } from 'vitest';
import { orderByRank, rankValues } from './rank-values';

it('ranks values without gaps, equal ones alike', () => {
  const { distinct, rank } = rankValues(Float64Array.of(2.5, -1, 10, -1, 2.5));
  expect([...distinct]).toEqual([-1, 2.5, 10]);
  expect([...rank]).toEqual([1, 0, 2, 0, 1]);
});

it('orders indexes by rank and keeps equal ones as they were', () => {
  const ranks = Int32Array.of(1, 0, 2, 0, 1);
  expect([...orderByRank(Uint32Array.of(4, 3, 2, 1, 0), ranks, 3)]).toEqual([3, 1, 4, 0, 2]);
  expect([...orderByRank(Uint32Array.of(2, 0), ranks, 3)]).toEqual([0, 2]);
});
