import { describe, expect, it } from 'vitest';
import { spokenTime, TimeLeft } from './time-left';

const read = (fraction: number | null) => ({ stage: 'read', fraction }) as const;

describe('TimeLeft', () => {
  it('says nothing in the first second, then what an even speed leaves', () => {
    const left = new TimeLeft();
    expect(left.note(read(0), 0)).toBeNull();
    expect(left.note(read(0.05), 500)).toBeNull();
    expect(left.note(read(0.1), 1000)).toBeCloseTo(9, 9);
    expect(left.note(read(0.5), 5000)).toBeCloseTo(5, 9);
    expect(left.note(read(1), 10_000)).toBe(0);
  });

  it('lets a single slow piece change the estimate by a fifth of its weight', () => {
    const left = new TimeLeft();
    left.note(read(0), 0);
    left.note(read(0.1), 1000);
    // Speed so far 0.1 a second; the next piece runs at 0.02: smoothed 0.084.
    expect(left.note(read(0.12), 2000)).toBeCloseTo(0.88 / 0.084, 9);
  });

  it('begins anew with another stage, and when the work does', () => {
    const left = new TimeLeft();
    left.note(read(0), 0);
    expect(left.note(read(0.5), 2000)).toBeCloseTo(2, 9);
    expect(left.note({ stage: 'orders', fraction: 0.1 }, 2500)).toBeNull();
    expect(left.note({ stage: 'orders', fraction: 0.2 }, 4500)).toBeCloseTo(16, 9);
    expect(left.note({ stage: 'orders', fraction: 0.1 }, 6000)).toBeNull();
  });

  it('knows nothing where there is no fraction, or no progress', () => {
    const left = new TimeLeft();
    expect(left.note(read(null), 0)).toBeNull();
    expect(left.note(read(0), 100)).toBeNull();
    expect(left.note(read(0), 9000)).toBeNull();
  });
});

describe('spokenTime', () => {
  it.each([
    [0, { unit: 'moment' }],
    [4.9, { unit: 'moment' }],
    [5, { unit: 'seconds', count: 5 }],
    [16.1, { unit: 'seconds', count: 20 }],
    [55, { unit: 'seconds', count: 55 }],
    [55.1, { unit: 'minutes', count: 1 }],
    [80, { unit: 'minutes', count: 1 }],
    [200, { unit: 'minutes', count: 3 }],
  ])('%d seconds', (seconds, expected) => {
    expect(spokenTime(seconds)).toEqual(expected);
  });
});
