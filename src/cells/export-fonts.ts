import arabicRegular from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url';
import arabicSemibold from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2?url';
import latinRegular from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url';
import latinSemibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2?url';
import type { ExportFont } from '../share/export-svg';

const latin = { family: 'IBM Plex Sans', script: 'latin' } as const;
const arabic = { family: 'IBM Plex Sans Arabic', script: 'arabic' } as const;

/** The page's own fonts, as they travel inside an exported figure. */
export const exportFonts: readonly ExportFont[] = [
  { ...latin, weight: 400, url: latinRegular },
  { ...latin, weight: 600, url: latinSemibold },
  { ...arabic, weight: 400, url: arabicRegular },
  { ...arabic, weight: 600, url: arabicSemibold },
];
