import type { Likelihood } from '../fit-on-log-scale';
import type { RenewalTable } from './renewals';

/** Each customer leaves at every renewal with a chance of their own, which is beta(alpha, beta) distributed over customers. */
export interface BetaGeometric {
  alpha: number;
  beta: number;
}

/** The model, or its limit without differences between customers: everybody leaves at each renewal with one chance. */
export type RetentionModel = BetaGeometric | { churnRate: number };

/**
 * Log-likelihood of the shifted beta-geometric (Fader & Hardie 2007, "How to project customer retention", Journal of
 * Interactive Marketing 21(1), equations B2 and B3) at (alpha, beta); with `gradient` given, writes its two derivatives
 * there. With the retention rate r(t) = (β+t−1)/(α+β+t−1) it is Σ over renewals of renewed·ln r(t) + churned·ln(1−r(t)),
 * which is their product of P(T=t) and S(t) taken together by renewal, and needs no special function.
 */
export function sbgLikelihood({ atRisk, renewed, events }: RenewalTable): Likelihood {
  return (parameters, gradient) => {
    const [alpha, beta] = [parameters[0], parameters[1]];
    let value = events * Math.log(alpha);
    let [byAlpha, byBeta] = [events / alpha, 0];
    for (let index = 0; index < atRisk.length; index++) {
      const total = alpha + beta + index;
      value += renewed[index] * Math.log(beta + index) - atRisk[index] * Math.log(total);
      byAlpha -= atRisk[index] / total;
      byBeta += renewed[index] / (beta + index) - atRisk[index] / total;
    }
    if (gradient) [gradient[0], gradient[1]] = [byAlpha, byBeta];
    return value;
  };
}

/** The log-likelihood at given parameters (both > 0). */
export function sbgLogLikelihood(table: RenewalTable, { alpha, beta }: BetaGeometric): number {
  return sbgLikelihood(table)([alpha, beta]);
}

/** Observed information at (alpha, beta): minus the second derivatives of the log-likelihood. */
export function sbgInformation(
  { atRisk, renewed, events }: RenewalTable,
  { alpha, beta }: BetaGeometric,
): number[][] {
  let [total, own] = [0, 0];
  for (let index = 0; index < atRisk.length; index++) {
    total += atRisk[index] / (alpha + beta + index) ** 2;
    own += renewed[index] / (beta + index) ** 2;
  }
  return [
    [events / alpha ** 2 - total, -total],
    [-total, own - total],
  ];
}

/** Maximum likelihood of the limit: one churn rate for everybody (a geometric lifetime). */
export function geometricFit({ atRisk, events }: RenewalTable): {
  churnRate: number;
  standardError: number;
  value: number;
} {
  const renewals = atRisk.reduce((sum, count) => sum + count, 0);
  const churnRate = events / renewals;
  const value = events * Math.log(churnRate) + (renewals - events) * Math.log1p(-churnRate);
  return { churnRate, standardError: Math.sqrt((churnRate * (1 - churnRate)) / renewals), value };
}
