import type { SurvivalCurve } from './kaplan-meier';
import { quantile } from './quantile';
import { wilson } from './wilson';

/**
 * Arrays of one length: the share of those at risk at each time who left then, its 95 % interval (null without anyone
 * at risk), and whether it is a drop-off peak.
 */
export interface HazardByAge {
  time: Float64Array;
  hazard: Float64Array;
  lower: (number | null)[];
  upper: (number | null)[];
  peak: boolean[];
}

const PEAK_RATIO = 2;
const PEAK_AT_RISK = 20;

/**
 * Hazard by age, events / at risk, with Wilson's interval. A drop-off peak (definitions.md, "survival") exceeds both
 * neighbours' hazards and twice the median hazard, with at least 20 at risk. Neighbours are the entries next to it, so
 * ages at which nothing happened should be listed with zeros. Before the first age the hazard counts as zero; the last
 * age is never a peak, since what follows it is unknown.
 */
export function hazardByAge(curve: SurvivalCurve): HazardByAge {
  const { time, atRisk, events } = curve;
  const hazard = events.map((left, index) => (atRisk[index] > 0 ? left / atRisk[index] : 0));
  const intervals = Array.from(events, (left, index) => wilson(left, atRisk[index]));
  const threshold = PEAK_RATIO * (quantile(hazard, 0.5) ?? 0);
  const peak = Array.from(hazard, (value, index) => {
    const before = index === 0 ? 0 : hazard[index - 1];
    const after = index === hazard.length - 1 ? Infinity : hazard[index + 1];
    return value > before && value > after && value > threshold && atRisk[index] >= PEAK_AT_RISK;
  });
  const limit = (name: 'lower' | 'upper') => intervals.map((interval) => interval?.[name] ?? null);
  return { time, hazard, lower: limit('lower'), upper: limit('upper'), peak };
}
