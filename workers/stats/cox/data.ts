/** A covariate that enters as it stands: one value per row, finite. */
export interface NumericTerm {
  kind: 'numeric';
  name: string;
  values: Float64Array;
}

/**
 * A covariate with levels: codes are places in `levels`, one per row. Every level but the reference gets a coefficient
 * of its own, which compares it with the reference.
 */
export interface FactorTerm {
  kind: 'factor';
  name: string;
  levels: readonly string[];
  codes: Int32Array;
  reference: number;
}

export type CoxTerm = NumericTerm | FactorTerm;

/**
 * Durations with covariates, arrays of one length. time ≥ 0 in any unit; event 1 = it happened then, 0 = last seen then
 * without it. stratum: any whole numbers; every stratum has a baseline hazard of its own. count: how many alike
 * subjects a row stands for (whole, all 1 when left out; a row of 0 is left out). These are frequencies, not sampling
 * weights: the latter would need another variance.
 */
export interface CoxData {
  time: Float64Array;
  event: Uint8Array;
  terms: readonly CoxTerm[];
  stratum?: Int32Array;
  count?: Float64Array;
}

/** One coefficient of the model: a numeric term (level null), or a level of a factor against its reference. */
export interface CoxColumn {
  term: number;
  name: string;
  level: string | null;
}

/**
 * Why there is no fit. 'constantCovariate': the covariate never differs among those at risk together at an event.
 * 'emptyLevel': nobody has that level. 'collinearCovariates': the covariate is a linear combination of those in `with`.
 */
export type CoxFailure =
  | {
      kind: 'failed';
      reason: 'invalidInput' | 'noCovariates' | 'tooFewSubjects' | 'noEvents' | 'notConverged';
    }
  | { kind: 'failed'; reason: 'constantCovariate' | 'emptyLevel'; covariate: string; level: string | null }
  | {
      kind: 'failed';
      reason: 'collinearCovariates';
      covariate: string;
      level: string | null;
      with: string[];
    };

/**
 * A factor from one label per row. Levels in ascending order; the reference is the one asked for, else the commonest
 * (the first of equals), whose comparisons are the surest. Null where there is no label, or not the reference's.
 */
export function factorFromLabels(
  name: string,
  labels: readonly string[],
  reference?: string,
): FactorTerm | null {
  const rows = new Map<string, number>();
  for (const label of labels) rows.set(label, (rows.get(label) ?? 0) + 1);
  const levels = [...rows.keys()].sort();
  const place = new Map(levels.map((level, index) => [level, index]));
  const commonest = levels.reduce(
    (best, level) => ((rows.get(level) ?? 0) > (rows.get(best) ?? 0) ? level : best),
    levels[0],
  );
  const chosen = place.get(reference ?? commonest);
  if (chosen === undefined) return null;
  return {
    kind: 'factor',
    name,
    levels,
    codes: Int32Array.from(labels, (label) => place.get(label) ?? 0),
    reference: chosen,
  };
}

/** Whether arrays agree in length and hold what `CoxData` says. */
export function isValidCoxData(data: CoxData): boolean {
  const { time, event, stratum, count, terms } = data;
  const rows = time.length;
  if (event.length !== rows || (stratum ?? time).length !== rows || (count ?? time).length !== rows)
    return false;
  if (!time.every((value) => value >= 0 && value < Infinity)) return false;
  if (!event.every((value) => value <= 1)) return false;
  if (count && !count.every((value) => Number.isSafeInteger(value) && value >= 0)) return false;
  return terms.every((term) => isValidTerm(term, rows));
}

function isValidTerm(term: CoxTerm, rows: number): boolean {
  if (term.kind === 'numeric') return term.values.length === rows && term.values.every(Number.isFinite);
  const { levels, codes, reference } = term;
  if (codes.length !== rows || levels[reference] === undefined) return false;
  return codes.every((code) => code >= 0 && code < levels.length);
}
