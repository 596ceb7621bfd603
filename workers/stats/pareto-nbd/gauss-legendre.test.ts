import { describe, expect, it } from 'vitest';
import { gaussLegendre } from './gauss-legendre';

describe('gaussLegendre', () => {
  it.each([1, 2, 3, 4, 8, 20])('of size %i integrates powers up to 2·size − 1 and no further', (size) => {
    const { nodes, weights } = gaussLegendre(size);
    const integrate = (power: number): number =>
      nodes.reduce((sum, node, index) => sum + weights[index] * node ** power, 0);
    for (let power = 0; power < 2 * size; power++) expect(integrate(power)).toBeCloseTo(1 / (power + 1), 15);
    // DLMF 3.5.19 for the next power: the error is (size!)⁴ / ((2·size+1) · (2·size)!²).
    let error = 1 / (2 * size + 1);
    for (let factor = 1; factor <= size; factor++) error *= (factor / (size + factor)) ** 2;
    if (size <= 8) expect((1 / (2 * size + 1) - integrate(2 * size)) / error).toBeCloseTo(1, 4);
  });

  it('is the rule in the books for two nodes: ½ ∓ 1/√12', () => {
    const { nodes, weights } = gaussLegendre(2);
    expect([...nodes].sort()).toEqual([
      expect.closeTo(0.5 - 1 / Math.sqrt(12), 15),
      expect.closeTo(0.5 + 1 / Math.sqrt(12), 15),
    ]);
    expect([...weights]).toEqual([expect.closeTo(0.5, 15), expect.closeTo(0.5, 15)]);
  });
});
