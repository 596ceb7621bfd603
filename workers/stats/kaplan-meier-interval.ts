/** On which scale of survival an interval is symmetric: ln(−ln S), ln S, or S itself. R's `conf.type`. */
export const survivalIntervals = ['log-log', 'log', 'plain'] as const;
export type SurvivalInterval = (typeof survivalIntervals)[number];

interface Limits {
  lower: number;
  upper: number;
}

/**
 * Interval of a survival, as R's `survfit_confint`: 'log' is cut at 1, 'plain' at 0 and 1 (Kalbfleisch & Prentice 1980
 * for log-log). None once survival is 0, where the variance is infinite, nor with log-log while it is 1.
 * @param error standard error of ln S
 * @param deviate of the standard normal distribution
 */
export function confidenceInterval(
  survival: number,
  error: number,
  deviate: number,
  interval: SurvivalInterval,
): Limits | null {
  if (survival === 0) return null;
  const width = deviate * error;
  if (interval === 'plain') {
    return { lower: Math.max(0, survival * (1 - width)), upper: Math.min(1, survival * (1 + width)) };
  }
  if (interval === 'log') {
    return { lower: survival * Math.exp(-width), upper: Math.min(1, survival * Math.exp(width)) };
  }
  if (survival === 1) return null;
  const logSurvival = Math.log(survival);
  const factor = Math.exp(width / -logSurvival);
  return { lower: Math.exp(logSurvival * factor), upper: Math.exp(logSurvival / factor) };
}
