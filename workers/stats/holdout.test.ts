import { describe, expect, it } from 'vitest';
import { compareByFrequency, compareHoldout } from './holdout';

// CDNOW's holdout, against the reference, is in bg-nbd/fit.test.ts.
const customers = {
  predicted: Float64Array.of(0.5, 1, 3, 2),
  actual: Float64Array.of(0, 2, 3, 6),
  frequency: Float64Array.of(0, 2, 4, 9),
  age: Float64Array.of(0, 10, 20, 30),
};

describe('compareHoldout', () => {
  it('is what a sheet of paper gives', () => {
    // As before, for 10 units of time: 0, 2, 2, 3.
    expect(compareHoldout(customers, 10)).toEqual({
      customers: 4,
      actualTotal: 11,
      model: { total: 6.5, meanAbsoluteError: 5.5 / 4, rootMeanSquareError: Math.sqrt(17.25 / 4) },
      asBefore: { total: 7, meanAbsoluteError: 1, rootMeanSquareError: Math.sqrt(10 / 4) },
      zero: { total: 0, meanAbsoluteError: 11 / 4, rootMeanSquareError: Math.sqrt(49 / 4) },
    });
  });

  it('counts customers as often as told', () => {
    const twiceTheSecond = compareHoldout({ ...customers, count: Float64Array.of(1, 2, 0, 0) }, 10);
    expect(twiceTheSecond).toMatchObject({ customers: 3, actualTotal: 4, model: { total: 2.5 } });
  });

  it('is null without customers', () => {
    const none = new Float64Array(0);
    expect(compareHoldout({ predicted: none, actual: none, frequency: none, age: none }, 10)).toBeNull();
  });
});

describe('compareByFrequency', () => {
  it('averages, the highest together', () => {
    expect(compareByFrequency(customers, 4)).toEqual([
      { frequency: 0, customers: 1, actual: 0, predicted: 0.5 },
      { frequency: 2, customers: 1, actual: 2, predicted: 1 },
      { frequency: 4, customers: 2, actual: 4.5, predicted: 2.5 },
    ]);
  });
});
