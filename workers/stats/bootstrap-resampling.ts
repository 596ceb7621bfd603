import { drawBeta, type Random } from './random';

/** Gives the counts of a new resample, in one array that it uses again and again. */
export type Resampler = () => Float64Array;

/** Below this many subjects a binomial draw counts one after the other. */
const FEW_TRIALS = 16;
/** Up to this many subjects a row, subjects are drawn one by one. */
const FEW_SUBJECTS_PER_ROW = 4;

/** What makes resampling impossible, or null. */
export function resamplerProblem(
  count: Float64Array,
  group: Int32Array,
): 'invalidInput' | 'noSubjects' | null {
  if (group.length !== count.length) return 'invalidInput';
  let subjects = 0;
  for (let row = 0; row < count.length; row++) {
    if (!(Number.isSafeInteger(count[row]) && count[row] >= 0)) return 'invalidInput';
    subjects += count[row];
  }
  return subjects > 0 ? null : 'noSubjects';
}

/**
 * Draws, within each group, as many subjects as it has, with replacement: counts that are exactly multinomial. Subject by
 * subject where rows stand for few; else row by row, binomial given the rows before, which takes time by row only.
 */
export function createResampler(count: Float64Array, group: Int32Array, random: Random): Resampler {
  const drawn = new Float64Array(count.length);
  const draws = rowsByGroup(count, group).map((rows) => {
    const subjects = rows.reduce((sum, row) => sum + count[row], 0);
    return subjects <= FEW_SUBJECTS_PER_ROW * rows.length
      ? bySubject(count, rows, subjects, random, drawn)
      : byRow(count, rows, subjects, random, drawn);
  });
  return () => {
    drawn.fill(0);
    draws.forEach((draw) => draw());
    return drawn;
  };
}

/** The rows of each group that stand for anyone; groups in order of appearance. */
function rowsByGroup(count: Float64Array, group: Int32Array): Uint32Array[] {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < count.length; row++) {
    if (count[row] === 0) continue;
    const rows = groups.get(group[row]);
    if (rows) rows.push(row);
    else groups.set(group[row], [row]);
  }
  return Array.from(groups.values(), (rows) => Uint32Array.from(rows));
}

function bySubject(
  count: Float64Array,
  rows: Uint32Array,
  subjects: number,
  random: Random,
  drawn: Float64Array,
): () => void {
  const rowOfSubject = new Uint32Array(subjects);
  let next = 0;
  for (const row of rows) {
    rowOfSubject.fill(row, next, next + count[row]);
    next += count[row];
  }
  return () => {
    for (let draw = 0; draw < subjects; draw++) drawn[rowOfSubject[Math.floor(random() * subjects)]]++;
  };
}

function byRow(
  count: Float64Array,
  rows: Uint32Array,
  subjects: number,
  random: Random,
  drawn: Float64Array,
): () => void {
  return () => {
    let [left, standing] = [subjects, subjects];
    for (const row of rows) {
      drawn[row] = drawBinomial(random, left, count[row] / standing);
      left -= drawn[row];
      standing -= count[row];
    }
  };
}

/**
 * Number of successes in so many trials: exact, by cutting the trials at the median of their uniform numbers, which is
 * beta distributed (Relles 1972), until few are left.
 */
export function drawBinomial(random: Random, trials: number, probability: number): number {
  if (probability >= 1) return trials;
  let successes = 0;
  while (trials >= FEW_TRIALS) {
    const place = 1 + Math.floor(trials / 2);
    const cut = drawBeta(random, place, trials + 1 - place);
    if (cut <= probability) {
      successes += place;
      trials -= place;
      probability = (probability - cut) / (1 - cut);
    } else {
      trials = place - 1;
      probability /= cut;
    }
  }
  for (let trial = 0; trial < trials; trial++) successes += Number(random() < probability);
  return successes;
}
