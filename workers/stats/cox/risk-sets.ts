import type { PreparedCox } from './prepare';

/** How events at the same time are handled: Efron 1977 (the nearer to the exact answer) or Breslow 1974. */
export type TieMethod = 'efron' | 'breslow';

/**
 * What a walk shows at each time with events: `expected`, the sum over its events of the mean covariate of those at
 * risk, and `variance`, the sum over its events of their covariance matrix (lower triangle, row after row).
 */
export interface RiskSets {
  prepared: PreparedCox;
  ties: TieMethod;
  expected: Float64Array;
  variance: Float64Array;
  linearPredictor: Float64Array;
  /** Risk, risk × covariate, risk × covariate × covariate over those at risk; the same over those with the event now. */
  all: RiskSums;
  leaving: RiskSums;
  /** Σ over the events of a time of 1/D, f/D, 1/D², f/D², f²/D²; D the risk left, f the share of the events gone. */
  series: Float64Array;
}

interface RiskSums {
  risk: Float64Array;
  first: Float64Array;
  second: Float64Array;
}

/** Risks are kept relative to exp(reference); a reference is raised when a predictor exceeds it by this. */
const RAISE_REFERENCE_AT = 30;

export function createRiskSets(prepared: PreparedCox, ties: TieMethod): RiskSets {
  const width = prepared.columns.length;
  const triangle = (width * (width + 1)) / 2;
  const emptySums = (): RiskSums => ({
    risk: new Float64Array(1),
    first: new Float64Array(width),
    second: new Float64Array(triangle),
  });
  return {
    prepared,
    ties,
    expected: new Float64Array(width),
    variance: new Float64Array(triangle),
    linearPredictor: new Float64Array(prepared.time.length),
    all: emptySums(),
    leaving: emptySums(),
    series: new Float64Array(5),
  };
}

/**
 * Walks back in time through the risk sets at these coefficients (of standardised covariates), calling `visit` with the
 * tie at each time that has events, and returns the log partial likelihood. Rows × columns² operations, nothing
 * allocated. Risks are relative to a reference that grows along the walk, so that no exponential overflows and no risk
 * set underflows.
 */
export function walkRiskSets(
  sets: RiskSets,
  coefficients: Float64Array,
  visit: (tie: number) => void,
): number {
  const { prepared, all, leaving, linearPredictor } = sets;
  const { tieStart, tieEvents, tieEndsStratum } = prepared;
  computeLinearPredictor(sets, coefficients);
  let logLikelihood = 0;
  let reference = 0;
  for (let tie = tieEvents.length - 1; tie >= 0; tie--) {
    const [start, end] = [tieStart[tie], tieStart[tie + 1]];
    if (tieEndsStratum[tie] === 1) {
      multiply(all, 0);
      reference = linearPredictor[end - 1];
    }
    const tied = tieEvents[tie] > 1 && sets.ties === 'efron';
    let highest = reference;
    for (let row = start; row < end; row++) highest = Math.max(highest, linearPredictor[row]);
    if (highest > reference + RAISE_REFERENCE_AT) {
      multiply(all, Math.exp(reference - highest));
      reference = highest;
    }
    if (tied) multiply(leaving, 0);
    for (let row = start; row < end; row++) {
      const risk = prepared.count[row] * Math.exp(linearPredictor[row] - reference);
      addRow(all, prepared.values, row, risk);
      if (prepared.event[row] === 0) continue;
      logLikelihood += prepared.count[row] * (linearPredictor[row] - reference);
      if (tied) addRow(leaving, prepared.values, row, risk);
    }
    if (tieEvents[tie] === 0) continue;
    logLikelihood -= sumSeries(sets, tieEvents[tie], tied);
    describeRiskSet(sets, tied);
    visit(tie);
  }
  return logLikelihood;
}

/** Writes the linear predictor (centred) of every prepared row. */
export function computeLinearPredictor(sets: RiskSets, coefficients: Float64Array): void {
  const { values } = sets.prepared;
  const width = coefficients.length;
  for (let row = 0, at = 0; row < sets.linearPredictor.length; row++) {
    let sum = 0;
    for (let column = 0; column < width; column++) sum += coefficients[column] * values[at++];
    sets.linearPredictor[row] = sum;
  }
}

function multiply(sums: RiskSums, factor: number): void {
  const { risk, first, second } = sums;
  risk[0] *= factor;
  for (let index = 0; index < first.length; index++) first[index] *= factor;
  for (let index = 0; index < second.length; index++) second[index] *= factor;
}

function addRow(sums: RiskSums, values: Float64Array, row: number, risk: number): void {
  const { first, second } = sums;
  const width = first.length;
  const start = row * width;
  sums.risk[0] += risk;
  for (let left = 0, at = 0; left < width; left++) {
    const weighted = risk * values[start + left];
    first[left] += weighted;
    for (let right = 0; right <= left; right++) second[at++] += weighted * values[start + right];
  }
}

/** Fills `series` and returns Σ ln D. Efron lets the events of a tie leave one after the other, each as their mean. */
function sumSeries({ series, all, leaving }: RiskSets, events: number, tied: boolean): number {
  const risk = all.risk[0];
  series.fill(0);
  if (!tied) {
    series[0] = events / risk;
    series[2] = events / risk / risk;
    return events * Math.log(risk);
  }
  let logarithms = 0;
  for (let gone = 0; gone < events; gone++) {
    const share = gone / events;
    const left = risk - share * leaving.risk[0];
    const inverse = 1 / left;
    logarithms += Math.log(left);
    series[0] += inverse;
    series[1] += share * inverse;
    series[2] += inverse * inverse;
    series[3] += share * inverse * inverse;
    series[4] += share * share * inverse * inverse;
  }
  return logarithms;
}

function describeRiskSet(sets: RiskSets, tied: boolean): void {
  const { expected, variance, series, all, leaving } = sets;
  const width = expected.length;
  for (let left = 0, at = 0; left < width; left++) {
    const first = all.first[left];
    expected[left] = series[0] * first;
    for (let right = 0; right <= left; right++, at++) {
      variance[at] = series[0] * all.second[at] - series[2] * first * all.first[right];
    }
  }
  if (!tied) return;
  for (let left = 0, at = 0; left < width; left++) {
    const [first, gone] = [all.first[left], leaving.first[left]];
    expected[left] -= series[1] * gone;
    for (let right = 0; right <= left; right++, at++) {
      const crossed = first * leaving.first[right] + gone * all.first[right];
      variance[at] +=
        series[3] * crossed - series[1] * leaving.second[at] - series[4] * gone * leaving.first[right];
    }
  }
}
