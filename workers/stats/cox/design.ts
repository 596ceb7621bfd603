import type { CoxColumn, CoxFailure, CoxTerm } from './data';

/** Columns of standardised covariates (mean 0, standard deviation 1), row after row in `values`. */
export interface Design {
  columns: CoxColumn[];
  values: Float64Array;
  /** Standard deviation of each column as it was. */
  scale: Float64Array;
  /** Largest minus smallest value of each standardised column. */
  range: Float64Array;
}

/** The covariates of the input rows in `order`, or the one that can't be used. */
export function standardise(
  terms: readonly CoxTerm[],
  order: Uint32Array,
  count: Float64Array,
  subjects: number,
): Design | CoxFailure {
  const columns = terms.flatMap(columnsOf);
  const width = columns.length;
  const design: Design = {
    columns: columns.map(({ term, name, level }) => ({ term, name, level })),
    values: new Float64Array(order.length * width),
    scale: new Float64Array(width),
    range: new Float64Array(width),
  };
  const values = new Float64Array(order.length);
  for (const [index, term] of terms.entries()) {
    const problem = findEmptyLevel(term, order);
    if (problem !== null) return problem;
    if (!columns.some((column) => column.term === index)) return constantCovariate(term.name, null);
  }
  for (const [column, { name, level, readInto }] of columns.entries()) {
    readInto(values, order);
    if (!placeColumn(design, column, values, count, subjects)) return constantCovariate(name, level);
  }
  return design;
}

/** Every covariate that is the same for everybody fails in this way. */
export function constantCovariate(covariate: string, level: string | null): CoxFailure {
  return { kind: 'failed', reason: 'constantCovariate', covariate, level };
}

/** Writes a column's value for each of the input rows in `order`. */
type ReadInto = (values: Float64Array, order: Uint32Array) => void;

function columnsOf(term: CoxTerm, index: number): (CoxColumn & { readInto: ReadInto })[] {
  const { name } = term;
  if (term.kind === 'numeric') {
    const readInto: ReadInto = (values, order) => {
      for (let at = 0; at < order.length; at++) values[at] = term.values[order[at]];
    };
    return [{ term: index, name, level: null, readInto }];
  }
  return term.levels.flatMap((level, code) => {
    if (code === term.reference) return [];
    const readInto: ReadInto = (values, order) => {
      for (let at = 0; at < order.length; at++) values[at] = term.codes[order[at]] === code ? 1 : 0;
    };
    return [{ term: index, name, level, readInto }];
  });
}

function findEmptyLevel(term: CoxTerm, order: Uint32Array): CoxFailure | null {
  if (term.kind === 'numeric') return null;
  const used = new Uint8Array(term.levels.length);
  for (let at = 0; at < order.length; at++) used[term.codes[order[at]]] = 1;
  const empty = used.indexOf(0);
  if (empty < 0) return null;
  return { kind: 'failed', reason: 'emptyLevel', covariate: term.name, level: term.levels[empty] };
}

/** A standard deviation that is a smaller share of the largest value than this is rounding, not a difference. */
const SMALLEST_DEVIATION = 1e-13;

/** Whether the values differ at all; if so the standardised ones are put in their column. */
function placeColumn(
  design: Design,
  column: number,
  values: Float64Array,
  count: Float64Array,
  subjects: number,
): boolean {
  const width = design.columns.length;
  // Divided by the largest first, so that squares of very large or small values stay in range.
  let unit = 0;
  for (let row = 0; row < values.length; row++) unit = Math.max(unit, Math.abs(values[row]));
  let mean = 0;
  for (let row = 0; row < values.length; row++) mean += (count[row] / subjects) * (values[row] / unit);
  let squares = 0;
  for (let row = 0; row < values.length; row++) squares += count[row] * (values[row] / unit - mean) ** 2;
  const deviation = Math.sqrt(squares / subjects);
  if (!(deviation > SMALLEST_DEVIATION)) return false;
  let [lowest, highest] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    const value = (values[row] / unit - mean) / deviation;
    design.values[row * width + column] = value;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  design.scale[column] = deviation * unit;
  design.range[column] = highest - lowest;
  return true;
}
