import type { DrawFigures } from '../figure';
import { drawByFrequency } from './by-frequency';
import { drawGroups } from './groups';
import { drawDeciles } from './deciles';
import { drawMethods } from './methods';
import { drawTracking } from './tracking';

export const draw: DrawFigures = function* (input) {
  yield* drawMethods(input);
  yield* drawDeciles(input);
  yield* drawGroups('segments', input);
  yield* drawGroups('cohorts', input);
  yield* drawGroups('groups', input);
  yield* drawTracking(input);
  yield* drawByFrequency(input);
};
