import { describe, expect, it } from 'vitest';
import type { FetchedResource } from '../../workers/api';
import { requestsOf, summarise } from './requests';

const origin = 'https://wafa.example';

const fetched = (name: string, startTime: number, more: Partial<FetchedResource> = {}): FetchedResource => ({
  name,
  startTime,
  transferSize: 1300,
  encodedBodySize: 1000,
  workerStart: 0,
  ...more,
});

const page = {
  startedAt: 1_000_000,
  fetched: [
    fetched(`${origin}/app/`, 0),
    fetched(`${origin}/app/assets/en.js`, 40, { transferSize: 0 }),
    fetched(`blob:${origin}/1-2-3`, 900),
    fetched(`${origin}/app/late.js`, 70, { workerStart: 69 }),
  ],
};
const worker = {
  startedAt: 1_000_050,
  fetched: [fetched(`${origin}/app/engine.wasm`, 5, { encodedBodySize: 7 })],
};

describe('requests', () => {
  it('are those of the page and its workers in the order in which they were made', () => {
    const requests = requestsOf([page, worker], origin);
    expect(requests.map(({ address, at }) => [address, at])).toEqual([
      ['/app/', 1_000_000],
      ['/app/assets/en.js', 1_000_040],
      ['/app/engine.wasm', 1_000_055],
      ['/app/late.js', 1_000_070],
    ]);
  });

  it('are told apart by whether the network was needed', () => {
    const { own, foreign, networkBytes, fromDevice, last } = summarise(requestsOf([page, worker], origin));
    expect([own.length, foreign.length, fromDevice, last?.address]).toEqual([4, 0, 2, '/app/late.js']);
    // The document and the engine; the other two came from the cache and from the service worker.
    expect(networkBytes).toBe(1000 + 7);
  });

  it('to others keep their whole address, also when it only begins like ours', () => {
    const names = ['https://other.example/x?y=1', 'https://wafa.example.org/', 'wss://wafa.example/'];
    const timeline = { startedAt: 0, fetched: names.map((name, index) => fetched(name, index)) };
    expect(summarise(requestsOf([timeline], origin)).foreign.map(({ address }) => address)).toEqual(names);
  });

  it('are none where none were made', () => {
    expect(summarise([])).toEqual({ own: [], foreign: [], networkBytes: 0, fromDevice: 0, last: null });
  });
});
