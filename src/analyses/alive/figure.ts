import type { DrawFigures } from '../figure';
import { drawFirst } from './first';
import { drawMap } from './map';
import { drawStates } from './states';

export const draw: DrawFigures = function* (input) {
  yield* drawStates(input);
  yield* drawFirst(input);
  yield* drawMap(input);
};
