import type english from './en.json';
import type importEnglish from './import.en.json';
import type notebookEnglish from './notebook.en.json';
import type offlineEnglish from './offline.en.json';
import type privacyEnglish from './privacy.en.json';
import type shareEnglish from './share.en.json';

/** Parts of the texts that are loaded when they are first needed, each a file for each language. */
export const textParts = ['import', 'notebook', 'offline', 'privacy', 'share'] as const;
export type TextPart = (typeof textParts)[number];

/** Every text of the interface is named after a key of the English files. */
export type TextKey =
  | keyof typeof english
  | keyof typeof importEnglish
  | keyof typeof notebookEnglish
  | keyof typeof offlineEnglish
  | keyof typeof privacyEnglish
  | keyof typeof shareEnglish;
export type Texts = Record<TextKey, string>;

export const languages = ['en', 'ar'] as const;
export type LanguageCode = (typeof languages)[number];

export const digitSystems = ['western', 'arabicIndic'] as const;
export type DigitSystem = (typeof digitSystems)[number];
