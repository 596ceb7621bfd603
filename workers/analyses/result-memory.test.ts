import { expect, it } from 'vitest';
import type { AnalysisResult } from '../api';
import { ResultMemory } from './result-memory';

const result = (bytes: number): AnalysisResult => ({
  analysis: 'rate',
  params: {},
  summary: {},
  tables: { periods: new Uint8Array(bytes).fill(7) },
  findings: [],
  warnings: [],
  sql: [],
  origin: 'rows',
});

it('gives copies, by request and customers, whatever the order of parameters', () => {
  const memory = new ResultMemory();
  const [all, some] = [{}, {}];
  memory.set(all, { name: 'rate', params: { a: 1, b: 2 } }, result(3));
  const first = memory.get(all, { name: 'rate', params: { b: 2, a: 1 } })!;
  first.tables.periods.fill(0);
  expect(memory.get(all, { name: 'rate', params: { a: 1, b: 2 } })!.tables.periods).toEqual(
    new Uint8Array([7, 7, 7]),
  );
  expect(memory.get(some, { name: 'rate', params: { a: 1, b: 2 } })).toBeNull();
  expect(memory.get(all, { name: 'rate', params: { a: 1 } })).toBeNull();
});

it('holds neither the largest nor all', () => {
  const memory = new ResultMemory();
  const all = {};
  memory.set(all, { name: 'value', params: {} }, result(17 * 2 ** 20));
  expect(memory.get(all, { name: 'value', params: {} })).toBeNull();
  for (let place = 0; place <= 24; place += 1)
    memory.set(all, { name: 'rate', params: { place } }, result(1));
  expect(memory.get(all, { name: 'rate', params: { place: 0 } })).toBeNull();
  expect(memory.get(all, { name: 'rate', params: { place: 24 } })).not.toBeNull();
});
