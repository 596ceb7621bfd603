import { expect, it } from 'vitest';
import type { CustomerFilter } from '../../workers/api';
import { mergeFilter, withoutFilter } from './filters';

const loyal: CustomerFilter = { kind: 'segment', segments: ['loyal'] };
const champions: CustomerFilter = { kind: 'segment', segments: ['champions'] };
const cairo: CustomerFilter = { kind: 'attribute', name: 'city', values: ['Cairo'] };
const web: CustomerFilter = { kind: 'attribute', name: 'channel', values: ['web'] };

it('one filter of a subject takes the place of another, and is lifted when it is chosen again', () => {
  expect(mergeFilter([], loyal)).toEqual([loyal]);
  expect(mergeFilter([loyal, cairo], champions)).toEqual([cairo, champions]);
  expect(mergeFilter([cairo], web)).toEqual([cairo, web]);
  expect(mergeFilter([loyal, cairo], { ...loyal })).toEqual([cairo]);
  expect(withoutFilter([loyal, cairo], { ...cairo })).toEqual([loyal]);
});
