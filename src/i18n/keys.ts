import type english from './en.json';
import type notebookEnglish from './notebook.en.json';

/** Every text of the interface is named after a key of the English files: those of the notebook come with it. */
export type TextKey = keyof typeof english | keyof typeof notebookEnglish;
export type Texts = Record<TextKey, string>;

export const languages = ['en', 'ar'] as const;
export type LanguageCode = (typeof languages)[number];

export const digitSystems = ['western', 'arabicIndic'] as const;
export type DigitSystem = (typeof digitSystems)[number];
