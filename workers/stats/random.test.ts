import { describe, expect, it } from 'vitest';
import {
  createRandom,
  drawBeta,
  drawExponential,
  drawGamma,
  drawNormal,
  drawPoisson,
  type Random,
} from './random';

const DRAWS = 50_000;

describe('createRandom', () => {
  it('repeats itself for the same seed only', () => {
    const sequence = (seed: number): number[] => Array.from({ length: 5 }, createRandom(seed));
    expect(sequence(1)).toEqual(sequence(1));
    expect(sequence(1)).not.toEqual(sequence(2));
  });

  it('stays in [0, 1) and fills tenths evenly', () => {
    const random = createRandom(1);
    const tenths = new Float64Array(10);
    const values = Float64Array.from({ length: DRAWS }, random);
    values.forEach((value) => tenths[Math.floor(10 * value)]++);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    // Chi-square with 9 degrees of freedom exceeds 27.9 once in a thousand seeds; the seed is fixed.
    const chiSquare = tenths.reduce((sum, count) => sum + (count - DRAWS / 10) ** 2 / (DRAWS / 10), 0);
    expect(chiSquare).toBeLessThan(27.9);
  });
});

describe('draws have the mean and variance of their distribution', () => {
  const cases: [string, (random: Random) => number, number, number][] = [
    ['normal', drawNormal, 0, 1],
    ['exponential', (random) => drawExponential(random, 4), 0.25, 0.0625],
    ['gamma, shape above 1', (random) => drawGamma(random, 3, 2), 1.5, 0.75],
    ['gamma, shape below 1', (random) => drawGamma(random, 0.3, 0.5), 0.6, 1.2],
    ['beta', (random) => drawBeta(random, 2, 6), 0.25, 12 / (64 * 9)],
    ['beta, polarised', (random) => drawBeta(random, 1e-3, 1e-3), 0.5, 0.25 / 1.002],
    ['poisson', (random) => drawPoisson(random, 3.5), 3.5, 3.5],
  ];

  it.each(cases)('%s', (_, draw, mean, variance) => {
    const random = createRandom(42);
    const values = Float64Array.from({ length: DRAWS }, () => draw(random));
    const average = values.reduce((sum, value) => sum + value, 0) / DRAWS;
    const spread = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / DRAWS;
    // Four standard errors of a mean; variances to 5 %, some ten standard errors for the light tails, two for the heavy.
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / DRAWS));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(0.05);
  });

  it('poisson of nothing is nothing', () => {
    expect(drawPoisson(createRandom(1), 0)).toBe(0);
  });
});
