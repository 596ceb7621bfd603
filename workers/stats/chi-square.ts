import { logGamma } from './special';

const MAXIMUM_TERMS = 10_000;
const PRECISION = 1e-16;
/** Stands in for zero in Lentz's method. */
const TINY = 1e-300;

/**
 * ln P(X > statistic) for a chi-square X with `degrees` > 0 degrees of freedom: the logarithm of the regularised upper
 * incomplete gamma function Q(degrees/2, statistic/2). Right where 1 − cdf would be 0, and where the probability itself
 * would (below 1e-308).
 */
export function logChiSquareUpperTail(statistic: number, degrees: number): number {
  if (!(statistic > 0)) return 0;
  const shape = degrees / 2;
  const x = statistic / 2;
  const logFront = shape * Math.log(x) - x - logGamma(shape);
  if (x < shape + 1) return Math.log1p(-Math.exp(logFront) * lowerSeries(shape, x));
  return logFront + Math.log(upperFraction(shape, x));
}

/** P(X > statistic) for a chi-square X; 0 only below 1e-323. */
export function chiSquareUpperTail(statistic: number, degrees: number): number {
  return Math.exp(logChiSquareUpperTail(statistic, degrees));
}

/** Σ xⁿ / (shape·(shape+1)…(shape+n)), DLMF 8.7.1. */
function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < MAXIMUM_TERMS && term > PRECISION * sum; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** Γ(shape, x)·eˣ/x^shape by its continued fraction, DLMF 8.9.2, with the modified Lentz method. */
function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAXIMUM_TERMS; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / nonZero(a * d + b);
    c = nonZero(b + a / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
