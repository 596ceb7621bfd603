import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runToEnd } from './minimise';
import { orderDescending } from './order-descending';

test('orders as a stable sort does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 })), (keys) => {
      const expected = keys.map((_, index) => index).sort((one, other) => keys[other] - keys[one]);
      expect([...runToEnd(orderDescending(Float64Array.from(keys)))]).toEqual(expected);
    }),
  );
});
