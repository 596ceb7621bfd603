import { describe, expect, it } from 'vitest';
import { type HazardByAge, hazardByAge } from './hazard';
import { kaplanMeier } from './kaplan-meier';

/** Hazard of a table that lists how many leave at ages 1, 2, …; the rest stay beyond. */
function hazardOf(events: number[], staying: number): HazardByAge {
  const time = Float64Array.from(events, (_, index) => index + 1);
  const censored = new Float64Array(events.length);
  censored[events.length - 1] = staying;
  const result = kaplanMeier({ time, events: Float64Array.from(events), censored });
  if (result.kind === 'failed') throw new Error(result.reason);
  return hazardByAge(result.curve);
}

describe('hazardByAge', () => {
  it('divides events by those at risk', () => {
    expect([...hazardOf([10, 9, 0], 81).hazard]).toEqual([0.1, 0.1, 0]);
  });

  it('puts Wilson’s interval around it', () => {
    // 10 of 100: (0.1 + z²/200 ± z·√(0.09/100 + z²/40000)) / (1 + z²/100) with z = 1.959964.
    const { lower, upper } = hazardOf([10, 0], 90);
    expect([lower[0], upper[0]]).toEqual([expect.closeTo(0.05523, 5), expect.closeTo(0.17437, 5)]);
    expect(lower[1]).toBe(0);
    expect(upper[1]).toBeGreaterThan(0);
  });

  it('has neither hazard nor interval where nobody is left', () => {
    const { hazard, lower, upper, peak } = hazardOf([5, 0], 0);
    expect([[...hazard], lower[1], upper[1], peak]).toEqual([[1, 0], null, null, [false, false]]);
  });

  it('marks an age that loses more than its neighbours and twice the median', () => {
    expect(hazardOf([1, 1, 30, 1, 1, 1], 500).peak).toEqual([false, false, true, false, false, false]);
  });

  it('does not mark one that is higher, but not twice the median', () => {
    expect(hazardOf([10, 10, 15, 10, 10, 10], 500).peak).not.toContain(true);
  });

  it('does not mark either of two equal neighbours', () => {
    const { hazard, peak } = hazardOf([0, 50, 25, 0, 0, 0], 25);
    expect(hazard[1]).toBe(0.5);
    expect(hazard[2]).toBe(0.5);
    expect(peak).not.toContain(true);
  });

  it('needs twenty at risk', () => {
    expect(hazardOf([0, 0, 5, 0, 0], 15).peak[2]).toBe(true);
    expect(hazardOf([0, 0, 5, 0, 0], 14).peak[2]).toBe(false);
  });

  it('can mark the first age, never the last', () => {
    expect(hazardOf([50, 1, 1, 1, 1, 60], 0).peak).toEqual([true, false, false, false, false, false]);
  });
});
