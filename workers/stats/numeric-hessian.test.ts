import { expect, it } from 'vitest';
import { runToEnd } from './minimise';
import { numericHessian } from './numeric-hessian';

it('finds the second derivatives of x²y + sin x', () => {
  const hessian = runToEnd(
    numericHessian(
      ([x, y], gradient) => {
        gradient[0] = 2 * x * y + Math.cos(x);
        gradient[1] = x * x;
        return x * x * y + Math.sin(x);
      },
      Float64Array.of(1.5, -2),
    ),
  );
  // Step 1e-4: error of order 1e-8.
  expect(hessian[0][0]).toBeCloseTo(-4 - Math.sin(1.5), 7);
  expect(hessian[0][1]).toBeCloseTo(3, 7);
  expect(hessian[1]).toEqual([hessian[0][1], expect.closeTo(0, 7)]);
});
