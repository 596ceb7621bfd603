import type { IterationProgress, MinimiseOptions, MinimiseResult, Objective } from './search';

interface Vertex {
  point: Float64Array;
  value: number;
}

/**
 * Derivative-free simplex search (Nelder & Mead 1965, coefficients 1, 2, ½, ½), for objectives whose gradient misleads.
 * Yields after every iteration. 'converged' = the simplex spans less than valueTolerance in value and point.
 * The result carries no gradient (all zeros).
 */
export function* nelderMead(
  objective: Objective,
  start: Float64Array,
  options: MinimiseOptions,
): Generator<IterationProgress, MinimiseResult> {
  const { maximumIterations, valueTolerance } = options;
  const simplex = firstSimplex(objective, start);
  for (let iteration = 1; iteration <= maximumIterations; iteration++) {
    simplex.sort((left, right) => left.value - right.value);
    if (!Number.isFinite(simplex[0].value)) return finish(simplex[0], iteration, 'failed');
    if (spread(simplex) <= valueTolerance) return finish(simplex[0], iteration, 'converged');
    replaceWorst(objective, simplex);
    yield { phase: 'searching', iteration, value: simplex[0].value };
  }
  simplex.sort((left, right) => left.value - right.value);
  return finish(simplex[0], maximumIterations, 'maxIterations');
}

function finish(best: Vertex, iterations: number, verdict: MinimiseResult['verdict']): MinimiseResult {
  const gradient = new Float64Array(best.point.length);
  return { verdict, point: best.point, value: best.value, gradient, iterations };
}

function evaluate(objective: Objective, point: Float64Array): Vertex {
  const value = objective(point);
  return { point, value: Number.isNaN(value) ? Infinity : value };
}

function firstSimplex(objective: Objective, start: Float64Array): Vertex[] {
  const simplex = [evaluate(objective, start.slice())];
  for (let index = 0; index < start.length; index++) {
    const point = start.slice();
    point[index] += 0.25;
    simplex.push(evaluate(objective, point));
  }
  return simplex;
}

/** Largest distance of any vertex from the best one, in value or in any coordinate. */
function spread(simplex: Vertex[]): number {
  const best = simplex[0];
  let largest = simplex[simplex.length - 1].value - best.value;
  for (const vertex of simplex) {
    for (let index = 0; index < best.point.length; index++) {
      largest = Math.max(largest, Math.abs(vertex.point[index] - best.point[index]));
    }
  }
  return largest;
}

/** One iteration on a simplex sorted from best to worst. */
function replaceWorst(objective: Objective, simplex: Vertex[]): void {
  const worst = simplex[simplex.length - 1];
  const secondWorst = simplex[simplex.length - 2];
  const centre = centreOf(simplex.slice(0, -1));
  const along = (factor: number): Vertex =>
    evaluate(
      objective,
      centre.map((middle, index) => middle + factor * (worst.point[index] - middle)),
    );
  const reflected = along(-1);
  if (reflected.value < simplex[0].value) {
    const expanded = along(-2);
    simplex[simplex.length - 1] = expanded.value < reflected.value ? expanded : reflected;
    return;
  }
  if (reflected.value < secondWorst.value) {
    simplex[simplex.length - 1] = reflected;
    return;
  }
  const contracted = reflected.value < worst.value ? along(-0.5) : along(0.5);
  if (contracted.value < Math.min(reflected.value, worst.value)) simplex[simplex.length - 1] = contracted;
  else shrink(objective, simplex);
}

function centreOf(vertices: Vertex[]): Float64Array {
  const centre = new Float64Array(vertices[0].point.length);
  for (const vertex of vertices) {
    for (let index = 0; index < centre.length; index++)
      centre[index] += vertex.point[index] / vertices.length;
  }
  return centre;
}

function shrink(objective: Objective, simplex: Vertex[]): void {
  const best = simplex[0].point;
  for (let vertex = 1; vertex < simplex.length; vertex++) {
    const point = simplex[vertex].point.map((component, index) => (component + best[index]) / 2);
    simplex[vertex] = evaluate(objective, point);
  }
}
