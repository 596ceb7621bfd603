import { type CoxData, type CoxFit, type CoxOptions, fitCox } from '../cox';
import { runToEnd } from '../minimise';
import { drawExponential, drawNormal, type Random } from '../random';

export interface Subject {
  time: number;
  event: boolean;
  x: number[];
}

/** Subjects with numeric covariates x0, x1, … */
export function coxData(subjects: readonly Subject[]): CoxData {
  return {
    time: Float64Array.from(subjects, ({ time }) => time),
    event: Uint8Array.from(subjects, ({ event }) => Number(event)),
    terms: (subjects[0]?.x ?? []).map((_, column) => ({
      kind: 'numeric',
      name: `x${column}`,
      values: Float64Array.from(subjects, ({ x }) => x[column]),
    })),
  };
}

/** The fit, or its reason thrown. */
export function fitOf(data: CoxData, options?: CoxOptions): CoxFit {
  const result = runToEnd(fitCox(data, options));
  if (result.kind === 'failed') throw new Error(JSON.stringify(result));
  return result;
}

/** Exponential durations with these log hazard ratios of standard normal covariates, a third or so censored. */
export function simulateCox(random: Random, coefficients: readonly number[], subjects: number): Subject[] {
  return Array.from({ length: subjects }, () => {
    const x = coefficients.map(() => drawNormal(random));
    const predictor = x.reduce((sum, value, column) => sum + value * coefficients[column], 0);
    const time = drawExponential(random, Math.exp(predictor));
    const censoring = drawExponential(random, 0.5);
    return { time: Math.min(time, censoring), event: time <= censoring, x };
  });
}

/** Remission in weeks of 42 children with leukaemia, x = 1 for placebo, 0 for 6-mercaptopurine (Freireich et al. 1963). */
export function leukaemia(): Subject[] {
  const group = (x: number, events: number[], censored: number[]): Subject[] => [
    ...events.map((time) => ({ time, event: true, x: [x] })),
    ...censored.map((time) => ({ time, event: false, x: [x] })),
  ];
  return [
    ...group(0, [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]),
    ...group(1, [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], []),
  ];
}
