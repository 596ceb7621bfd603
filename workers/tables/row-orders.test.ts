import { expect, it, vi } from 'vitest';
import { RowOrders } from './row-orders';

const never = new AbortController().signal;

/** Work that ends when told, and knows whether it was stopped. */
function work() {
  let finish: (order: Int32Array) => void = () => undefined;
  const order = new Promise<Int32Array>((resolve) => (finish = resolve));
  const stopped = vi.fn();
  const build = vi.fn((signal: AbortSignal) => {
    signal.addEventListener('abort', stopped);
    return order;
  });
  return { build, stopped, finish: (...places: number[]) => finish(Int32Array.from(places)) };
}

it('makes an order once, for several who wait and for those who come later', async () => {
  const orders = new RowOrders();
  const { build, finish } = work();
  const both = [orders.get('a', build, never), orders.get('a', build, never)];
  finish(2, 1);
  expect(await Promise.all(both)).toEqual([Int32Array.of(2, 1), Int32Array.of(2, 1)]);
  expect(await orders.get('a', build, never)).toEqual(Int32Array.of(2, 1));
  expect(build).toHaveBeenCalledOnce();
});

it('goes on while one of them still waits, and stops when nobody does', async () => {
  vi.useFakeTimers();
  const orders = new RowOrders();
  const { build, stopped } = work();
  const [one, other] = [new AbortController(), new AbortController()];
  const both = [orders.get('a', build, one.signal), orders.get('a', build, other.signal)];
  one.abort();
  await expect(both[0]).rejects.toMatchObject({ code: 'cancelled' });
  vi.advanceTimersByTime(1000);
  expect(stopped).not.toHaveBeenCalled();
  other.abort();
  await expect(both[1]).rejects.toMatchObject({ code: 'cancelled' });
  expect(stopped).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(stopped).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

it('lets who scrolls on take up the same work again', async () => {
  vi.useFakeTimers();
  const orders = new RowOrders();
  const { build, stopped, finish } = work();
  const first = new AbortController();
  const dropped = orders.get('a', build, first.signal);
  first.abort();
  await expect(dropped).rejects.toMatchObject({ code: 'cancelled' });
  const again = orders.get('a', build, never);
  vi.advanceTimersByTime(1000);
  finish(3);
  expect(await again).toEqual(Int32Array.of(3));
  expect(stopped).not.toHaveBeenCalled();
  expect(build).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

it('stops at once what nobody waits for when another order is asked for', async () => {
  const orders = new RowOrders();
  const [former, newer] = [work(), work()];
  const stop = new AbortController();
  const dropped = orders.get('a', former.build, stop.signal);
  stop.abort();
  await expect(dropped).rejects.toMatchObject({ code: 'cancelled' });
  const asked = orders.get('b', newer.build, never);
  expect(former.stopped).toHaveBeenCalledOnce();
  newer.finish(1);
  expect(await asked).toEqual(Int32Array.of(1));
});

it('tries again after a failure', async () => {
  const orders = new RowOrders();
  await expect(orders.get('a', () => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
  expect(await orders.get('a', () => Promise.resolve(Int32Array.of(7)), never)).toEqual(Int32Array.of(7));
});

it('forgets the oldest of long orders', async () => {
  const orders = new RowOrders();
  const long = vi.fn(() => Promise.resolve(new Int32Array(10_000_000)));
  for (const key of ['a', 'b', 'a', 'c', 'a']) await orders.get(key, long, never);
  expect(long).toHaveBeenCalledTimes(3);
  await orders.get('b', long, never);
  expect(long).toHaveBeenCalledTimes(4);
});
