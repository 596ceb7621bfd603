import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built page under test: `dist`, or what WAFA_DIST names. */
export const builtFolder = resolve(
  fileURLToPath(import.meta.url),
  '../../..',
  process.env.WAFA_DIST ?? 'dist',
);
