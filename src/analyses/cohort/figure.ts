import type { DrawFigures } from '../figure';
import { readCohorts } from './cells';
import { drawCurves } from './curves';
import { drawTriangle } from './triangle';

export const draw: DrawFigures = (input) => [
  ...drawTriangle(readCohorts(input), input),
  ...drawCurves(input),
];
