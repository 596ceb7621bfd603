import { describe, expect, it } from 'vitest';
import { newcombe } from './newcombe';

describe('newcombe', () => {
  it('gives the published interval', () => {
    // Newcombe 1998, table II, comparison (a): 56/70 against 48/80, method 10: 0.0524 to 0.3339.
    const result = newcombe([56, 48], [70, 80])!;
    expect(result.difference).toBeCloseTo(0.2, 12);
    expect(result.lower).toBeCloseTo(0.0524, 4);
    expect(result.upper).toBeCloseTo(0.3339, 4);
  });
  it('mirrors when the two are swapped', () => {
    const [one, other] = [newcombe([9, 3], [10, 10])!, newcombe([3, 9], [10, 10])!];
    expect(other.lower).toBeCloseTo(-one.upper, 12);
    expect(other.upper).toBeCloseTo(-one.lower, 12);
  });
  it('has no answer without trials', () => expect(newcombe([0, 1], [0, 2])).toBeNull());
});
