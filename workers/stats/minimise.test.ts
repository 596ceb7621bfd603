import { describe, expect, it } from 'vitest';
import { minimise, runToEnd } from './minimise';
import type { ObjectiveWithGradient } from './search';
import { nelderMead } from './nelder-mead';

/** Rosenbrock's valley, minimum 0 at (1, 1). */
const rosenbrock: ObjectiveWithGradient = (point, gradient) => {
  const [x, y] = point;
  gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
  gradient[1] = 200 * (y - x * x);
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
};
const start = Float64Array.of(-1.2, 1);

describe('minimise', () => {
  it('finds the bottom of Rosenbrock’s valley, one progress report per iteration', () => {
    const search = minimise(rosenbrock, start);
    let reports = 0;
    let previous = Infinity;
    let step = search.next();
    for (; !step.done; step = search.next()) {
      reports++;
      expect(step.value.value).toBeLessThan(previous);
      previous = step.value.value ?? NaN;
    }
    expect(step.value.verdict).toBe('converged');
    expect(step.value.iterations).toBe(reports);
    // The gradient tolerance 1e-8 against a smallest curvature of 0.4.
    expect(step.value.point[0]).toBeCloseTo(1, 7);
    expect(step.value.point[1]).toBeCloseTo(1, 7);
    expect([...start]).toEqual([-1.2, 1]);
  });

  it('stays within bounds drawn by Infinity', () => {
    const logarithmic: ObjectiveWithGradient = (point, gradient) => {
      gradient[0] = 1 - 2 / point[0];
      return point[0] > 0 ? point[0] - 2 * Math.log(point[0]) : Infinity;
    };
    const result = runToEnd(minimise(logarithmic, Float64Array.of(0.01)));
    expect(result.verdict).toBe('converged');
    expect(result.point[0]).toBeCloseTo(2, 6);
  });

  it('says so when it runs out of iterations', () => {
    expect(runToEnd(minimise(rosenbrock, start, { maximumIterations: 3 })).verdict).toBe('maxIterations');
  });

  it('says so when the start is out of bounds', () => {
    expect(runToEnd(minimise(() => Infinity, start)).verdict).toBe('failed');
  });

  it('falls back on Nelder and Mead where the gradient misleads', () => {
    const misleading: ObjectiveWithGradient = (point, gradient) => {
      gradient[0] = -2 * (point[0] - 3);
      gradient[1] = -2 * (point[1] + 1);
      return (point[0] - 3) ** 2 + (point[1] + 1) ** 2;
    };
    const result = runToEnd(minimise(misleading, Float64Array.of(0, 0)));
    expect(result.verdict).toBe('converged');
    expect(result.point[0]).toBeCloseTo(3, 6);
    expect(result.point[1]).toBeCloseTo(-1, 6);
  });
});

describe('nelderMead', () => {
  it('minimises where there is no gradient', () => {
    const options = {
      maximumIterations: 1000,
      gradientTolerance: 0,
      valueTolerance: 1e-9,
      inverseHessian: null,
    };
    const corner = (point: Float64Array): number => Math.abs(point[0] - 2) + 3 * Math.abs(point[1] + 5);
    const result = runToEnd(nelderMead(corner, Float64Array.of(0, 0), options));
    expect(result.verdict).toBe('converged');
    expect(result.point[0]).toBeCloseTo(2, 6);
    expect(result.point[1]).toBeCloseTo(-5, 6);
  });
});
