import type { DrawFigures } from '../figure';
import { drawMovement } from './movement';
import { readPeriods } from './periods';
import { drawTrend } from './trend';

export const draw: DrawFigures = (input) => {
  const periods = readPeriods(input);
  return [...drawTrend(periods, input), ...drawMovement(periods, input)];
};
