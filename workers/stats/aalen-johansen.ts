import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/**
 * Durations with several kinds of end, grouped by time, ascending and distinct, arrays of one length: per cause how many
 * ended by it then, and how many were last seen then without any (censored).
 */
export interface GroupedCompetingDurations {
  time: Float64Array;
  causes: readonly Float64Array[];
  censored: Float64Array;
}

/**
 * The share that a cause has ended by each time (just after it), with standard error and interval, which are null while
 * it has ended none (and the interval once it has ended all).
 */
export interface CumulativeIncidence {
  incidence: Float64Array;
  standardError: (number | null)[];
  lower: (number | null)[];
  upper: (number | null)[];
}

/** Arrays of the length of `time`; one incidence per cause. survival: the share that no cause has ended. */
export interface CompetingRisks {
  kind: 'fitted';
  time: Float64Array;
  atRisk: Float64Array;
  survival: Float64Array;
  causes: CumulativeIncidence[];
}

export interface CompetingRisksFailure {
  kind: 'failed';
  reason: 'invalidInput' | 'noCauses' | 'noSubjects';
}

/**
 * Cumulative incidence of competing causes (Aalen & Johansen 1978): the share ended by each cause in the presence of the
 * others, which one minus Kaplan–Meier of one cause alone would overstate. Greenwood-type variance (multinomial, by the
 * delta method; Gaynor et al. 1993), which is that of R `survfit(Surv(time, cause) ~ 1)` with a factor. The interval is
 * Kaplan–Meier's log-log one for the share not ended by the cause, so that a single cause has that interval mirrored.
 * Those censored at a time are at risk at it.
 */
export function aalenJohansen(
  data: GroupedCompetingDurations,
  level = 0.95,
): CompetingRisks | CompetingRisksFailure {
  const problem = findProblem(data);
  if (problem !== null) return { kind: 'failed', reason: problem };
  const ended = data.time.map((_, index) => data.causes.reduce((sum, cause) => sum + cause[index], 0));
  const atRisk = new Float64Array(data.time.length);
  let later = 0;
  for (let index = atRisk.length - 1; index >= 0; index--) {
    later += ended[index] + data.censored[index];
    atRisk[index] = later;
  }
  const deviate = normalQuantile((1 + level) / 2, 0, 1);
  return {
    kind: 'fitted',
    time: data.time,
    atRisk,
    survival: shareLeft(atRisk, ended),
    causes: data.causes.map((cause) => incidenceOf(cause, ended, atRisk, deviate)),
  };
}

function findProblem({
  time,
  causes,
  censored,
}: GroupedCompetingDurations): 'invalidInput' | 'noCauses' | 'noSubjects' | null {
  if (causes.length === 0) return 'noCauses';
  const counts = [...causes, censored];
  if (counts.some((values) => values.length !== time.length)) return 'invalidInput';
  for (let index = 0; index < time.length; index++) {
    if (!(time[index] >= 0 && time[index] < Infinity)) return 'invalidInput';
    if (index > 0 && time[index] <= time[index - 1]) return 'invalidInput';
  }
  if (!counts.every((values) => values.every((count) => count >= 0 && count < Infinity)))
    return 'invalidInput';
  return counts.some((values) => values.some((count) => count > 0)) ? null : 'noSubjects';
}

function shareLeft(atRisk: Float64Array, ended: Float64Array): Float64Array {
  let survival = 1;
  return atRisk.map((risk, index) => {
    if (ended[index] > 0) survival *= (risk - ended[index]) / risk;
    return survival;
  });
}

/** Carries forward the incidence F, the survival S, and the variances and covariance of their estimates. */
function incidenceOf(
  cause: Float64Array,
  ended: Float64Array,
  atRisk: Float64Array,
  deviate: number,
): CumulativeIncidence {
  const result: CumulativeIncidence = {
    incidence: new Float64Array(cause.length),
    standardError: [],
    lower: [],
    upper: [],
  };
  let [survival, incidence] = [1, 0];
  let [survivalVariance, covariance, variance] = [0, 0, 0];
  for (let index = 0; index < cause.length; index++) {
    if (ended[index] > 0) {
      const hazard = cause[index] / atRisk[index];
      const anyHazard = ended[index] / atRisk[index];
      const spread = survival ** 2 / atRisk[index];
      // F gains S·hazard and S keeps 1 − anyHazard of itself; both hazards are multinomial shares of those at risk.
      variance += 2 * hazard * covariance + hazard ** 2 * survivalVariance + spread * hazard * (1 - hazard);
      covariance = (1 - anyHazard) * (covariance + hazard * survivalVariance - spread * hazard);
      survivalVariance = (1 - anyHazard) ** 2 * survivalVariance + spread * anyHazard * (1 - anyHazard);
      incidence += survival * hazard;
      survival *= 1 - anyHazard;
    }
    result.incidence[index] = incidence;
    // Where a sum of squares is zero rounding may leave it below.
    const standardError = Math.sqrt(Math.max(0, variance));
    const interval = logLogInterval(incidence, standardError, deviate);
    result.standardError.push(incidence > 0 ? standardError : null);
    result.lower.push(interval?.lower ?? null);
    result.upper.push(interval?.upper ?? null);
  }
  return result;
}

/** Interval symmetric for ln(−ln(1 − F)). */
function logLogInterval(
  incidence: number,
  standardError: number,
  deviate: number,
): { lower: number; upper: number } | null {
  if (!(incidence > 0 && incidence < 1)) return null;
  const logRest = Math.log1p(-incidence);
  const width = (deviate * standardError) / ((1 - incidence) * -logRest);
  return {
    lower: -Math.expm1(logRest * Math.exp(-width)),
    upper: -Math.expm1(logRest * Math.exp(width)),
  };
}
