import gammaln from '@stdlib/math-base-special-gammaln';
import stdlibDigamma from '@stdlib/math-base-special-digamma';

/** Natural logarithm of the gamma function, for x > 0 (@stdlib, FreeBSD msun algorithm, error below 1 ulp or so). */
export function logGamma(x: number): number {
  return gammaln(x);
}

/** Derivative of `logGamma`, for x > 0. */
export function digamma(x: number): number {
  return stdlibDigamma(x);
}

/** Natural logarithm of the beta function B(a, b) = Γ(a)Γ(b)/Γ(a+b), for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b);
}
