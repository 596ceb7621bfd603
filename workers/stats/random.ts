/** A source of numbers uniform on [0, 1). */
export type Random = () => number;

/**
 * A seeded source, the same sequence for the same seed (a whole number, of which 32 bits count): sfc32 of Chris
 * Doty-Humphrey's PractRand, 128 bits of state, filled from the seed and warmed up. Not for secrets.
 */
export function createRandom(seed: number): Random {
  let [a, b, c, counter] = [0, 0x9e3779b9, seed | 0, 1];
  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < 15; round++) next();
  return () => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 0x20000000000000;
}

/** Standard normal, by the Box–Muller transform. */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log1p(-random())) * Math.cos(2 * Math.PI * random());
}

/** Exponential with this rate (mean 1 / rate). */
export function drawExponential(random: Random, rate: number): number {
  return -Math.log1p(-random()) / rate;
}

/** Gamma with this shape and rate (mean shape / rate); may underflow to 0 for a tiny shape. */
export function drawGamma(random: Random, shape: number, rate: number): number {
  return Math.exp(drawLogGamma(random, shape)) / rate;
}

/** Beta with these parameters (mean a / (a+b)). */
export function drawBeta(random: Random, a: number, b: number): number {
  return 1 / (1 + Math.exp(drawLogGamma(random, b) - drawLogGamma(random, a)));
}

/** Poisson with this mean, by counting exponential gaps up to the mean: takes time proportional to it. */
export function drawPoisson(random: Random, mean: number): number {
  let events = 0;
  for (let time = drawExponential(random, 1); time < mean; time += drawExponential(random, 1)) events++;
  return events;
}

/** Logarithm of a gamma draw with rate 1 (Marsaglia & Tsang 2000; a shape below 1 is raised by one and corrected). */
function drawLogGamma(random: Random, shape: number): number {
  if (shape < 1) return drawLogGamma(random, shape + 1) + Math.log1p(-random()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = drawNormal(random);
    const cube = (1 + c * normal) ** 3;
    if (cube <= 0) continue;
    if (Math.log1p(-random()) < normal ** 2 / 2 + d * (1 - cube + Math.log(cube))) return Math.log(d * cube);
  }
}
