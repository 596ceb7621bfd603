import type { DrawFigures } from '../figure';
import { drawByFrequency } from './by-frequency';
import { drawDeciles } from './deciles';
import { drawMethods } from './methods';
import { drawTracking } from './tracking';

export const draw: DrawFigures = (input) => [
  ...drawMethods(input),
  ...drawDeciles(input),
  ...drawTracking(input),
  ...drawByFrequency(input),
];
