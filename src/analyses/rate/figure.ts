import type { DrawFigures } from '../figure';
import { drawMovement } from './movement';
import { readPeriods } from './periods';
import { drawTrend } from './trend';

export const draw: DrawFigures = function* (input) {
  const periods = readPeriods(input);
  yield* drawTrend(periods, input);
  yield* drawMovement(periods, input);
};
