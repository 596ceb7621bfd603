import { layOutLegend, type Legend } from './legend';
import type { NumberFormat } from './number-format';
import type { Plan } from './plan-chart';
import type { ChartWords } from './points';

/** What a drawing needs besides the plan. */
export interface Sheet {
  width: number;
  words: ChartWords;
  format: NumberFormat;
  notes: string[];
  description: string;
}

/** Colours are named, unless each is a name on the axis already or stands where a line ends. */
export function legendOf({ taken, series }: Plan, width: number, isLabelled = false): Legend {
  const isNeeded = taken.colour !== null && taken.colour !== taken.x && !isLabelled;
  return layOutLegend(isNeeded ? series : [], width);
}
