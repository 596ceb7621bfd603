import type { DrawFigures } from '../figure';
import { drawSurvival } from './curve';
import { readGroups } from './curve-data';
import { drawHazard } from './hazard';

export const draw: DrawFigures = (input) => {
  const groups = readGroups(input);
  return [...drawSurvival(groups, input), ...drawHazard(groups.shown, input)];
};
