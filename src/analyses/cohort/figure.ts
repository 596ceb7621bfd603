import type { DrawFigures } from '../figure';
import { readCohorts } from './cells';
import { drawCurves } from './curves';
import { drawTriangle } from './triangle';

export const draw: DrawFigures = function* (input) {
  yield* drawTriangle(readCohorts(input), input);
  yield* drawCurves(input);
};
