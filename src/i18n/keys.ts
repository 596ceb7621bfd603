import type english from './en.json';

/** Every text of the interface is named after a key of the English file. */
export type TextKey = keyof typeof english;
export type Texts = Record<TextKey, string>;

export const languages = ['en', 'ar'] as const;
export type LanguageCode = (typeof languages)[number];

export const digitSystems = ['western', 'arabicIndic'] as const;
export type DigitSystem = (typeof digitSystems)[number];
