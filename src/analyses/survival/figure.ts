import type { DrawFigures } from '../figure';
import { drawSurvival } from './curve';
import { readGroups } from './curve-data';
import { drawHazard } from './hazard';

export const draw: DrawFigures = function* (input) {
  const groups = readGroups(input);
  yield null;
  yield* drawSurvival(groups, input);
  yield* drawHazard(groups.shown, input);
};
