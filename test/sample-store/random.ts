/** The draws the sample store needs; whatever implements them must give the same sequence for the same seed. */
export interface Draws {
  /** In the open interval (0, 1). */
  uniform(): number;
  normal(): number;
  exponential(rate: number): number;
  gamma(shape: number, rate: number): number;
  beta(a: number, b: number): number;
  poisson(mean: number): number;
}

/** mulberry32: 32 bits of state are plenty for some hundred thousand draws. */
function seededUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

/**
 * Only Math.log, Math.exp and Math.sqrt are used: engines have disagreed in the last bit of pow, sin and cos,
 * and the committed file must come out the same on every machine.
 */
export function seededDraws(seed: number): Draws {
  const uniform = seededUniform(seed);

  /** Marsaglia's polar method. */
  function normal(): number {
    for (;;) {
      const first = 2 * uniform() - 1;
      const second = 2 * uniform() - 1;
      const squared = first * first + second * second;
      if (squared > 0 && squared < 1) return first * Math.sqrt((-2 * Math.log(squared)) / squared);
    }
  }

  /** Marsaglia and Tsang (2000); a shape below one is boosted. */
  function standardGamma(shape: number): number {
    if (shape < 1) return standardGamma(shape + 1) * Math.exp(Math.log(uniform()) / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** Knuth's product method: the means here are small. */
  function poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let product = uniform();
    let count = 0;
    while (product > limit) {
      product *= uniform();
      count += 1;
    }
    return count;
  }

  return {
    uniform,
    normal,
    poisson,
    exponential: (rate) => -Math.log(uniform()) / rate,
    gamma: (shape, rate) => standardGamma(shape) / rate,
    beta(a, b) {
      const left = standardGamma(a);
      return left / (left + standardGamma(b));
    },
  };
}
