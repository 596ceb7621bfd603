/** Nodes within (0, 1) and weights that sum to 1. */
export interface QuadratureRule {
  nodes: Float64Array;
  weights: Float64Array;
}

const NEWTON_STEPS = 10;

/** The Gauss–Legendre rule of this size on [0, 1]: exact for polynomials up to degree 2·size − 1 (DLMF 3.5(v)). */
export function gaussLegendre(size: number): QuadratureRule {
  const nodes = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    let at = Math.cos((Math.PI * (index + 0.75)) / (size + 0.5));
    for (let step = 0; step < NEWTON_STEPS; step++) {
      const { value, slope } = legendre(size, at);
      at -= value / slope;
    }
    nodes[index] = (1 - at) / 2;
    weights[index] = 1 / ((1 - at * at) * legendre(size, at).slope ** 2);
  }
  return { nodes, weights };
}

/** The Legendre polynomial of this degree and its derivative, by the three-term recurrence. */
function legendre(degree: number, at: number): { value: number; slope: number } {
  let [previous, value] = [1, at];
  for (let n = 2; n <= degree; n++)
    [previous, value] = [value, ((2 * n - 1) * at * value - (n - 1) * previous) / n];
  return { value, slope: (degree * (previous - at * value)) / (1 - at * at) };
}
