import type { DrawFigures } from '../figure';
import { drawProjection } from './projection';
import { drawRemaining } from './remaining';
import { drawRetention } from './retention';

export const draw: DrawFigures = function* (input) {
  yield* drawProjection(input);
  yield* drawRetention(input);
  yield* drawRemaining(input);
};
